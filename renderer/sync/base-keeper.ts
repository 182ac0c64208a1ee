import { openGeneration } from '../store/open-cache.ts'
import { createBaseWriter } from './base-writer.ts'
import type { Wait } from './chunk-source.ts'
import { createRoundTimer } from './round-timer.ts'
import { runSync } from './sync-loop.ts'
import type { WindowMessage, WorkerMessage } from './sync-messages.ts'

/** What the worker needs from its thread. */
export interface KeeperPorts {
  tell(message: WorkerMessage): void
  /** Rejects when there is no answer at all. */
  request(path: string, signal: AbortSignal): Promise<Response>
  readonly wait: Wait
  /** From 0 up to 1. */
  random(): number
}

/** Pulls the base and writes it, as the window asks for it. Answers the ear for the window's messages. */
export function createBaseKeeper(ports: KeeperPorts): (message: WindowMessage) => void {
  const timer = createRoundTimer(ports.wait)
  let allowFill = () => {}

  async function start(generation: number): Promise<void> {
    const opened = await openGeneration(generation)
    if (!opened.ok) {
      ports.tell({ kind: 'incident', incident: { ...opened.error, generation } })
      return
    }
    const base = await createBaseWriter({
      database: opened.value,
      generation,
      tell: (message) => ports.tell(message),
      fillMayStart: () =>
        new Promise((resolve) => {
          allowFill = resolve
        }),
    })
    const { request, wait, random } = ports
    const report = (pull: Extract<WorkerMessage, { kind: 'pull' }>['pull']) =>
      ports.tell({ kind: 'pull', pull })
    // Runs until the window ends this thread.
    const end = new AbortController().signal
    await runSync({ base, request, wait, random, waitForRound: timer.wait, report }, end)
  }

  return (message) => {
    if (message.kind === 'start') void start(message.generation)
    else if (message.kind === 'fill-may-start') allowFill()
    else timer.due()
  }
}
