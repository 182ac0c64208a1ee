import { constants } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import {
  notSent,
  type PrinterConnection,
  type PrinterTransport,
  type TransportFault,
} from './transport.ts'

export interface DeviceFileOptions {
  /** For example `/dev/usb/lp0`. */
  readonly path: string
  /** Longest time in which the printer takes nothing, ms. */
  readonly drainTimeoutMs: number
}

/** A printer on USB as Linux shows it: the file of the usblp driver (hardware facts 2.5). */
export function createDeviceFileTransport(options: DeviceFileOptions): PrinterTransport {
  return {
    async open(signal) {
      if (signal.aborted) return fail(notSent('cancelled', 'cancelled before opening'))
      const handle = await openDevice(options.path)
      return handle.ok ? succeed(new DeviceConnection(handle.value, options)) : handle
    },
  }
}

/** How long a full or an empty device is left alone before it is asked again, ms. */
const restMs = 10
const chunkBytes = 4_096

/**
 * Without O_CREAT, so that a printer that is not plugged in leaves no ordinary file in its place; without blocking, so that one that
 * takes nothing holds no thread of this process.
 */
async function openDevice(path: string): Promise<Result<FileHandle, TransportFault>> {
  try {
    const found = await stat(path)
    if (!found.isCharacterDevice())
      return fail(notSent('printer-unreachable', `${path} is no device`))
    return succeed(await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY))
  } catch (error) {
    return fail(notSent('printer-unreachable', messageOf(error)))
  }
}

class DeviceConnection implements PrinterConnection {
  readonly #handle: FileHandle
  readonly #options: DeviceFileOptions
  #used = false
  #closing: Promise<void> | null = null

  constructor(handle: FileHandle, options: DeviceFileOptions) {
    this.#handle = handle
    this.#options = options
  }

  async ask(
    question: Uint8Array,
    isEnough: (answered: Uint8Array) => boolean,
    timeoutMs: number,
  ): Promise<Uint8Array> {
    const giveUpAt = performance.now() + timeoutMs
    let answered = Buffer.alloc(0)
    try {
      await this.#handle.write(question)
      while (!isEnough(answered) && performance.now() < giveUpAt) {
        const { buffer, bytesRead } = await this.#read()
        answered = Buffer.concat([answered, buffer.subarray(0, bytesRead)])
        if (bytesRead === 0) await pause(restMs)
      }
    } catch {
      // A device that cannot be read, or not now, has said what it has said.
    }
    return answered
  }

  async #read(): Promise<{ readonly buffer: Buffer; readonly bytesRead: number }> {
    const buffer = Buffer.alloc(256)
    try {
      const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, null)
      return { buffer, bytesRead }
    } catch (error) {
      if (isNotNow(error)) return { buffer, bytesRead: 0 }
      throw error
    }
  }

  async send(bytes: Uint8Array, signal: AbortSignal): Promise<Result<null, TransportFault>> {
    if (this.#used) throw new Error('a connection takes one document')
    this.#used = true
    let sent = 0
    let movedAt = performance.now()
    while (sent < bytes.length) {
      const faultAt = (
        code: TransportFault['code'],
        detail: string,
      ): Result<null, TransportFault> =>
        fail(sent === 0 ? notSent(code, detail) : { outcome: 'unknown', code, detail })
      if (signal.aborted) return faultAt('cancelled', 'cancelled while sending')
      const written = await this.#write(bytes.subarray(sent, sent + chunkBytes))
      if (!written.ok) return faultAt('printer-reset', written.error)
      sent += written.value
      if (written.value > 0) movedAt = performance.now()
      else if (performance.now() - movedAt > this.#options.drainTimeoutMs)
        return faultAt(
          'printer-stalled',
          `took nothing for ${String(this.#options.drainTimeoutMs)} ms`,
        )
      else await pause(restMs)
    }
    return succeed(null)
  }

  /** Bytes that the device took; 0 when it takes none now. */
  async #write(piece: Uint8Array): Promise<Result<number, string>> {
    try {
      return succeed((await this.#handle.write(piece)).bytesWritten)
    } catch (error) {
      return isNotNow(error) ? succeed(0) : fail(messageOf(error))
    }
  }

  close(): void {
    this.#closing ??= this.#handle.close().catch(() => undefined)
  }
}

function isNotNow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
