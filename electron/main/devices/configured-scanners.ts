import { virtualScannerId, type StationSettings } from '../settings/station-settings.ts'
import type { Scanner } from './scanner.ts'
import type { SerialDevicePorts } from './serial-device.ts'
import { createSerialScanner } from './serial-scanner.ts'
import {
  createVirtualScanner,
  virtualScannerFraming,
  type VirtualScanner,
} from './virtual-scanner.ts'

/** The scanners that the settings ask for. */
export interface ConfiguredScanners {
  readonly scanners: readonly Scanner[]
  /** Also among the scanners; null when the settings do not ask for one. */
  readonly virtualScanner: VirtualScanner | null
}

/** Builds every scanner of the settings; none of them is started yet. */
export function configuredScanners(
  settings: Pick<StationSettings, 'scanners' | 'virtualScanner'>,
  ports: SerialDevicePorts,
): ConfiguredScanners {
  const serial = settings.scanners.map((scanner) => createSerialScanner(scanner, ports))
  if (!settings.virtualScanner) return { scanners: serial, virtualScanner: null }
  const virtualScanner = createVirtualScanner({
    id: virtualScannerId,
    // Shown by the word for it in the language of the screen.
    name: '',
    framing: virtualScannerFraming,
    clock: ports.clock,
  })
  return { scanners: [...serial, virtualScanner], virtualScanner }
}
