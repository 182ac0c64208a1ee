import type { SyncClient, WorkerMessage } from './sync-messages.ts'

/** Starts the thread that pulls and writes the base. `onBroken` hears of a worker that could not be loaded or has thrown. */
export function startSyncWorker(
  onMessage: (message: WorkerMessage) => void,
  onBroken: (detail: string) => void,
): SyncClient {
  const worker = new Worker(new URL('./sync-worker.ts', import.meta.url), {
    type: 'module',
    name: 'holdfast-sync',
  })
  worker.addEventListener('message', (event: MessageEvent<WorkerMessage>) => onMessage(event.data))
  worker.addEventListener('error', (event) => onBroken(event.message))
  return {
    post: (message) => worker.postMessage(message),
    stop: () => worker.terminate(),
  }
}
