import type { DeviceHealth } from '../../../shared/ipc/station-routes.ts'
import type { ScanFrame } from './frame-reader.ts'

/** What a scanner tells, in the order in which it happened. */
export interface ScannerListener {
  readonly onFrame: (frame: ScanFrame) => void
  readonly onHealth: (health: DeviceHealth) => void
  /** Every byte of the line before anything is made of it, for whoever sets the scanner up. */
  readonly onBytes?: (bytes: Uint8Array) => void
}

/**
 * One source of codes. Whatever goes wrong with it is told as health and never thrown; it goes on trying until it is
 * closed.
 */
export interface Scanner {
  readonly scannerId: string
  readonly health: () => DeviceHealth
  /** Starts listening, once. An abort of the signal closes the scanner. */
  readonly start: (listener: ScannerListener, signal: AbortSignal) => void
  /** Ends listening; answers when the port is free again. May be called more than once. */
  readonly close: () => Promise<void>
}

/** Builds the health of a device; `missing` is for what a person can plug in, `fault` for what needs repair. */
export function deviceHealth(
  kind: DeviceHealth['kind'],
  device: { readonly id: string; readonly name: string },
  code: DeviceHealth['code'],
  detail: string,
): DeviceHealth {
  return {
    deviceId: device.id,
    kind,
    name: device.name,
    state: stateOf(code),
    code,
    detail,
  }
}

function stateOf(code: DeviceHealth['code']): DeviceHealth['state'] {
  if (code === 'ok') return 'ready'
  if (code === 'opening') return 'busy'
  return code === 'port-missing' || code === 'unplugged' ? 'missing' : 'fault'
}
