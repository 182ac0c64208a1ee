import type { SerialPort } from 'serialport'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { askThrough } from './ask-through.ts'
import {
  notSent,
  type PrinterConnection,
  type PrinterTransport,
  type TransportFault,
} from './transport.ts'

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
  #hasFailed = false

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
    return askThrough(this.#port, question, isEnough, timeoutMs)
  }

  async send(bytes: Uint8Array, signal: AbortSignal): Promise<Result<null, TransportFault>> {
    if (this.#used) throw new Error('a connection takes one document')
    this.#used = true
    if (signal.aborted) return fail(notSent('cancelled', 'cancelled before the first byte'))
    if (!this.#port.isOpen) return fail(notSent('printer-unreachable', 'the port is closed'))
    const fault = await this.#pushThrough(bytes, signal)
    this.#hasFailed = fault !== null
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
    const closePort = (): void => this.#port.close(() => undefined)
    if (!this.#port.isOpen) return
    // What a printer that stalled has not taken must not come out in front of the next label, nor hold the port. After a label that
    // went well nothing is thrown away: some drivers say "drained" while its end is still on the way.
    if (this.#hasFailed) this.#port.flush(closePort)
    else closePort()
  }
}

function done(start: (call: (error: Error | null) => void) => void): Promise<Error | null> {
  return new Promise((settle) => start(settle))
}
