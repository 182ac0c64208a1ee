import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { event, type DomainEvent } from '../../../shared/domain/event.ts'
import type { IpcAnswer, IpcFaultCode } from '../../../shared/ipc/faults.ts'
import type { Language, StationDescription, StationHealth } from '../../../shared/ipc/routes.ts'
import type { Cursor } from '../../../shared/protocol/feed.ts'
import type { JournalFrame } from '../../../shared/protocol/frame.ts'
import type { WaveResponse } from '../../../shared/protocol/wave.ts'
import { describeCentreFault, type CentreFault } from '../centre/centre-fault.ts'
import type { Exclusion } from '../centre/exclusion.ts'
import type { LeaseStore } from '../centre/lease-store.ts'
import type { VirtualScanner } from '../devices/virtual-scanner.ts'
import type { IpcHandlers } from '../ipc/router.ts'
import { describeJournalFault, type JournalFault } from '../journal/journal-fault.ts'
import type { Journal } from '../journal/journal.ts'
import type { PrintLedger } from '../print/print-ledger-store.ts'
import type { Printing } from './printing.ts'
import type { SetupBoard } from './setup-board.ts'

/** The parts of a station that can work; null in the ports until journal and enrolment are there. */
export interface WorkingStation {
  readonly description: () => StationDescription
  readonly journal: Journal
  readonly ledger: PrintLedger
  readonly printing: Printing
  readonly virtualScanner: VirtualScanner | null
  readonly leases: LeaseStore
  readonly claimWave: () => Promise<Result<WaveResponse, CentreFault>>
  /** Whether the disk has room to begin something new. */
  readonly hasRoom: () => boolean
  /** Why the centre has turned this station away for good; null = it has not. */
  readonly exclusion: () => Exclusion | null
  readonly overlayFrames: (
    cursor: Cursor | null,
  ) => Promise<Result<readonly JournalFrame[], JournalFault>>
}

/** What the handlers act on. */
export interface HandlerPorts {
  readonly setup: SetupBoard
  readonly station: () => WorkingStation | null
  readonly health: () => StationHealth
  readonly pair: (pairingCode: string) => Promise<Result<null, string>>
  readonly saveLanguage: (language: Language) => Promise<Result<null, string>>
}

/** One handler for every route of the contract. */
export function createIpcHandlers(ports: HandlerPorts): IpcHandlers {
  const working = async <Value>(
    use: (station: WorkingStation) => Promise<IpcAnswer<Value>> | IpcAnswer<Value>,
  ): Promise<IpcAnswer<Value>> => {
    const station = ports.station()
    return station ? use(station) : refuse('not-available', ports.setup.read().state)
  }
  return {
    'station.setup': () => succeed(ports.setup.read()),
    'station.pair': async ({ pairingCode }) =>
      emptyAnswer(await ports.pair(pairingCode), 'not-available'),
    'station.describe': () => working((station) => succeed(station.description())),
    'station.health': () => succeed(ports.health()),
    'station.setLanguage': async ({ language }) =>
      emptyAnswer(await ports.saveLanguage(language), 'not-available'),
    'journal.commit': ({ events, labels }) => working((station) => commit(station, events, labels)),
    'journal.overlay': ({ cursor }) =>
      working(async ({ overlayFrames, journal }) => {
        const { lastSeq } = journal
        const frames = await overlayFrames(cursor)
        if (!frames.ok) return refuse('journal-stopped', describeJournalFault(frames.error))
        return succeed({ frames: [...frames.value], lastSeq })
      }),
    'leases.next': ({ carrier }) =>
      working(({ leases }) => succeed({ waybillNumber: leases.next(carrier) })),
    'waves.claim': () => working(claimNextWave),
    'print.start': ({ label }) => working((station) => startAgain(station, label)),
    'print.jobs': () => working(({ ledger }) => succeed({ jobs: [...ledger.unconfirmedJobs()] })),
    'print.picture': ({ printJobId }) =>
      working(({ printing }) => succeed({ picture: printing.picture(printJobId) })),
    'devices.virtualScan': ({ text }) =>
      working(({ virtualScanner }) =>
        virtualScanner?.feed(text) === true
          ? succeed({})
          : refuse('not-available', 'this station has no virtual scanner'),
      ),
  }
}

/**
 * The commit point: the answer comes after fdatasync. Labels of the same commit are printed from here on, so nothing can
 * print whose request is not durable. A label that the commit does not ask for is a malformed input, and nothing is written.
 */
async function commit(
  station: WorkingStation,
  events: readonly DomainEvent[],
  labels: readonly LabelRequest[],
): Promise<IpcAnswer<{ frames: JournalFrame[] }>> {
  const turnedAway = refuseTurnedAway(station)
  if (turnedAway) return turnedAway
  const requested = new Set(
    events.flatMap((fact) => (fact.type === 'label.requested' ? [fact.body.printJobId] : [])),
  )
  const stray = labels.find((label) => !requested.has(label.printJobId))
  if (stray) return refuse('malformed-input', `no label.requested for ${stray.printJobId}`)
  // An order that is begun can be finished; only the next one has to wait for room.
  if (!station.hasRoom() && events.some((fact) => fact.type === 'order.claimed')) return noRoom
  const twice = events.find((fact) => isNumberTaken(station, fact))
  if (twice) return refuse('malformed-input', 'a leased waybill number was consumed before')
  const appended = await station.journal.append(events)
  if (!appended.ok) return refuse('journal-stopped', describeJournalFault(appended.error))
  // Turned away meanwhile: the facts stand here and go nowhere, so they must not turn green, and nothing prints.
  const turnedAwayMeanwhile = refuseTurnedAway(station)
  if (turnedAwayMeanwhile) return turnedAwayMeanwhile
  for (const label of labels) await startLabel(station, label)
  if (events.some((fact) => fact.type === 'label.confirmed')) station.printing.resume()
  return succeed({ frames: [...appended.value] })
}

/** The rules of the journal hold for a station that was turned away too: what it does could happen a second time elsewhere. */
function refuseTurnedAway(station: WorkingStation): IpcAnswer<never> | null {
  const exclusion = station.exclusion()
  return exclusion && refuse('turned-away', `${exclusion.code}: ${exclusion.detail}`)
}

function startAgain(
  station: WorkingStation,
  label: LabelRequest,
): IpcAnswer<Record<string, never>> {
  const turnedAway = refuseTurnedAway(station)
  return turnedAway ?? emptyAnswer(station.printing.enqueue(label), 'print-refused')
}

async function claimNextWave(station: WorkingStation): Promise<IpcAnswer<WaveResponse>> {
  const turnedAway = refuseTurnedAway(station)
  if (turnedAway) return turnedAway
  if (!station.hasRoom()) return noRoom
  const claimed = await station.claimWave()
  return claimed.ok
    ? succeed(claimed.value)
    : refuse('centre-unreachable', describeCentreFault(claimed.error))
}

/** The last guard before a number is on two parcels; whatever the window believes, a number is taken here once. */
function isNumberTaken({ leases }: WorkingStation, fact: DomainEvent): boolean {
  if (fact.type !== 'parcel.closed' && fact.type !== 'parcel.relabelled') return false
  return !leases.take(fact.body.carrier, fact.body.waybillNumber)
}

/** The facts are durable and stay green whatever the printer says; a label that cannot start is a failed label. */
async function startLabel(station: WorkingStation, label: LabelRequest): Promise<void> {
  const started = station.printing.enqueue(label)
  if (started.ok) return
  const { orderNumber, parcelNumber, waybillNumber, printJobId } = label
  const of = { orderNumber, parcelNumber, waybillNumber, printJobId }
  await station.journal.append([event('label.failed', { ...of, reason: started.error })])
}

function emptyAnswer(
  result: Result<unknown, string>,
  code: IpcFaultCode,
): IpcAnswer<Record<string, never>> {
  return result.ok ? succeed({}) : refuse(code, result.error)
}

const noRoom = refuse('disk-used-up', 'the disk of the data folder has no room to begin an order')

function refuse(code: IpcFaultCode, detail: string): IpcAnswer<never> {
  return fail({ code, detail })
}
