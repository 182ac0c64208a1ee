import type { Socket } from 'node:net'
import type { TransportFault } from './transport.ts'

export interface SendTimes {
  readonly drainTimeoutMs: number
  readonly settleMs: number
  readonly waitForClose: boolean
}

/**
 * Writes a document and waits for what tells whether the printer took it. From the first byte on every fault is
 * `unknown`: the network stack takes bytes long before a printer does, and nobody can call them back. Answers null
 * when the document was sent.
 */
export function sendThrough(
  socket: Socket,
  bytes: Uint8Array,
  times: SendTimes,
  signal: AbortSignal,
): Promise<TransportFault | null> {
  return new Promise((settle) => {
    new Sending(socket, times, signal, settle).start(bytes)
  })
}

function unknown(code: TransportFault['code'], detail: string): TransportFault {
  return { outcome: 'unknown', code, detail }
}

class Sending {
  readonly #socket: Socket
  readonly #times: SendTimes
  readonly #signal: AbortSignal
  readonly #settle: (fault: TransportFault | null) => void
  readonly #drainTimer: NodeJS.Timeout
  #settleTimer: NodeJS.Timeout | null = null
  #endedByUs = false
  #closedByPrinter = false
  #done = false

  constructor(
    socket: Socket,
    times: SendTimes,
    signal: AbortSignal,
    settle: (fault: TransportFault | null) => void,
  ) {
    this.#socket = socket
    this.#times = times
    this.#signal = signal
    this.#settle = settle
    const { drainTimeoutMs } = times
    this.#drainTimer = setTimeout(() => {
      const detail = `not taken within ${String(drainTimeoutMs)} ms`
      this.#finish(unknown('printer-stalled', detail))
    }, drainTimeoutMs)
  }

  start(bytes: Uint8Array): void {
    this.#signal.addEventListener('abort', this.#cancel, { once: true })
    this.#socket.on('error', (error) => {
      this.#finish(unknown('printer-reset', error.message))
    })
    this.#socket.once('end', () => {
      this.#printerClosed()
    })
    this.#socket.once('close', () => {
      this.#finish(
        this.#closedByPrinter && this.#endedByUs
          ? null
          : unknown('printer-reset', 'the connection closed too early'),
      )
    })
    this.#socket.write(bytes, (error) => {
      if (!error) this.#flushed()
    })
  }

  #flushed(): void {
    const { waitForClose, settleMs } = this.#times
    if (!waitForClose) this.#endOurs()
    // A program that was busy for longer than that has not looked yet at what the printer said meanwhile: it looks first.
    this.#settleTimer = setTimeout(() => setImmediate(() => this.#settled()), settleMs)
  }

  #settled(): void {
    if (this.#done) return
    if (this.#times.waitForClose) this.#endOurs()
    else this.#finish(null)
  }

  #endOurs(): void {
    this.#endedByUs = true
    this.#socket.end()
  }

  /**
   * Only an end that follows ours says that everything was read: one that comes earlier is a printer that was closing
   * anyway, and what it had not read is lost.
   */
  #printerClosed(): void {
    if (this.#endedByUs) this.#closedByPrinter = true
    else this.#finish(unknown('printer-reset', 'the printer closed before the end of the label'))
  }

  readonly #cancel = (): void => {
    this.#finish(unknown('cancelled', 'cancelled while sending'))
  }

  #finish(fault: TransportFault | null): void {
    if (this.#done) return
    this.#done = true
    clearTimeout(this.#drainTimer)
    if (this.#settleTimer) clearTimeout(this.#settleTimer)
    this.#signal.removeEventListener('abort', this.#cancel)
    this.#settle(fault)
  }
}
