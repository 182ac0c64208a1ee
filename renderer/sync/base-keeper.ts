import { openGeneration, type CacheIncident } from '../store/open-cache.ts'
import { createBaseWriter } from './base-writer.ts'
import type { Wait } from './chunk-source.ts'
import { listenForNudges } from './nudges.ts'
import { createRoundTimer } from './round-timer.ts'
import { runSync, type SyncPorts } from './sync-loop.ts'
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
  // The window ends this thread as a whole.
  const forever = new AbortController().signal

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
      rest: (ms) => ports.wait(ms, forever),
      fillMayStart: () =>
        new Promise((resolve) => {
          allowFill = resolve
        }),
    })
    await runSync({ ...pullingPorts(generation), base }, forever)
  }

  function pullingPorts(generation: number): Omit<SyncPorts, 'base'> {
    const { request, wait, random } = ports
    const nudges = listenForNudges({ request, wait, random, onNudge: () => timer.due() }, forever)
    const tellIncident = (code: CacheIncident['code'], detail: string): void =>
      ports.tell({ kind: 'incident', incident: { code, generation, detail } })
    return {
      ...{ request, wait, random, waitForRound: timer.wait, isNudged: nudges.isLive },
      report: (pull) => ports.tell({ kind: 'pull', pull }),
      onDifference: (detail) => tellIncident('cache-differs', detail),
      onUnwritable: (cause) => tellIncident('cache-unwritable', String(cause)),
    }
  }

  return (message) => {
    if (message.kind === 'start') void start(message.generation)
    else if (message.kind === 'fill-may-start') allowFill()
    else timer.due()
  }
}
