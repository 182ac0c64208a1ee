// Our cache as the window opens it, with the worker that pulls. Only main is not there: the worker asks the centre itself.
import { openStore } from '../../../../renderer/sync/open-store.ts'
import { startSyncWorker } from '../../../../renderer/sync/sync-client.ts'
import { validateWithoutEval } from '../../../../shared/protocol/without-eval.ts'

validateWithoutEval()

const opened = await openStore({
  stationId: 'station-1',
  journalOverlay: () => Promise.resolve({ frames: [], lastSeq: 0 }),
  startWorker: startSyncWorker,
  keepStorage: () => Promise.resolve(true),
  later: (call, afterMs) => void setTimeout(call, afterMs),
  onIncident: ({ code, detail }) => console.error(code, detail),
  onPull: () => undefined,
  onFailure: (cause) => console.error(cause),
})
if (!opened.ok) throw new Error(opened.error)
const store = opened.value

window.contender = {
  /** From the start of the worker until the base is whole and goods can be scanned; ms. */
  async sync() {
    const began = performance.now()
    store.startSync()
    while (!store.isComplete()) await new Promise((resolve) => setTimeout(resolve, 2))
    return performance.now() - began
  },
}
