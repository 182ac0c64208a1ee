import { realpath } from 'node:fs/promises'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { ConfiguredScannerState, FreePort } from '../../../shared/ipc/scanner-routes.ts'
import { freePorts, lastingPort } from '../devices/free-ports.ts'
import { describePort } from '../devices/port-identity.ts'
import type { ScannerSupervisor } from '../devices/scanner-supervisor.ts'
import type { SerialDevicePorts } from '../devices/serial-device.ts'
import type { SerialPortFacts } from '../devices/serial-driver.ts'
import { createSerialScanner } from '../devices/serial-scanner.ts'
import type { ScannerTrials } from '../devices/trial/scanner-trials.ts'
import type { ScannerFraming, ScannerPort, ScannerSettings } from '../settings/scanner-settings.ts'
import type { SettingsFault } from '../settings/settings-fault.ts'
import { saveNewScanner, saveScannerFraming } from '../settings/settings-file.ts'
import type { StationSettings } from '../settings/station-settings.ts'

/** Sets scanners up while the station works. What is written is in force at once; a failure is told with a word and changes nothing. */
export interface ScannerSetUp {
  readonly trials: ScannerTrials
  readonly scanners: () => readonly ConfiguredScannerState[]
  readonly ports: () => Promise<readonly FreePort[]>
  readonly frame: (scannerId: string, framing: ScannerFraming) => Promise<Result<null, string>>
  /** Makes the tried port a scanner; answers its id. */
  readonly add: (name: string, framing: ScannerFraming) => Promise<Result<string, string>>
}

/** What it works on. */
export interface SetUpPorts extends SerialDevicePorts {
  readonly settings: StationSettings
  readonly settingsPath: string
  /** The scanners of the settings as they are now; put() changes it. */
  readonly running: Map<string, ScannerSettings>
  readonly supervisor: Pick<ScannerSupervisor, 'put'>
  readonly trials: ScannerTrials
}

/** Builds the set-up of a station's scanners. */
export function createScannerSetUp(ports: SetUpPorts): ScannerSetUp {
  const { running, trials } = ports
  const inTurn = turns()
  return {
    trials,
    scanners: () => [...running.values()].map(stateOf),
    async ports() {
      const resolve = (path: string): Promise<string> => realpath(path).catch(() => path)
      return freePorts({ present: await present(ports), taken: takenPorts(ports), resolve })
    },
    frame: (scannerId, framing) => inTurn(() => frameAnew(ports, scannerId, framing)),
    add: (name, framing) => inTurn(() => addTried(ports, name, framing)),
  }
}

/** A button that is pressed twice must not open one port twice, or write two scanners of one id. */
function turns(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}

async function frameAnew(
  ports: SetUpPorts,
  scannerId: string,
  framing: ScannerFraming,
): Promise<Result<null, string>> {
  const scanner = ports.running.get(scannerId)
  if (!scanner) return fail('no such scanner')
  const saved = await saveScannerFraming(ports.settingsPath, scannerId, framing)
  if (!saved.ok) return fail(wordsOf(saved.error))
  await put(ports, { ...scanner, ...framing })
  return succeed(null)
}

async function addTried(
  ports: SetUpPorts,
  name: string,
  framing: ScannerFraming,
): Promise<Result<string, string>> {
  const { settings, settingsPath, running, trials } = ports
  const tried = trials.tried()
  if (!tried || typeof tried.port !== 'string') return fail('no port is being tried')
  const id = freeId([...running.keys(), ...otherIds(settings)])
  const port = lastingPort(tried.port, await present(ports))
  const scanner = { ...tried, ...framing, id, name, port }
  const saved = await saveNewScanner(settingsPath, scanner)
  if (!saved.ok) return fail(wordsOf(saved.error))
  await trials.leavePort()
  await put(ports, scanner)
  return succeed(id)
}

/** Opens a scanner, in place of the one of its id. */
async function put(ports: SetUpPorts, scanner: ScannerSettings): Promise<void> {
  ports.running.set(scanner.id, scanner)
  await ports.supervisor.put(createSerialScanner(scanner, ports))
  ports.trials.begin(scanner)
}

/** Where ports cannot be listed, a typed path still works. */
function present({ driver }: SetUpPorts): Promise<readonly SerialPortFacts[]> {
  return driver.list().catch(() => [])
}

function takenPorts({ settings, running }: SetUpPorts): readonly ScannerPort[] {
  const lines = [...running.values(), ...settings.scales].map(({ port }) => port)
  const printers = settings.printers.flatMap(({ transport }) =>
    transport.kind === 'serial' ? [transport.path] : [],
  )
  return [...lines, ...printers]
}

function stateOf(scanner: ScannerSettings): ConfiguredScannerState {
  const { id: scannerId, name, port, prefix, suffix, idleFlushMs, charset, aim } = scanner
  const framing = { prefix, suffix, idleFlushMs, charset, aim }
  return { scannerId, name, port: describePort(port), framing }
}

function otherIds({ scales, printers }: StationSettings): readonly string[] {
  return [...scales, ...printers].map(({ id }) => id)
}

function freeId(taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const id = `scanner-${String(number)}`
    if (!taken.includes(id)) return id
  }
}

function wordsOf({ code, problems }: SettingsFault): string {
  const [first] = problems
  return first ? `${code}: ${first.field} ${first.cause}` : code
}
