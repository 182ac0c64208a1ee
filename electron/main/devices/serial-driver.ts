import type { ScannerSettings } from '../settings/scanner-settings.ts'

/** What the system knows about a port. */
export interface SerialPortFacts {
  readonly path: string
  readonly vendorId?: string | undefined
  readonly productId?: string | undefined
  readonly serialNumber?: string | undefined
}

/** How a port is opened. */
export type SerialLine = Pick<ScannerSettings, 'baudRate' | 'dataBits' | 'parity' | 'stopBits'> & {
  readonly path: string
}

type Done = (error: Error | null) => void

/** The part of a serialport object that is used. A new one is made for every opening. */
export interface SerialHandle {
  readonly isOpen: boolean
  open(done: Done): void
  close(done: Done): void
  /** Asks the control lines; used only to learn whether the port is still there. */
  get(done: Done): void
  set(lines: { readonly dtr: boolean; readonly rts: boolean }, done: Done): void
  on(event: 'data', listener: (bytes: Uint8Array) => void): unknown
  on(event: 'close' | 'error', listener: (error: Error | null | undefined) => void): unknown
}

/** The machine's serial ports. */
export interface SerialDriver {
  readonly list: () => Promise<readonly SerialPortFacts[]>
  readonly create: (line: SerialLine) => SerialHandle | Promise<SerialHandle>
}

/**
 * The real ports, through the serialport package. Pseudo terminals are never listed but open by path. The package is loaded with
 * the first port, because loading it is a fifth of what main does before the window opens.
 */
export const systemSerialDriver: SerialDriver = {
  async list() {
    const { SerialPort } = await import('serialport')
    return SerialPort.list()
  },
  async create(line) {
    const { SerialPort } = await import('serialport')
    return new SerialPort({ ...line, autoOpen: false })
  },
}
