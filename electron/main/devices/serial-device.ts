import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { DeviceHealth } from '../../../shared/ipc/station-routes.ts'
import type { ScannerPort } from '../settings/scanner-settings.ts'
import { pause, type DeviceClock } from './clock.ts'
import { describePort, pathsOf } from './port-identity.ts'
import type { SerialDriver, SerialLine } from './serial-driver.ts'
import { openSerialPort, type OpenPort, type PortFault } from './serial-opening.ts'

/** What a serial device asks of its surroundings. */
export interface SerialDevicePorts {
  readonly driver: SerialDriver
  readonly clock: DeviceClock
}

/** The line that a device is on. */
export type DeviceLine = Omit<SerialLine, 'path'> & { readonly port: ScannerPort }

/** Takes the bytes of one opening; what is half read when it is closed dies with it. */
export interface ByteSink {
  readonly push: (bytes: Uint8Array) => void
  readonly close: () => void
}

/** Tells how the port is doing. */
export type TellPort = (code: DeviceHealth['code'], detail: string) => void

const firstRetryMs = 500
const longestRetryMs = 5_000
/** A person who has just plugged a device in should not wait long for it. */
const longestMissingRetryMs = 2_000

/**
 * Keeps a port open for as long as the signal is not aborted, however often it vanishes. Every opening gets a new sink, so that no half
 * frame outlives its cable. Answers when the port is free again.
 */
export function keepPortOpen(
  line: DeviceLine,
  { driver, clock }: SerialDevicePorts,
  openSink: () => ByteSink,
  tell: TellPort,
  signal: AbortSignal,
): Promise<void> {
  const stopped = new Promise<string>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve('')
    })
  })
  return keepOpen({ line, driver, clock, openSink, tell, signal, stopped })
}

interface KeepingOpen extends SerialDevicePorts {
  readonly line: DeviceLine
  readonly openSink: () => ByteSink
  readonly tell: TellPort
  readonly signal: AbortSignal
  /** Settles when the signal aborts; one promise for the device's life. */
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
      // A device that was here stays "unplugged" while it is away: that tells a person more than "missing".
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
  const { line, driver, clock, openSink } = keeping
  const paths = await candidatePaths(keeping)
  if (!paths.ok) return paths
  let fault = missing(`${describePort(line.port)} is not plugged in`)
  for (const path of paths.value) {
    const { baudRate, dataBits, parity, stopBits } = line
    const sink = openSink()
    const opened = await openSerialPort(
      driver,
      { path, baudRate, dataBits, parity, stopBits },
      sink.push,
      clock,
    )
    if (opened.ok) return succeed({ port: opened.value, path, endReading: sink.close })
    fault = opened.error
  }
  return fail(fault)
}

async function candidatePaths(keeping: KeepingOpen): Promise<Result<readonly string[], PortFault>> {
  try {
    return succeed(await pathsOf(keeping.line.port, keeping.driver))
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
