import { createHash } from 'node:crypto'
import type { DomainEvent, EventType } from '../../shared/domain/event.ts'
import { orderedUnits, packedUnits } from '../../shared/domain/order.ts'
import type { StoredEvent } from './centre-facts.ts'
import type { FrameOnDisk } from './journal-file.ts'
import { isComplete } from './label-tray.ts'
import type { CentreState } from './observer.ts'
import type { ShownFeedback } from './screen.ts'

/** Everything that a run left behind, on four sides: the screen, the journal, the centre, the printer. */
export interface Remains {
  readonly orderNumbers: readonly string[]
  readonly greens: readonly ShownFeedback[]
  readonly journal: readonly FrameOnDisk[]
  readonly stored: readonly StoredEvent[]
  readonly centre: CentreState
  readonly documents: readonly Buffer[]
  /** Waybill numbers read from the labels, in the order of the complete documents. */
  readonly labels: readonly string[]
}

/** What a green of the band promises to be a fact. */
const promises: Readonly<Record<string, readonly EventType[]>> = {
  'order-opened': ['order.claimed'],
  'item-packed': ['item.packed'],
  'parcel-closed': ['item.packed', 'parcel.closed', 'label.requested'],
  'label-requested-again': [],
  'label-confirmed': ['label.confirmed'],
  'parcel-handed-over': ['parcel.handedOver'],
}

/** Every way in which a run broke the promise, in words; none = what turned green is there, once, and nothing else is. */
export function violationsOf(remains: Remains): readonly string[] {
  return [
    ...journalAgainstCentre(remains),
    ...greensAgainstJournal(remains),
    ...factsOncePerOrder(remains),
    ...ordersAtCentre(remains),
    ...labelsAtPrinter(remains),
  ]
}

/** How often each name occurs. */
function countOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

function nameOf(type: EventType, orderNumber: string): string {
  return `${type} of ${orderNumber}`
}

function factsOf(journal: readonly FrameOnDisk[]): readonly DomainEvent[] {
  return journal.flatMap(({ fact }) => fact ?? [])
}

/** How many facts of a name (`nameOf`) are durable. */
function factsIn(journal: readonly FrameOnDisk[]): ReadonlyMap<string, number> {
  return countOf(factsOf(journal).map(({ type, body }) => nameOf(type, body.orderNumber)))
}

/** The centre holds the journal, frame by frame, letter by letter, and took each as what it is. */
function journalAgainstCentre({ journal, stored }: Remains): readonly string[] {
  const violations: string[] = []
  const inJournal = new Set(journal.map(({ text }) => text))
  const atCentre = new Set(stored.map(({ frame }) => frame))
  for (const text of inJournal)
    if (!atCentre.has(text)) violations.push(`not at the centre: ${text}`)
  for (const text of atCentre)
    if (!inJournal.has(text)) violations.push(`not in the journal: ${text}`)
  if (stored.length !== journal.length)
    violations.push(`${String(journal.length)} frames, ${String(stored.length)} at the centre`)
  for (const { frame, result, code } of stored)
    if (result !== 'applied') violations.push(`${result} ${String(code)}: ${frame}`)
  return violations
}

/** A green more than there are facts is a fact that was shown and lost. */
function greensAgainstJournal({ greens, journal, centre }: Remains): readonly string[] {
  const durable = factsIn(journal)
  const promised = greens.flatMap((green) => {
    const orderNumber = centre.waybills.get(green.lastScan)?.orderNumber ?? green.orderNumber
    return (promises[green.code] ?? []).map((type) => nameOf(type, orderNumber))
  })
  return [...countOf(promised)]
    .filter(([name, shown]) => shown > (durable.get(name) ?? 0))
    .map(([name, shown]) => `${name}: ${String(shown)} green, ${String(durable.get(name))} durable`)
}

const oncePerOrder = [
  'order.claimed',
  'parcel.closed',
  'label.confirmed',
  'parcel.handedOver',
] as const

/** Whatever happened on the way, each order was packed, closed, labelled and handed over once. */
function factsOncePerOrder({ orderNumbers, journal, centre }: Remains): readonly string[] {
  const durable = factsIn(journal)
  const originals = countOf(
    factsOf(journal).flatMap((fact) => (isOriginal(fact) ? [fact.body.orderNumber] : [])),
  )
  return orderNumbers.flatMap((orderNumber) => {
    const order = centre.orders.get(orderNumber)
    const counted = [
      ...oncePerOrder.map((type) => ({ what: nameOf(type, orderNumber), wanted: 1 })),
      { what: nameOf('item.packed', orderNumber), wanted: order ? orderedUnits(order) : 0 },
    ].map(({ what, wanted }) => ({ what, wanted, found: durable.get(what) ?? 0 }))
    const original = {
      what: `original label of ${orderNumber}`,
      wanted: 1,
      found: originals.get(orderNumber) ?? 0,
    }
    return [...counted, original]
      .filter(({ wanted, found }) => wanted !== found)
      .map(({ what, wanted, found }) => `${what}: ${String(found)} instead of ${String(wanted)}`)
  })
}

function isOriginal(fact: DomainEvent): boolean {
  return fact.type === 'label.requested' && fact.body.copy === 0
}

function ordersAtCentre({ orderNumbers, centre }: Remains): readonly string[] {
  const violations = centre.tasks.map((task) => `a task without a conflict: ${task.taskId}`)
  for (const orderNumber of orderNumbers) {
    const order = centre.orders.get(orderNumber)
    const isRight =
      order?.state === 'shipped' &&
      order.parcels.length === 1 &&
      packedUnits(order) === orderedUnits(order)
    if (!isRight) violations.push(`${orderNumber} is not shipped whole: ${JSON.stringify(order)}`)
  }
  return violations
}

/** Every document is one that the journal announced before its first byte, and an original is announced once. */
function labelsAtPrinter({ journal, documents, labels }: Remains): readonly string[] {
  const violations: string[] = []
  const requests = new Map(
    factsOf(journal).flatMap((fact) =>
      fact.type === 'label.requested' ? [[fact.body.printJobId, fact.body] as const] : [],
    ),
  )
  const sendings = factsOf(journal).flatMap((fact) =>
    fact.type === 'label.sending'
      ? [{ ...fact.body, copy: requests.get(fact.body.printJobId)?.copy }]
      : [],
  )
  const originals = countOf(
    sendings.filter(({ copy }) => copy === 0).map(({ waybillNumber }) => waybillNumber),
  )
  for (const [waybillNumber, times] of originals)
    if (times > 1) violations.push(`${waybillNumber}: the original was sent ${String(times)} times`)
  if (documents.length > sendings.length)
    violations.push(`${String(documents.length)} documents, ${String(sendings.length)} announced`)
  const byHash = new Map(sendings.map((sending) => [sending.documentHash, sending]))
  documents.filter(isComplete).forEach((document, index) => {
    const documentHash = createHash('sha256').update(document).digest('hex')
    const sending = byHash.get(documentHash)
    byHash.delete(documentHash)
    if (!sending || sending.waybillNumber !== labels[index])
      violations.push(`the label ${String(labels[index])} came out unannounced, or twice`)
  })
  return violations
}
