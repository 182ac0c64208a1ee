import {
  triedPortId,
  type ScannerTrial as TrialState,
} from '../../../../shared/ipc/scanner-routes.ts'
import type { DeviceHealth } from '../../../../shared/ipc/station-routes.ts'
import { scannerSettings, type ScannerSettings } from '../../settings/scanner-settings.ts'
import type { ScanFrame } from '../frame-reader.ts'
import type { Scanner } from '../scanner.ts'
import type { SerialDevicePorts } from '../serial-device.ts'
import { createSerialScanner } from '../serial-scanner.ts'
import { createScannerTrial, type ScannerTrial } from './scanner-trial.ts'

/** What is heard of every scanner while somebody sets one up. */
export interface ScannerTrials {
  /** Whether anything is gathered and told; what was gathered is forgotten. Answers when a port that was tried is free. */
  readonly watch: (isOn: boolean) => Promise<void>
  /** What a scanner of the settings does. */
  readonly heardBytes: (scannerId: string, bytes: Uint8Array) => void
  readonly heardFrame: (scannerId: string, frame: ScanFrame) => void
  readonly heardHealth: (health: DeviceHealth) => void
  /** A scanner of the settings is framed otherwise from now on: its trial begins anew. */
  readonly begin: (scanner: ScannerSettings) => void
  /** Listens at a port that is not configured, in place of the one before. Nothing of it goes anywhere else. */
  readonly tryPort: (path: string, baudRate: number) => Promise<void>
  /** The line that is tried; null = none is. */
  readonly tried: () => ScannerSettings | null
  /** Leaves the tried port; answers when it is free. */
  readonly leavePort: () => Promise<void>
}

/** What trials are made of. */
export interface TrialPorts extends SerialDevicePorts {
  /** The scanners of the settings as they are now. */
  readonly configured: () => readonly ScannerSettings[]
  readonly healthOf: (scannerId: string) => Pick<DeviceHealth, 'code' | 'detail'> | null
  readonly tell: (trial: TrialState) => void
}

/** How often what one scanner does is told, ms; bytes come in many small reads. */
const tellEveryMs = 50

/** Builds them; nothing is gathered before somebody watches. */
export function createScannerTrials(ports: TrialPorts): ScannerTrials {
  return new Trials(ports)
}

class Trials implements ScannerTrials {
  readonly #ports: TrialPorts
  readonly #trials = new Map<string, ScannerTrial>()
  #isOn = false
  #tried: { readonly settings: ScannerSettings; readonly scanner: Scanner } | null = null

  constructor(ports: TrialPorts) {
    this.#ports = ports
  }

  readonly watch = async (isOn: boolean): Promise<void> => {
    this.#isOn = isOn
    for (const trial of this.#trials.values()) trial.close()
    this.#trials.clear()
    await this.leavePort()
    if (this.#isOn) for (const scanner of this.#ports.configured()) this.begin(scanner)
  }

  readonly begin = (scanner: ScannerSettings): void => {
    if (!this.#isOn) return
    const health = this.#ports.healthOf(scanner.id) ?? { code: 'opening', detail: '' }
    this.#begin(scanner, '', health)
  }

  readonly heardBytes = (scannerId: string, bytes: Uint8Array): void =>
    this.#trials.get(scannerId)?.onBytes(bytes)

  readonly heardFrame = (scannerId: string, frame: ScanFrame): void =>
    this.#trials.get(scannerId)?.onFrame(frame)

  readonly heardHealth = (health: DeviceHealth): void =>
    this.#trials.get(health.deviceId)?.onHealth(health)

  readonly tried = (): ScannerSettings | null => this.#tried?.settings ?? null

  readonly tryPort = async (path: string, baudRate: number): Promise<void> => {
    await this.leavePort()
    if (!this.#isOn) return
    const settings = scannerSettings.parse({ id: triedPortId, name: path, port: path, baudRate })
    const trial = this.#begin(settings, path, { code: 'opening', detail: '' })
    const scanner = createSerialScanner(settings, this.#ports)
    this.#tried = { settings, scanner }
    scanner.start(trial, new AbortController().signal)
  }

  readonly leavePort = async (): Promise<void> => {
    const { scanner } = this.#tried ?? {}
    this.#tried = null
    this.#trials.get(triedPortId)?.close()
    this.#trials.delete(triedPortId)
    await scanner?.close()
  }

  #begin(
    { id, prefix, suffix, idleFlushMs, charset, aim }: ScannerSettings,
    path: string,
    health: Pick<DeviceHealth, 'code' | 'detail'>,
  ): ScannerTrial {
    const { clock, tell } = this.#ports
    this.#trials.get(id)?.close()
    let isTelling = false
    const onChanged = (): void => {
      if (isTelling) return
      isTelling = true
      clock.schedule(tellEveryMs, () => {
        isTelling = false
        if (this.#trials.get(id) === trial) tell(trial.state())
      })
    }
    const framing = { prefix, suffix, idleFlushMs, charset, aim }
    const trial = createScannerTrial({ scannerId: id, path, framing, health, clock, onChanged })
    this.#trials.set(id, trial)
    onChanged()
    return trial
  }
}
