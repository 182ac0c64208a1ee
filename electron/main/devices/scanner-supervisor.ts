import type { IpcEvents, RawScan } from '../../../shared/ipc/events.ts'
import type { DeviceHealth } from '../../../shared/ipc/routes.ts'
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
}

/** All scanners of a station as one. */
export interface ScannerSupervisor {
  /** Health of every scanner, in the order of the settings. */
  readonly health: () => readonly DeviceHealth[]
  /** Stops them all; answers when every port is free. */
  readonly close: () => Promise<void>
}

/** Starts every scanner. One that fails does not keep the others from working. */
export function superviseScanners(
  scanners: readonly Scanner[],
  ports: ScannerSupervisorPorts,
): ScannerSupervisor {
  const stopping = new AbortController()
  for (const scanner of scanners) {
    const listener = { onFrame: frameSink(scanner.scannerId, ports), onHealth: ports.onHealth }
    scanner.start(listener, stopping.signal)
  }
  return {
    health: () => scanners.map((scanner) => scanner.health()),
    close: async () => {
      stopping.abort()
      await Promise.all(scanners.map((scanner) => scanner.close()))
    },
  }
}

function frameSink(scannerId: string, ports: ScannerSupervisorPorts): (frame: ScanFrame) => void {
  const isDoubleRead = createDoubleReadFilter(ports.doubleReadMs)
  return (frame) => {
    if (isDoubleRead(frame)) ports.onDoubleRead({ scannerId, text: frame.text })
    else ports.onScan({ ...frame, scanId: ports.newScanId(), scannerId })
  }
}
