import type { IpcEvents, RawScan } from '../../../shared/ipc/events.ts'
import type { DeviceHealth } from '../../../shared/ipc/station-routes.ts'
import { createDoubleReadFilter } from './double-read.ts'
import type { ScanFrame } from './frame-reader.ts'
import type { Scanner } from './scanner.ts'

/** What the supervisor tells. All scans come in one order: that in which their last bytes were read. */
export interface ScannerSupervisorPorts {
  readonly doubleReadMs: number
  readonly newScanId: () => string
  readonly onScan: (scan: RawScan) => void
  /** A code that was read twice and counted once: told, because nothing is dropped in silence. */
  readonly onDoubleRead: (doubled: IpcEvents['scan.doubled']) => void
  /** The health of one scanner changed. */
  readonly onHealth: (health: DeviceHealth) => void
  /** What a scanner sends and what is made of it, double reads too, for whoever sets it up. */
  readonly onBytes?: (scannerId: string, bytes: Uint8Array) => void
  readonly onFrame?: (scannerId: string, frame: ScanFrame) => void
}

/** All scanners of a station as one. */
export interface ScannerSupervisor {
  /** Health of every scanner, in the order of the settings. */
  readonly health: () => readonly DeviceHealth[]
  /** Starts a scanner in place of the one of the same id, once that has left its port; one that is new comes last. */
  readonly put: (scanner: Scanner) => Promise<void>
  /** Stops them all; answers when every port is free. */
  readonly close: () => Promise<void>
}

/** Starts every scanner. One that fails does not keep the others from working. */
export function superviseScanners(
  scanners: readonly Scanner[],
  ports: ScannerSupervisorPorts,
): ScannerSupervisor {
  const stopping = new AbortController()
  const running = new Map<string, Scanner>()
  const start = (scanner: Scanner): void => {
    const { scannerId } = scanner
    running.set(scannerId, scanner)
    const onBytes = (bytes: Uint8Array): void => ports.onBytes?.(scannerId, bytes)
    const listener = { onFrame: frameSink(scannerId, ports), onHealth: ports.onHealth, onBytes }
    scanner.start(listener, stopping.signal)
  }
  scanners.forEach(start)
  return {
    health: () => [...running.values()].map((scanner) => scanner.health()),
    put: async (scanner) => {
      await running.get(scanner.scannerId)?.close()
      start(scanner)
    },
    close: async () => {
      stopping.abort()
      await Promise.all([...running.values()].map((scanner) => scanner.close()))
    },
  }
}

function frameSink(scannerId: string, ports: ScannerSupervisorPorts): (frame: ScanFrame) => void {
  const isDoubleRead = createDoubleReadFilter(ports.doubleReadMs)
  return (frame) => {
    ports.onFrame?.(scannerId, frame)
    if (isDoubleRead(frame)) ports.onDoubleRead({ scannerId, text: frame.text })
    else ports.onScan({ ...frame, scanId: ports.newScanId(), scannerId })
  }
}
