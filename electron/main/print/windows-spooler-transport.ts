import { setTimeout as pause } from 'node:timers/promises'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import {
  notSent,
  type PrinterConnection,
  type PrinterTransport,
  type TransportFault,
} from './transport.ts'
import type { PrinterHandle, Winspool } from './winspool.ts'

export interface WindowsSpoolerOptions {
  /** The printer as Windows calls it. */
  readonly queue: string
  /** From handing the label over until the spooler has passed it on, ms. */
  readonly drainTimeoutMs: number
  /** Loads the library, which other systems do not have. */
  readonly load: () => Promise<Winspool>
}

/**
 * A printer behind the Windows spooler, given raw bytes. `sent` means that the spooler has passed every byte on. A job that hangs is
 * deleted, because a spooler prints by itself once its printer is back, as CUPS does.
 */
export function createWindowsSpoolerTransport(options: WindowsSpoolerOptions): PrinterTransport {
  let loading: ReturnType<typeof loaded> | null = null
  return {
    async open(signal) {
      if (signal.aborted) return fail(notSent('cancelled', 'cancelled before opening'))
      loading ??= loaded(options)
      const winspool = await loading
      if (!winspool.ok) {
        // The next label tries anew.
        loading = null
        return fail(notSent('printer-unreachable', winspool.error))
      }
      const opened = await winspool.value.open(options.queue)
      if (!opened.ok)
        return fail(notSent('printer-unreachable', `${options.queue}: ${opened.error}`))
      return succeed(new WindowsConnection(opened.value, winspool.value, options))
    },
  }
}

async function loaded({ load }: WindowsSpoolerOptions): Promise<Result<Winspool, string>> {
  try {
    return succeed(await load())
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return fail(`the print spooler of Windows cannot be used: ${detail}`)
  }
}

const lookEveryMs = 100

class WindowsConnection implements PrinterConnection {
  readonly #handle: PrinterHandle
  readonly #winspool: Winspool
  readonly #options: WindowsSpoolerOptions
  #used = false
  #closed = false

  constructor(handle: PrinterHandle, winspool: Winspool, options: WindowsSpoolerOptions) {
    this.#handle = handle
    this.#winspool = winspool
    this.#options = options
  }

  /** A spooler passes documents on and brings nothing back. */
  ask(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array())
  }

  async send(bytes: Uint8Array, signal: AbortSignal): Promise<Result<null, TransportFault>> {
    if (this.#used) throw new Error('a connection takes one document')
    this.#used = true
    if (signal.aborted) return fail(notSent('cancelled', 'cancelled before the first byte'))
    const winspool = this.#winspool
    const { queue, drainTimeoutMs } = this.#options
    const started = await winspool.startDocument(this.#handle, 'label')
    if (!started.ok) return fail(notSent('printer-unreachable', `${queue}: ${started.error}`))
    const job = started.value
    const taken = await this.#writeAll(bytes)
    const ended = await winspool.endDocument(this.#handle)
    if (!taken.ok) return fail(await this.#callOff(job, taken.error))
    if (!ended.ok) return fail(await this.#callOff(job, ended.error))
    const giveUpAt = performance.now() + drainTimeoutMs
    while ((await winspool.jobState(this.#handle, job)) === 'waiting') {
      if (signal.aborted || performance.now() > giveUpAt)
        return fail(await this.#callOff(job, 'not passed on in time'))
      await pause(lookEveryMs)
    }
    return succeed(null)
  }

  /** The spooler may take a document in pieces. */
  async #writeAll(bytes: Uint8Array): Promise<Result<null, string>> {
    let sent = 0
    while (sent < bytes.length) {
      const written = await this.#winspool.write(this.#handle, bytes.subarray(sent))
      if (!written.ok) return written
      if (written.value === 0) return fail('the spooler takes no more')
      sent += written.value
    }
    return succeed(null)
  }

  /** Whether the printer has had a part of it by now, no spooler tells. */
  async #callOff(job: number, cause: string): Promise<TransportFault> {
    const deleted = await this.#winspool.deleteJob(this.#handle, job)
    const what = `job ${String(job)} (${cause})`
    const detail = deleted.ok
      ? `${what} was deleted in the spooler`
      : `${what} could not be deleted and may print by itself: ${deleted.error}`
    return { outcome: 'unknown', code: 'printer-stalled', detail }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    void this.#winspool.close(this.#handle)
  }
}
