import type { DeviceHealth } from '../../../shared/ipc/routes.ts'
import type { ScannerFraming } from '../settings/scanner-settings.ts'
import type { DeviceClock } from './clock.ts'
import { createFrameReader, type FrameReader } from './frame-reader.ts'
import { scannerHealth, type Scanner, type ScannerListener } from './scanner.ts'

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
  let health = scannerHealth(options, 'opening', '')
  let listener: ScannerListener | null = null
  let reader: FrameReader | null = null
  const tell = (code: DeviceHealth['code']): void => {
    health = scannerHealth(options, code, '')
    listener?.onHealth(health)
  }
  const plug = (): void => {
    if (!listener || reader) return
    reader = createFrameReader(options.framing, options.clock, listener.onFrame)
    tell('ok')
  }
  const dropReader = (): boolean => {
    const had = reader !== null
    reader?.close()
    reader = null
    return had
  }
  const feedBytes = (bytes: Uint8Array): boolean => {
    reader?.push(bytes)
    return reader !== null
  }
  const close = (): Promise<void> => {
    dropReader()
    listener = null
    return Promise.resolve()
  }
  return {
    scannerId: options.id,
    health: () => health,
    start: (startedBy, signal) => {
      if (signal.aborted) return
      signal.addEventListener('abort', () => void close(), { once: true })
      listener = startedBy
      plug()
    },
    close,
    feed: (text) => feedBytes(new TextEncoder().encode(`${text}\r`)),
    feedBytes,
    plug,
    unplug: () => {
      if (dropReader()) tell('unplugged')
    },
  }
}
