import { validateWithoutEval } from '../../shared/protocol/without-eval.ts'
import { openGeneration, type CacheIncident } from '../store/open-cache.ts'
import { createBaseWriter } from './base-writer.ts'
import { listenForNudges } from './nudges.ts'
import { createRoundTimer, waitByClock } from './round-timer.ts'
import { runSync } from './sync-loop.ts'
import type { WindowMessage, WorkerMessage } from './sync-messages.ts'

/** The part of a dedicated worker's global scope that is used; the compiler project knows windows only. */
interface WorkerScope {
  postMessage(message: WorkerMessage): void
  addEventListener(type: 'message', listener: (event: MessageEvent<WindowMessage>) => void): void
}

validateWithoutEval()

const scope = self as unknown as WorkerScope
const timer = createRoundTimer(waitByClock)
let allowFill = () => {}

async function start(generation: number): Promise<void> {
  const opened = await openGeneration(generation)
  if (!opened.ok) {
    scope.postMessage({ kind: 'incident', incident: { ...opened.error, generation } })
    return
  }
  const base = await createBaseWriter({
    database: opened.value,
    generation,
    tell: (message) => scope.postMessage(message),
    fillMayStart: () =>
      new Promise((resolve) => {
        allowFill = resolve
      }),
  })
  const tellIncident = (code: CacheIncident['code'], detail: string) =>
    scope.postMessage({ kind: 'incident', incident: { code, generation, detail } })
  const asking = {
    request: (path: string, signal: AbortSignal) => fetch(path, { signal, cache: 'no-store' }),
    wait: waitByClock,
    random: () => Math.random(),
  }
  const forever = new AbortController().signal
  const nudges = listenForNudges({ ...asking, onNudge: () => timer.due() }, forever)
  const ports = {
    ...asking,
    base,
    isNudged: nudges.isLive,
    waitForRound: timer.wait,
    report: (pull: Extract<WorkerMessage, { kind: 'pull' }>['pull']) =>
      scope.postMessage({ kind: 'pull', pull }),
    onDifference: (detail: string) => tellIncident('cache-differs', detail),
    onUnwritable: (cause: unknown) => tellIncident('cache-unwritable', String(cause)),
  }
  // Runs until the window ends this thread.
  await runSync(ports, forever)
}

scope.addEventListener('message', ({ data }) => {
  if (data.kind === 'start') void start(data.generation)
  else if (data.kind === 'fill-may-start') allowFill()
  else timer.due()
})
