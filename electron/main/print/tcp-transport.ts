import { connect, type Socket } from 'node:net'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { askThrough } from './ask-through.ts'
import { sendThrough } from './tcp-send.ts'
import {
  notSent,
  type PrinterConnection,
  type PrinterTransport,
  type TransportFault,
} from './transport.ts'

export interface TcpTransportOptions {
  readonly host: string
  readonly port: number
  readonly connectTimeoutMs: number
  /** From the first byte to the printer's own end of the connection. */
  readonly drainTimeoutMs: number
  /**
   * How long a connection must stay without fault after its last byte was handed over. Longer than a round trip to the
   * printer, because a printer that had closed before answers our bytes with a reset.
   */
  readonly settleMs: number
  /**
   * True: `sent` means that the printer closed the connection in order after our end of it, which a printer does when
   * it has read everything. False, for printers that never close: `sent` means only that this host's network stack took
   * every byte and that no fault came back within `settleMs`. Such a label may still be lost in a printer that stalls,
   * so its scan-back is the only proof.
   */
  readonly waitForClose: boolean
}

/** Values that suit a label printer on the bench's own network. */
export const usualTcpTimes = {
  connectTimeoutMs: 3_000,
  drainTimeoutMs: 30_000,
  settleMs: 50,
} as const

/** Raw TCP printing, usually port 9100 (hardware facts 2.5): one connection a document. */
export function createTcpTransport(options: TcpTransportOptions): PrinterTransport {
  return new TcpTransport(options)
}

class TcpTransport implements PrinterTransport {
  readonly #options: TcpTransportOptions
  #lingering: Socket | null = null

  constructor(options: TcpTransportOptions) {
    this.#options = options
  }

  async open(signal: AbortSignal): Promise<Result<PrinterConnection, TransportFault>> {
    const { host, port, connectTimeoutMs } = this.#options
    if (signal.aborted) return fail(notSent('cancelled', 'cancelled before connecting'))
    // Most printers serve one connection at a time.
    this.#lingering?.destroy()
    const socket = connect({ host, port, allowHalfOpen: true, noDelay: true })
    const fault = await connected(socket, connectTimeoutMs, signal)
    if (!fault) return succeed(new TcpConnection(socket, this.#options, this.#linger))
    socket.destroy()
    return fail(fault)
  }

  /**
   * Keeps reading what a printer that never closes still has to say: closing at once would answer its next status
   * byte with a reset, and the reset throws away what the printer has not read of the label.
   */
  readonly #linger = (socket: Socket): void => {
    this.#lingering = socket
    const timer = setTimeout(() => socket.destroy(), this.#options.drainTimeoutMs)
    timer.unref()
    socket.unref()
    socket.once('close', () => {
      clearTimeout(timer)
    })
  }
}

function connected(
  socket: Socket,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<TransportFault | null> {
  return new Promise((settle) => {
    const finish = (fault: TransportFault | null): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
      settle(fault)
    }
    const cancel = (): void => {
      finish(notSent('cancelled', 'cancelled while connecting'))
    }
    const timer = setTimeout(() => {
      finish(notSent('printer-unreachable', `no answer within ${String(timeoutMs)} ms`))
    }, timeoutMs)
    signal.addEventListener('abort', cancel, { once: true })
    socket.once('connect', () => {
      finish(null)
    })
    // Stays for the life of the socket: a fault that comes between two listeners must not end the program.
    socket.on('error', (error) => {
      finish(notSent('printer-unreachable', error.message))
    })
  })
}

class TcpConnection implements PrinterConnection {
  readonly #socket: Socket
  readonly #options: TcpTransportOptions
  readonly #linger: (socket: Socket) => void
  #used = false
  #closedByPrinter = false

  constructor(socket: Socket, options: TcpTransportOptions, linger: (socket: Socket) => void) {
    this.#socket = socket
    this.#options = options
    this.#linger = linger
    // Status bytes are read and dropped: closing with bytes unread would reset the connection and lose the label.
    socket.on('data', () => undefined)
    socket.once('end', () => {
      this.#closedByPrinter = true
    })
  }

  ask(
    question: Uint8Array,
    isEnough: (answered: Uint8Array) => boolean,
    timeoutMs: number,
  ): Promise<Uint8Array> {
    if (this.#used || this.#socket.destroyed) return Promise.resolve(new Uint8Array())
    return askThrough(this.#socket, question, isEnough, timeoutMs)
  }

  async send(bytes: Uint8Array, signal: AbortSignal): Promise<Result<null, TransportFault>> {
    if (this.#used) throw new Error('a connection takes one document')
    this.#used = true
    if (signal.aborted) return fail(notSent('cancelled', 'cancelled before the first byte'))
    if (this.#closedByPrinter || this.#socket.destroyed || this.#socket.errored)
      return fail(notSent('printer-unreachable', 'the printer closed before the first byte'))
    const fault = await sendThrough(this.#socket, bytes, this.#options, signal)
    if (!fault) {
      this.#linger(this.#socket)
      return succeed(null)
    }
    this.#socket.destroy()
    return fail(fault)
  }

  close(): void {
    if (!this.#used) this.#socket.destroy()
  }
}
