import type { SerialPort } from 'serialport'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { PrinterConnection, PrinterTransport, TransportFault } from './transport.ts'

export interface SerialTransportOptions {
  readonly path: string
  readonly baudRate: number
  /** How the printer says that it can take no more. */
  readonly flowControl: 'none' | 'rts-cts' | 'xon-xoff'
  /** From the first byte until the last has gone through the line, ms. */
  readonly drainTimeoutMs: number
}

/** A printer on a serial line. Every document gets a new port object, because a reopened one may be deaf (hardware facts 1.3). */
export function createSerialTransport(options: SerialTransportOptions): PrinterTransport {
  return {
    async open(signal) {
      if (signal.aborted) return fail(notSent('cancelled', 'cancelled before opening'))
      const { SerialPort: Port } = await import('serialport')
      const { path, baudRate, flowControl } = options
      const port = new Port({
        ...{ path, baudRate, autoOpen: false },
        ...{ rtscts: flowControl === 'rts-cts', xon: flowControl === 'xon-xoff' },
        xoff: flowControl === 'xon-xoff',
      })
      // A fault that comes between two listeners must not end the program.
      port.on('error', () => undefined)
      const fault = await done((call) => port.open(call))
      if (fault) return fail(notSent('printer-unreachable', fault.message))
      return succeed(new SerialConnection(port, options))
    },
  }
}

class SerialConnection implements PrinterConnection {
  readonly #port: SerialPort
  readonly #options: SerialTransportOptions
  #used = false

  constructor(port: SerialPort, options: SerialTransportOptions) {
    this.#port = port
    this.#options = options
    // Only a port that is read notices that it was unplugged.
    port.on('data', () => undefined)
  }

  ask(
    question: Uint8Array,
    isEnough: (answered: Uint8Array) => boolean,
    timeoutMs: number,
  ): Promise<Uint8Array> {
    return new Promise((settle) => {
      let answered = Buffer.alloc(0)
      const finish = (): void => {
        clearTimeout(timer)
        this.#port.off('data', take)
        settle(answered)
      }
      const take = (bytes: Buffer): void => {
        answered = Buffer.concat([answered, bytes])
        if (isEnough(answered)) finish()
      }
      const timer = setTimeout(finish, timeoutMs)
      this.#port.on('data', take)
      this.#port.write(question)
    })
  }

  async send(bytes: Uint8Array, signal: AbortSignal): Promise<Result<null, TransportFault>> {
    if (this.#used) throw new Error('a connection takes one document')
    this.#used = true
    if (signal.aborted) return fail(notSent('cancelled', 'cancelled before the first byte'))
    if (!this.#port.isOpen) return fail(notSent('printer-unreachable', 'the port is closed'))
    const fault = await this.#pushThrough(bytes, signal)
    return fault ? fail(fault) : succeed(null)
  }

  /** From the first byte on every fault is unknown: what is in the line cannot be called back. */
  #pushThrough(bytes: Uint8Array, signal: AbortSignal): Promise<TransportFault | null> {
    const { drainTimeoutMs } = this.#options
    return new Promise((settle) => {
      const finish = (fault: TransportFault | null): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', cancel)
        this.#port.off('close', unplugged)
        settle(fault)
      }
      const unknown = (code: TransportFault['code'], detail: string): void =>
        finish({ outcome: 'unknown', code, detail })
      const cancel = (): void => unknown('cancelled', 'cancelled while sending')
      const unplugged = (): void => unknown('printer-reset', 'the port went away')
      const timer = setTimeout(
        () => unknown('printer-stalled', `not taken within ${String(drainTimeoutMs)} ms`),
        drainTimeoutMs,
      )
      signal.addEventListener('abort', cancel, { once: true })
      this.#port.once('close', unplugged)
      this.#port.write(bytes, (error) => {
        if (error) unknown('printer-reset', error.message)
      })
      this.#port.drain((error) => {
        if (error) unknown('printer-reset', error.message)
        else finish(null)
      })
    })
  }

  close(): void {
    if (this.#port.isOpen) this.#port.close(() => undefined)
  }
}

function notSent(code: TransportFault['code'], detail: string): TransportFault {
  return { outcome: 'failed-before-send', code, detail }
}

function done(start: (call: (error: Error | null) => void) => void): Promise<Error | null> {
  return new Promise((settle) => start(settle))
}
