import { validateWithoutEval } from '../../shared/protocol/without-eval.ts'
import { createBaseKeeper } from './base-keeper.ts'
import { waitByClock } from './round-timer.ts'
import type { WindowMessage, WorkerMessage } from './sync-messages.ts'

/** The part of a dedicated worker's global scope that is used; the compiler project knows windows only. */
interface WorkerScope {
  postMessage(message: WorkerMessage): void
  addEventListener(type: 'message', listener: (event: MessageEvent<WindowMessage>) => void): void
}

validateWithoutEval()

const scope = self as unknown as WorkerScope
const hear = createBaseKeeper({
  tell: (message) => scope.postMessage(message),
  request: (path, signal) => fetch(path, { signal, cache: 'no-store' }),
  wait: waitByClock,
  random: () => Math.random(),
})
scope.addEventListener('message', ({ data }) => hear(data))
