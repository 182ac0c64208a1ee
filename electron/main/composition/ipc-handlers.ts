import { succeed, type Result } from '../../../shared/domain/result.ts'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { event, type DomainEvent } from '../../../shared/domain/event.ts'
import type { IpcAnswer } from '../../../shared/ipc/faults.ts'
import type { Language, StationHealth } from '../../../shared/ipc/station-routes.ts'
import type { JournalFrame } from '../../../shared/protocol/frame.ts'
import type { WaveChoice, WaveResponse } from '../../../shared/protocol/wave.ts'
import { describeCentreFault } from '../centre/centre-fault.ts'
import type { IpcHandlers } from '../ipc/router.ts'
import { describeJournalFault } from '../journal/journal-fault.ts'
import { createDrillHandlers } from './drill-handlers.ts'
import { createPrintHandlers } from './print-handlers.ts'
import { createScannerHandlers } from './scanner-handlers.ts'
import type { SetupBoard } from './setup-board.ts'
import { createTemplateHandlers } from './template-handlers.ts'
import {
  emptyAnswer,
  refuse,
  refuseTurnedAway,
  type AtWork,
  type WorkingStation,
} from './working-station.ts'

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
  const working: AtWork = async (use) => {
    const station = ports.station()
    return station ? use(station) : refuse('not-available', ports.setup.read().state)
  }
  return {
    ...stationHandlers(ports, working),
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
    'waves.claim': (choice) => working((station) => claimNextWave(station, choice)),
    ...createPrintHandlers(working),
    ...createTemplateHandlers(working),
    ...createDrillHandlers(working),
    ...createScannerHandlers(working),
    'devices.virtualScan': ({ text }) =>
      working(({ virtualScanner }) =>
        virtualScanner?.feed(text) === true
          ? succeed({})
          : refuse('not-available', 'this station has no virtual scanner'),
      ),
  }
}

/** Who and what this station is, and how it stands. */
function stationHandlers(ports: HandlerPorts, working: AtWork) {
  return {
    'station.setup': () => succeed(ports.setup.read()),
    'station.pair': async ({ pairingCode }) =>
      emptyAnswer(await ports.pair(pairingCode), 'not-available'),
    'station.describe': () => working((station) => succeed(station.description())),
    'station.health': () => succeed(ports.health()),
    'station.names': () => working(({ stationNames }) => succeed({ names: stationNames() })),
    'station.setLanguage': async ({ language }) =>
      emptyAnswer(await ports.saveLanguage(language), 'not-available'),
    'station.chooseProfile': ({ code }) =>
      working(async ({ profiles, printing }) =>
        emptyAnswer(await profiles.choose(code, printing), 'not-available'),
      ),
  } satisfies Partial<IpcHandlers>
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
    events.flatMap((fact) =>
      fact.type === 'label.requested' || fact.type === 'label.copied' ? [fact.body.printJobId] : [],
    ),
  )
  const stray = labels.find((label) => !requested.has(label.printJobId))
  if (stray) return refuse('malformed-input', `no label was asked for under ${stray.printJobId}`)
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

async function claimNextWave(
  station: WorkingStation,
  choice: WaveChoice,
): Promise<IpcAnswer<WaveResponse>> {
  const turnedAway = refuseTurnedAway(station)
  if (turnedAway) return turnedAway
  if (!station.hasRoom()) return noRoom
  const claimed = await station.claimWave(choice)
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
  // Two lists of one box do no harm, so nothing waits for this one; what fails shows at its printer, and can be asked for again.
  if (label.data.copy === 0) void station.printing.printPackingList(label)
  if (started.ok) return
  const { orderNumber, parcelNumber, waybillNumber, printJobId } = label
  const of = { orderNumber, parcelNumber, waybillNumber, printJobId }
  await station.journal.append([event('label.failed', { ...of, reason: started.error })])
}

const noRoom = refuse('disk-used-up', 'the disk of the data folder has no room to begin an order')
