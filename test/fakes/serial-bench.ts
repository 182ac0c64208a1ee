import { systemClock } from '../../electron/main/devices/clock.ts'
import type { Scanner } from '../../electron/main/devices/scanner.ts'
import { systemSerialDriver, type SerialDriver } from '../../electron/main/devices/serial-driver.ts'
import { createSerialScanner } from '../../electron/main/devices/serial-scanner.ts'
import { createVirtualScanner } from '../../electron/main/devices/virtual-scanner.ts'
import {
  scannerFraming,
  scannerSettings,
  type ScannerFraming,
} from '../../electron/main/settings/scanner-settings.ts'
import { createPtyCable } from './serial-pty.ts'
import { createScannerRecorder, type ScannerRecorder } from './serial-recorder.ts'

/** A scanner under test with somebody at the other end of its cable. */
export interface ScannerBench {
  readonly scanner: Scanner
  readonly recorder: ScannerRecorder
  readonly write: (bytes: Uint8Array) => Promise<void>
  readonly unplug: () => Promise<void>
  readonly plug: () => Promise<void>
  readonly remove: () => Promise<void>
}

/** Starts one kind of scanner and answers when it listens. */
export type OpenScannerBench = (framing: Partial<ScannerFraming>) => Promise<ScannerBench>

/** The scanner without hardware. */
export const openVirtualBench: OpenScannerBench = async (framing) => {
  const recorder = createScannerRecorder()
  const scanner = createVirtualScanner({
    id: 'bench',
    name: 'bench',
    framing: scannerFraming.parse(framing),
    clock: systemClock,
  })
  const stopping = startScanner(scanner, recorder)
  await recorder.untilHealth('ok')
  return {
    scanner,
    recorder,
    write: (bytes) => {
      if (!scanner.feedBytes(bytes)) throw new Error('the virtual scanner does not listen')
      recorder.countBytes(bytes.length)
      return Promise.resolve()
    },
    unplug: () => Promise.resolve(scanner.unplug()),
    plug: () => Promise.resolve(scanner.plug()),
    remove: async () => {
      stopping.abort()
      await scanner.close()
    },
  }
}

/** The serialport package on a real tty. */
export const openPtyBench: OpenScannerBench = async (framing) => {
  const cable = await createPtyCable()
  const recorder = createScannerRecorder()
  const settings = scannerSettings.parse({
    id: 'bench',
    name: 'bench',
    port: cable.path,
    ...framing,
  })
  const driver = countingDriver(recorder)
  const scanner = createSerialScanner(settings, { driver, clock: systemClock })
  const stopping = startScanner(scanner, recorder)
  await recorder.untilHealth('ok')
  return {
    scanner,
    recorder,
    write: cable.write,
    unplug: cable.unplug,
    plug: cable.plug,
    remove: async () => {
      stopping.abort()
      await scanner.close()
      await cable.remove()
    },
  }
}

function startScanner(scanner: Scanner, recorder: ScannerRecorder): AbortController {
  const stopping = new AbortController()
  scanner.start(recorder, stopping.signal)
  return stopping
}

function countingDriver(recorder: ScannerRecorder): SerialDriver {
  return {
    list: systemSerialDriver.list,
    create: async (line) => {
      const port = await systemSerialDriver.create(line)
      port.on('data', (bytes) => {
        recorder.countBytes(bytes.length)
      })
      return port
    },
  }
}
