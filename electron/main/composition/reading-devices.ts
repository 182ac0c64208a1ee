import { randomUUID } from 'node:crypto'
import type { DeviceHealth } from '../../../shared/ipc/station-routes.ts'
import { systemClock } from '../devices/clock.ts'
import { configuredScanners } from '../devices/configured-scanners.ts'
import { startSerialScale } from '../devices/scale/serial-scale.ts'
import { superviseScanners, type ScannerSupervisorPorts } from '../devices/scanner-supervisor.ts'
import { systemSerialDriver } from '../devices/serial-driver.ts'
import { createScannerTrials, type ScannerTrials } from '../devices/trial/scanner-trials.ts'
import type { VirtualScanner } from '../devices/virtual-scanner.ts'
import type { SendEvent } from '../ipc/attach.ts'
import type { StationSettings } from '../settings/station-settings.ts'
import { createScannerSetUp, type ScannerSetUp } from './scanner-set-up.ts'

/** The scanners and scales of a station. */
export interface ReadingDevices {
  readonly virtualScanner: VirtualScanner | null
  readonly scannerSetUp: ScannerSetUp
  health(): readonly DeviceHealth[]
  /** Scanners first, so that no scan comes after the last that was told. */
  close(): Promise<void>
}

/** Opens every scanner and scale of the settings; what they read goes to the window. */
export function openReadingDevices(
  settings: StationSettings,
  settingsPath: string,
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
  const running = new Map(settings.scanners.map((scanner) => [scanner.id, scanner]))
  const trials = createScannerTrials({
    ...{ ...ports, configured: () => [...running.values()] },
    healthOf: (id) => supervisor.health().find(({ deviceId }) => deviceId === id) ?? null,
    tell: (trial) => send('scanner.tried', trial),
  })
  const supervisor = superviseScanners(scanners, scansTo(send, trials, settings, onHealth))
  const parts = { settings, settingsPath, running, supervisor, trials }
  return {
    virtualScanner,
    scannerSetUp: createScannerSetUp({ ...ports, ...parts }),
    health: () => [...supervisor.health(), ...scales.map((scale) => scale.health())],
    async close() {
      await trials.watch(false)
      await supervisor.close()
      await Promise.all(scales.map((scale) => scale.close()))
    },
  }
}

/** Scans go to the window; trials hear everything before. */
function scansTo(
  send: SendEvent,
  trials: ScannerTrials,
  { doubleReadMs }: StationSettings,
  onHealth: () => void,
): ScannerSupervisorPorts {
  return {
    ...{ doubleReadMs, newScanId: randomUUID },
    onScan: (scan) => send('scan.received', scan),
    onDoubleRead: (doubled) => send('scan.doubled', doubled),
    onBytes: trials.heardBytes,
    onFrame: trials.heardFrame,
    onHealth(health) {
      trials.heardHealth(health)
      onHealth()
    },
  }
}
