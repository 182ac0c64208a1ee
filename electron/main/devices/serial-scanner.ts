import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { DeviceHealth } from '../../../shared/ipc/routes.ts'
import type { ScannerSettings } from '../settings/scanner-settings.ts'
import { pause, type DeviceClock } from './clock.ts'
import { createFrameReader } from './frame-reader.ts'
import { describePort, pathsOf } from './port-identity.ts'
import { scannerHealth, type Scanner, type ScannerListener } from './scanner.ts'
import type { SerialDriver } from './serial-driver.ts'
import { openSerialPort, type OpenPort, type PortFault } from './serial-opening.ts'

/** What a serial scanner asks of its surroundings. */
export interface SerialScannerPorts {
  readonly driver: SerialDriver
  readonly clock: DeviceClock
}

const firstRetryMs = 500
const longestRetryMs = 5_000
/** A person who has just plugged a scanner in should not wait long for it. */
const longestMissingRetryMs = 2_000

/** Builds a scanner on a serial port. It reopens the port for as long as it is not closed, however often it vanishes. */
export function createSerialScanner(
  settings: ScannerSettings,
  { driver, clock }: SerialScannerPorts,
): Scanner {
  const stopping = new AbortController()
  let health = scannerHealth(settings, 'opening', describePort(settings.port))
  let running: Promise<void> = Promise.resolve()
  return {
    scannerId: settings.id,
    health: () => health,
    start: (listener, signal) => {
      const close = (): void => {
        stopping.abort()
      }
      if (signal.aborted) return
      signal.addEventListener('abort', close, { once: true })
      const tell = (code: DeviceHealth['code'], detail: string): void => {
        const next = scannerHealth(settings, code, detail)
        const same = next.code === health.code && next.detail === health.detail
        health = next
        if (!same) listener.onHealth(next)
      }
      const stopped = new Promise<string>((resolve) => {
        stopping.signal.addEventListener('abort', () => {
          resolve('')
        })
      })
      const keeping = { settings, driver, clock, listener, tell, signal: stopping.signal, stopped }
      running = keepOpen(keeping)
    },
    close: () => {
      stopping.abort()
      return running
    },
  }
}

interface KeepingOpen extends SerialScannerPorts {
  readonly settings: ScannerSettings
  readonly listener: ScannerListener
  readonly tell: (code: DeviceHealth['code'], detail: string) => void
  readonly signal: AbortSignal
  /** Settles when the signal aborts; one promise for the scanner's life. */
  readonly stopped: Promise<string>
}

async function keepOpen(keeping: KeepingOpen): Promise<void> {
  const { tell, signal, clock } = keeping
  let failures = 0
  let wasOpen = false
  while (!signal.aborted) {
    const opened = await openFirstFree(keeping)
    if (opened.ok) {
      failures = 0
      wasOpen = true
      const cause = await listenUntilGone(opened.value, keeping)
      if (!signal.aborted) tell('unplugged', cause)
    } else if (!(wasOpen && opened.error.code === 'port-missing')) {
      // A scanner that was here stays "unplugged" while it is away: that tells a person more than "missing".
      tell(opened.error.code, opened.error.detail)
    }
    const longestMs = opened.ok ? firstRetryMs : longestRetryOf(opened.error)
    await pause(clock, Math.min(longestMs, firstRetryMs * 2 ** failures), signal)
    failures += 1
  }
}

function longestRetryOf(fault: PortFault): number {
  return fault.code === 'port-missing' ? longestMissingRetryMs : longestRetryMs
}

interface Listening {
  readonly port: OpenPort
  readonly path: string
  readonly endReading: () => void
}

async function openFirstFree(keeping: KeepingOpen): Promise<Result<Listening, PortFault>> {
  const { settings, driver, clock, listener } = keeping
  const paths = await candidatePaths(keeping)
  if (!paths.ok) return paths
  let fault = missing(`${describePort(settings.port)} is not plugged in`)
  for (const path of paths.value) {
    const { baudRate, dataBits, parity, stopBits } = settings
    const reader = createFrameReader(settings, clock, listener.onFrame)
    const line = { path, baudRate, dataBits, parity, stopBits }
    const opened = await openSerialPort(driver, line, reader.push, clock)
    if (opened.ok) return succeed({ port: opened.value, path, endReading: reader.close })
    fault = opened.error
  }
  return fail(fault)
}

async function candidatePaths(keeping: KeepingOpen): Promise<Result<readonly string[], PortFault>> {
  try {
    return succeed(await pathsOf(keeping.settings.port, keeping.driver))
  } catch (thrown) {
    // No udevadm, for example: then only a typed path works.
    return fail(missing(`serial ports cannot be listed: ${String(thrown)}`))
  }
}

function missing(detail: string): PortFault {
  return { code: 'port-missing', detail }
}

/** Answers why the port is gone. The half frame that it may leave dies with its reader. */
async function listenUntilGone(listening: Listening, keeping: KeepingOpen): Promise<string> {
  const { port, path, endReading } = listening
  if (!keeping.signal.aborted) keeping.tell('ok', path)
  const cause = await Promise.race([port.gone, keeping.stopped])
  endReading()
  await port.close()
  return cause
}
