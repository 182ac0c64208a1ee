import { setTimeout as pause } from 'node:timers/promises'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { CommandOutcome, RunCommand } from './run-command.ts'
import {
  notSent,
  type PrinterConnection,
  type PrinterTransport,
  type TransportFault,
} from './transport.ts'

export interface SpoolerOptions {
  /** Name of a queue of CUPS. */
  readonly queue: string
  /** `raw`: the queue passes bytes on as they are. `driver`: it prints a PDF by the driver of its printer. */
  readonly filter: 'raw' | 'driver'
  /** From handing the label over until the queue has passed it on, ms. */
  readonly drainTimeoutMs: number
  readonly run: RunCommand
}

/**
 * What `lp` is told of a document. A driver must not scale it, because a module of a barcode is whole dots; and the paper is as large
 * as the page says, in points (`/MediaBox`, ISO 32000-1, 7.7.3.3), whatever the queue is set to.
 */
function jobOptions(filter: SpoolerOptions['filter'], bytes: Uint8Array): readonly string[] {
  if (filter === 'raw') return ['-o', 'raw']
  const text = Buffer.from(bytes).toString('latin1')
  const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(text)
  const paper = box ? ['-o', `media=Custom.${box[1] ?? ''}x${box[2] ?? ''}`] : []
  return ['-o', 'print-scaling=none', ...paper]
}

/**
 * A printer behind CUPS. A queue for bytes must be a raw one: any filter would draw the label anew. `sent` means that the queue has passed
 * every byte on. A job that hangs is cancelled, because a queue prints by itself once its printer is back (hardware facts 2.5).
 */
export function createSpoolerTransport(options: SpoolerOptions): PrinterTransport {
  return {
    async open(signal) {
      if (signal.aborted) return fail(notSent('cancelled', 'cancelled before opening'))
      const found = await options.run('lpstat', ['-p', options.queue], null)
      if (found.code !== 0) return fail(notSent('printer-unreachable', wordsOf(found)))
      // A queue that is stopped takes jobs all the same, and prints them whenever somebody starts it.
      if (found.output.includes('disabled'))
        return fail(notSent('printer-unreachable', `the queue ${options.queue} is stopped`))
      return succeed(new SpoolerConnection(options))
    },
  }
}

const lookEveryMs = 200

class SpoolerConnection implements PrinterConnection {
  readonly #options: SpoolerOptions
  #used = false

  constructor(options: SpoolerOptions) {
    this.#options = options
  }

  /** A queue passes documents on and brings nothing back. */
  ask(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array())
  }

  async send(bytes: Uint8Array, signal: AbortSignal): Promise<Result<null, TransportFault>> {
    if (this.#used) throw new Error('a connection takes one document')
    this.#used = true
    if (signal.aborted) return fail(notSent('cancelled', 'cancelled before the first byte'))
    const { queue, filter, run, drainTimeoutMs } = this.#options
    const words = ['-d', queue, ...jobOptions(filter, bytes), '-t', 'label']
    const taken = await run('lp', words, bytes)
    const job = /request id is (\S+)/.exec(taken.output)?.[1]
    if (taken.code !== 0 || job === undefined) return fail(unlessTaken(taken))
    const giveUpAt = performance.now() + drainTimeoutMs
    while (await this.#isWaiting(job)) {
      if (signal.aborted || performance.now() > giveUpAt) return fail(await this.#callOff(job))
      await pause(lookEveryMs)
    }
    return succeed(null)
  }

  /** A queue that cannot be asked is taken for one that still has the job. */
  async #isWaiting(job: string): Promise<boolean> {
    const { queue, run } = this.#options
    const { code, output } = await run('lpstat', ['-W', 'not-completed', '-o', queue], null)
    return code !== 0 || output.split(/\s+/).includes(job)
  }

  /** Whether the printer has had a part of it by now, no queue tells. */
  async #callOff(job: string): Promise<TransportFault> {
    const cancelled = await this.#options.run('cancel', [job], null)
    const detail =
      cancelled.code === 0
        ? `${job} was cancelled in the queue`
        : `${job} could not be cancelled and may print by itself: ${wordsOf(cancelled)}`
    return { outcome: 'unknown', code: 'printer-stalled', detail }
  }

  close(): void {
    // Nothing is held open.
  }
}

/** `lp` answers after it has handed everything over; one that was ended may have. */
function unlessTaken(taken: CommandOutcome): TransportFault {
  const outcome = taken.code === null ? 'unknown' : 'failed-before-send'
  return { outcome, code: 'printer-unreachable', detail: wordsOf(taken) }
}

function wordsOf({ output }: CommandOutcome): string {
  return output.trim().slice(0, 300)
}
