import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { IpcAnswer, IpcFaultCode } from '../../../shared/ipc/faults.ts'
import type { StationDescription, StationNames } from '../../../shared/ipc/station-routes.ts'
import type { Cursor } from '../../../shared/protocol/feed.ts'
import type { JournalFrame } from '../../../shared/protocol/frame.ts'
import type { WaveChoice, WaveResponse } from '../../../shared/protocol/wave.ts'
import type { CentreFault } from '../centre/centre-fault.ts'
import type { Exclusion } from '../centre/exclusion.ts'
import type { LeaseStore } from '../centre/lease-store.ts'
import type { VirtualScanner } from '../devices/virtual-scanner.ts'
import type { JournalFault } from '../journal/journal-fault.ts'
import type { Drill } from '../drill/drill.ts'
import type { Journal } from '../journal/journal.ts'
import type { PrintLedger } from '../print/print-ledger-store.ts'
import type { RenderClient } from '../print/render-client.ts'
import type { TemplateShelf } from '../print/template-shelf.ts'
import type { BenchProfiles } from './bench-profiles.ts'
import type { Printing } from './printing.ts'
import type { ScannerSetUp } from './scanner-set-up.ts'

/** The parts of a station that can work; null in the ports until journal and enrolment are there. */
export interface WorkingStation {
  readonly description: () => StationDescription
  readonly journal: Journal
  readonly ledger: PrintLedger
  readonly printing: Printing
  readonly profiles: Pick<BenchProfiles, 'choose'>
  stationNames(): StationNames
  readonly templates: TemplateShelf
  /** Draws what nobody prints yet. */
  readonly renderer: Pick<RenderClient, 'renderSheet'>
  /** Keeps points of a printer's settings; fails with a code. */
  readonly savePrinterPoints: (
    printerId: string,
    points: Readonly<Record<string, unknown>>,
  ) => Promise<Result<null, string>>
  readonly virtualScanner: VirtualScanner | null
  /** null where no devices are opened. */
  readonly scannerSetUp: ScannerSetUp | null
  readonly drill: Drill
  /** Has the centre's office cancel an order, where this computer is the centre; false = it did not. */
  readonly cancelOrder: (orderNumber: string) => Promise<boolean>
  readonly leases: LeaseStore
  readonly claimWave: (choice: WaveChoice) => Promise<Result<WaveResponse, CentreFault>>
  /** Whether the disk has room to begin something new. */
  readonly hasRoom: () => boolean
  /** Why the centre has turned this station away for good; null = it has not. */
  readonly exclusion: () => Exclusion | null
  readonly overlayFrames: (
    cursor: Cursor | null,
  ) => Promise<Result<readonly JournalFrame[], JournalFault>>
}

/** Answers by the station as far as it can work; refuses while it cannot. */
export type AtWork = <Value>(
  use: (station: WorkingStation) => Promise<IpcAnswer<Value>> | IpcAnswer<Value>,
) => Promise<IpcAnswer<Value>>

/** The rules of the journal hold for a station that was turned away too: what it does could happen a second time elsewhere. */
export function refuseTurnedAway(station: WorkingStation): IpcAnswer<never> | null {
  const exclusion = station.exclusion()
  return exclusion && refuse('turned-away', `${exclusion.code}: ${exclusion.detail}`)
}

/** A result of the station as an answer to the window. */
export function emptyAnswer(
  result: Result<unknown, string>,
  code: IpcFaultCode,
): IpcAnswer<Record<string, never>> {
  return result.ok ? succeed({}) : refuse(code, result.error)
}

/** An answer that says no, with a code that has a text and a detail for whoever repairs it. */
export function refuse(code: IpcFaultCode, detail: string): IpcAnswer<never> {
  return fail({ code, detail })
}
