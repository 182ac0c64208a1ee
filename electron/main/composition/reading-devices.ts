import { randomUUID } from 'node:crypto'
import type { DeviceHealth } from '../../../shared/ipc/routes.ts'
import { systemClock } from '../devices/clock.ts'
import { configuredScanners } from '../devices/configured-scanners.ts'
import { startSerialScale } from '../devices/scale/serial-scale.ts'
import { superviseScanners } from '../devices/scanner-supervisor.ts'
import { systemSerialDriver } from '../devices/serial-driver.ts'
import type { VirtualScanner } from '../devices/virtual-scanner.ts'
import type { SendEvent } from '../ipc/attach.ts'
import type { StationSettings } from '../settings/station-settings.ts'

/** The scanners and scales of a station. */
export interface ReadingDevices {
  readonly virtualScanner: VirtualScanner | null
  health(): readonly DeviceHealth[]
  /** Scanners first, so that no scan comes after the last that was told. */
  close(): Promise<void>
}

/** Opens every scanner and scale of the settings; what they read goes to the window. */
export function openReadingDevices(
  settings: StationSettings,
  send: SendEvent,
  onHealth: () => void,
): ReadingDevices {
  const ports = { driver: systemSerialDriver, clock: systemClock }
  const scales = settings.scales.map((scale) =>
    startSerialScale(scale, ports, {
      onWeight: (weight) => send('scale.changed', { scaleId: scale.id, ...weight }),
      onHealth,
    }),
  )
  const { scanners, virtualScanner } = configuredScanners(settings, ports)
  const supervisor = superviseScanners(scanners, {
    doubleReadMs: settings.doubleReadMs,
    newScanId: randomUUID,
    onScan: (scan) => send('scan.received', scan),
    onDoubleRead: (doubled) => send('scan.doubled', doubled),
    onHealth,
  })
  return {
    virtualScanner,
    health: () => [...supervisor.health(), ...scales.map((scale) => scale.health())],
    async close() {
      await supervisor.close()
      await Promise.all(scales.map((scale) => scale.close()))
    },
  }
}
