import type { DeviceHealth } from '../../../shared/ipc/station-routes.ts'
import type { ScannerFraming } from '../settings/scanner-settings.ts'
import type { DeviceClock } from './clock.ts'
import { createFrameReader, type FrameReader } from './frame-reader.ts'
import { deviceHealth, type Scanner, type ScannerListener } from './scanner.ts'

/** A scanner without hardware, for training, demonstration and tests: bytes go in where the cable would end. */
export interface VirtualScanner extends Scanner {
  /**
   * Sends one code as a scanner would, its end included; a text that already ends a frame gains nothing.
   *
   * @returns false when the scanner is not listening, so the code went nowhere
   */
  readonly feed: (text: string) => boolean
  /** Sends bytes as they are: half frames, noise, several codes at once. */
  readonly feedBytes: (bytes: Uint8Array) => boolean
  /** Pulls the cable, mid-frame if need be. */
  readonly unplug: () => void
  /** Puts the cable back. */
  readonly plug: () => void
}

/** How the virtual scanner is set up when nothing else is asked for. */
export const virtualScannerFraming: ScannerFraming = {
  prefix: '',
  suffix: 'auto',
  idleFlushMs: 50,
  charset: 'utf8',
  aim: true,
}

/** What a virtual scanner is built from. */
export interface VirtualScannerOptions {
  readonly id: string
  readonly name: string
  readonly framing: ScannerFraming
  readonly clock: DeviceClock
}

/** Builds a virtual scanner: the same frame reader as the real ones, a new one at every plugging in. */
export function createVirtualScanner(options: VirtualScannerOptions): VirtualScanner {
  const end = new CableEnd(options)
  return {
    scannerId: options.id,
    health: () => end.health,
    start: (listener, signal) => {
      if (signal.aborted) return
      signal.addEventListener('abort', end.close, { once: true })
      end.listen(listener)
    },
    close: () => {
      end.close()
      return Promise.resolve()
    },
    feed: (text) => end.push(new TextEncoder().encode(`${text}\r`)),
    feedBytes: end.push,
    plug: end.plug,
    unplug: end.unplug,
  }
}

/** Where the cable of a scanner that is not there ends. */
class CableEnd {
  readonly #options: VirtualScannerOptions
  #listener: ScannerListener | null = null
  #reader: FrameReader | null = null
  health: DeviceHealth

  constructor(options: VirtualScannerOptions) {
    this.#options = options
    this.health = deviceHealth('scanner', options, 'opening', '')
  }

  readonly listen = (listener: ScannerListener): void => {
    this.#listener = listener
    this.plug()
  }

  readonly push = (bytes: Uint8Array): boolean => {
    this.#reader?.push(bytes)
    return this.#reader !== null
  }

  readonly plug = (): void => {
    if (!this.#listener || this.#reader) return
    const { framing, clock } = this.#options
    this.#reader = createFrameReader(framing, clock, this.#listener.onFrame)
    this.#tell('ok')
  }

  readonly unplug = (): void => {
    if (!this.#reader) return
    this.#dropReader()
    this.#tell('unplugged')
  }

  readonly close = (): void => {
    this.#dropReader()
    this.#listener = null
  }

  #dropReader(): void {
    this.#reader?.close()
    this.#reader = null
  }

  #tell(code: DeviceHealth['code']): void {
    this.health = deviceHealth('scanner', this.#options, code, '')
    this.#listener?.onHealth(this.health)
  }
}
