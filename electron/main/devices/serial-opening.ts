import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { DeviceClock } from './clock.ts'
import type { SerialDriver, SerialHandle, SerialLine } from './serial-driver.ts'

/**
 * Why a port does not open. port-missing: nothing is there. port-in-use: another program, or another scanner of this
 * station, holds it. port-denied: this user may not, or the system failed in a way that it alone can explain.
 */
export interface PortFault {
  readonly code: 'port-missing' | 'port-in-use' | 'port-denied'
  readonly detail: string
}

/** A port that is open. */
export interface OpenPort {
  /** Settles when the port is gone: the system's words when it was pulled out, empty when it was closed. Close it then. */
  readonly gone: Promise<string>
  /** Closes it; answers when it is free again. */
  readonly close: () => Promise<void>
}

/**
 * Opens a port with a new serialport object, because a reopened one may deliver nothing at all, and listens from the
 * start, because an unplugged port is only noticed while something reads it. The system's buffer is emptied by the
 * opening itself, so codes that were scanned while nobody listened do not act now.
 */
export async function openSerialPort(
  driver: SerialDriver,
  line: SerialLine,
  onBytes: (bytes: Uint8Array) => void,
  clock: DeviceClock,
): Promise<Result<OpenPort, PortFault>> {
  let port: SerialHandle
  try {
    port = await driver.create(line)
  } catch (thrown) {
    return fail(portFault(thrown instanceof Error ? thrown : new Error(String(thrown))))
  }
  let listening = true
  port.on('data', (bytes) => {
    if (listening) onBytes(bytes)
  })
  const closed = whenClosed(port)
  const refused = await finished((done) => {
    port.open(done)
  })
  if (refused) return fail(portFault(refused))
  // Best effort: pseudo terminals know no control lines.
  await finished((done) => {
    port.set({ dtr: true, rts: true }, done)
  })
  const gone = Promise.race([closed, whenHungUp(port, closed, clock)])
  const close = (): Promise<void> => {
    listening = false
    return closePort(port)
  }
  return succeed({ gone, close })
}

function whenClosed(port: SerialHandle): Promise<string> {
  return new Promise((resolve) => {
    // A pulled cable may be told twice, as error and as close; the first wins and the rest change nothing.
    port.on('close', (error) => {
      resolve(error?.message ?? '')
    })
    port.on('error', (error) => {
      if (!port.isOpen) resolve(error?.message ?? '')
    })
  })
}

/** How often an open port is asked whether it is still there, ms. */
const probeEveryMs = 1_000

/** What a pulled-out port answers; a pseudo terminal that is there answers that it knows no control lines. */
const hungUp = /input\/output error|no such device|device not configured/i

/**
 * Notices a cable that was pulled in the very moment of a read. The serialport package then reads "0 bytes" without end
 * and tells nobody (unix-read.js of bindings-cpp 13), but the control lines of such a port answer with an error.
 */
function whenHungUp(
  port: SerialHandle,
  closed: Promise<string>,
  clock: DeviceClock,
): Promise<string> {
  return new Promise((resolve) => {
    const probe = (): void => {
      if (!port.isOpen) return
      port.get((error) => {
        if (error && hungUp.test(error.message)) resolve(error.message)
        else callOff = clock.schedule(probeEveryMs, probe)
      })
    }
    let callOff = clock.schedule(probeEveryMs, probe)
    void closed.then(() => {
      callOff()
    })
  })
}

async function closePort(port: SerialHandle): Promise<void> {
  if (!port.isOpen) return
  await finished((done) => {
    port.close(done)
  })
}

function finished(begin: (done: (error: Error | null) => void) => void): Promise<Error | null> {
  return new Promise((resolve) => {
    begin(resolve)
  })
}

/** Reads the system's words, which is all that the serialport package passes on (Linux, macOS, Windows). */
function portFault(error: Error): PortFault {
  const detail = error.message
  if (/no such file|file not found|ENOENT|ENXIO|no such device/i.test(detail)) {
    return { code: 'port-missing', detail }
  }
  // Windows says "Access denied" for a port that another program holds.
  if (/cannot lock|temporarily unavailable|busy|access denied/i.test(detail)) {
    return { code: 'port-in-use', detail }
  }
  return { code: 'port-denied', detail }
}
