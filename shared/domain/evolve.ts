import type { DomainEvent, EventBodies } from './event.ts'
import { asksForLabelOnly, conflictOfOrder } from './conflict.ts'
import { conflictOf } from './exception.ts'
import { withHold } from './hold.ts'
import { isFullyPacked, isFullyPicked, shortHoldOf, type Order, type OrderLine } from './order.ts'
import { mayStep, type OrderState } from './order-state.ts'
import { emptyParcel, isBox, type LabelState, type Parcel, type ParcelContent } from './parcel.ts'
import { comesTooLate } from './print-ledger.ts'
import { asOrdered, recordSubstituted } from './substitute.ts'

/**
 * Applies a fact to an order. Total: a fact is never refused here, even when the centre has meanwhile cancelled or
 * held the order, because it physically happened. Applying facts in journal order always gives the same order.
 */
export function evolve(order: Order, fact: DomainEvent): Order {
  return settle(record(order, fact))
}

function record(order: Order, fact: DomainEvent): Order {
  switch (fact.type) {
    case 'order.claimed':
      return { ...order, claimedBy: fact.body.stationId }
    case 'order.takenOver':
      return { ...startedAnew(order), claimedBy: fact.body.stationId, waveNumber: undefined }
    case 'order.putBack':
      return {
        ...{ ...order, claimedBy: null, waveNumber: undefined, tote: undefined },
        // A carton that was chosen for it stays on that bench.
        parcels: order.parcels.filter(isBox),
      }
    case 'line.picked':
    case 'line.unpicked':
    case 'line.short':
    case 'line.substituted':
      return recordLine(order, fact)
    case 'tote.assigned':
      return { ...order, tote: fact.body.tote }
    case 'item.packed':
      return recordPacked(order, fact.body)
    case 'item.unpacked':
      return recordUnpacked(order, fact.body)
    case 'item.damaged':
    case 'bin.counted':
      return order
    case 'carton.chosen':
    case 'parcel.closed':
    case 'parcel.weighed':
    case 'parcel.relabelled':
    case 'parcel.handedOver':
      return updateParcel(order, fact.body.parcelNumber, (parcel) => recordParcel(parcel, fact))
    case 'waybill.voided':
      return recordVoid(order, fact.body)
    case 'task.done':
      return resolve(order, fact.body)
    default:
      return recordLabel(order, fact)
  }
}

type LineFact = Extract<DomainEvent, { type: `line.${string}` }>

function recordLine(order: Order, fact: LineFact): Order {
  switch (fact.type) {
    case 'line.picked':
      return recordPicked(order, fact.body.lineId, fact.body.quantity)
    case 'line.unpicked':
      return recordPicked(order, fact.body.lineId, -fact.body.quantity)
    case 'line.short':
      return recordShort(order, fact.body)
    case 'line.substituted':
      return recordSubstituted(order, fact.body)
  }
}

type ParcelFact = Extract<DomainEvent, { type: `parcel.${string}` | 'carton.chosen' }>

function recordParcel(parcel: Parcel, fact: ParcelFact): Parcel {
  switch (fact.type) {
    case 'carton.chosen':
      return parcel.closed ? parcel : { ...parcel, carton: fact.body.carton }
    case 'parcel.closed': {
      const { contents, waybillNumber } = fact.body
      return { ...parcel, closed: true, contents, waybillNumber }
    }
    case 'parcel.weighed':
      return fact.body.grams === null ? parcel : { ...parcel, weightGrams: fact.body.grams }
    case 'parcel.relabelled': {
      const { waybillNumber } = fact.body
      return { ...parcel, waybillNumber, label: 'none', printJobId: null, reprints: 0 }
    }
    case 'parcel.handedOver':
      return { ...parcel, handedOver: true }
  }
}

type LabelFact = Extract<DomainEvent, { type: `label.${string}` }>

const labelStateAfter: Readonly<Record<LabelFact['type'], LabelState>> = {
  'label.requested': 'requested',
  'label.copied': 'requested',
  'label.sending': 'sending',
  'label.sent': 'sent',
  'label.failed': 'failed',
  'label.unknown': 'unknown',
  'label.confirmed': 'confirmed',
}

function recordLabel(order: Order, fact: LabelFact): Order {
  // A copy is of a box that another station has: where that was undone meanwhile, it makes no new one.
  const { parcelNumber } = fact.body
  const isKnown = order.parcels.some((parcel) => parcel.parcelNumber === parcelNumber)
  if (fact.type === 'label.copied' && !isKnown) return order
  return updateParcel(order, fact.body.parcelNumber, (parcel) => {
    if (fact.type === 'label.requested') {
      const reprints = Math.max(parcel.reprints, fact.body.copy)
      return { ...parcel, label: 'requested', printJobId: fact.body.printJobId, reprints }
    }
    if (fact.type === 'label.copied') {
      const { copy, printJobId } = fact.body
      const copies = [...(parcel.copies ?? []), printJobId]
      return { ...parcel, reprints: Math.max(parcel.reprints, copy), copies }
    }
    // A late word about an older job does not undo what is known of the newer one.
    if (parcel.printJobId !== fact.body.printJobId) return parcel
    if (parcel.label === 'confirmed' || comesTooLate(fact.type, parcel.label)) return parcel
    return { ...parcel, label: labelStateAfter[fact.type] }
  })
}

function recordPicked(order: Order, lineId: string, units: number): Order {
  return updateLine(order, lineId, (line) => ({
    ...line,
    picked: Math.max(0, line.picked + units),
  }))
}

function recordPacked(order: Order, body: EventBodies['item.packed']): Order {
  const withLine = updateLine(order, body.lineId, (line) => ({
    ...line,
    packed: line.packed + body.quantity,
  }))
  return updateParcel(withLine, body.parcelNumber, (parcel) => ({
    ...parcel,
    contents: addContent(parcel.contents, body),
    ...(body.serial === undefined ? {} : { serials: [...(parcel.serials ?? []), body.serial] }),
  }))
}

/** One hold a line, which the office ends like any other. */
function recordShort(order: Order, { lineId, quantity }: EventBodies['line.short']): Order {
  const code = shortHoldOf(lineId)
  const line = order.lines.find((candidate) => candidate.lineId === lineId)
  if (!line || order.holds.some((hold) => hold.code === code)) return order
  // Read at benches of either language.
  const note = `缺货 / Short: ${line.bin} ${line.name} × ${String(quantity)}`.slice(0, 200)
  return withHold(order, { code, note })
}

/** The box waits for its new number, unless something graver has stopped it. */
function recordVoid(order: Order, { waybillNumber }: EventBodies['waybill.voided']): Order {
  const carries = order.parcels.some((parcel) => parcel.waybillNumber === waybillNumber)
  if (!carries || order.state === 'exception' || order.state === 'cancelled') return order
  return { ...order, state: 'exception', exceptionCode: 'number-voided' }
}

/** Never below nothing: the centre may not have counted what a station took out again. */
function recordUnpacked(order: Order, body: EventBodies['item.unpacked']): Order {
  const { parcelNumber, lineId, quantity, serial } = body
  const withLine = updateLine(order, lineId, (line) => ({
    ...line,
    packed: Math.max(0, line.packed - quantity),
  }))
  return updateParcel(withLine, parcelNumber, (parcel) => ({
    ...parcel,
    ...(serial === undefined ? {} : { serials: parcel.serials?.filter((one) => one !== serial) }),
    contents: parcel.contents.flatMap((content) => {
      if (content.lineId !== lineId) return [content]
      const left = content.quantity - quantity
      return left > 0 ? [{ lineId, quantity: left }] : []
    }),
  }))
}

function addContent(
  contents: readonly ParcelContent[],
  added: ParcelContent,
): readonly ParcelContent[] {
  const { lineId, quantity } = added
  const known = contents.some((content) => content.lineId === lineId)
  if (!known) return [...contents, { lineId, quantity }]
  return contents.map((content) =>
    content.lineId === lineId ? { lineId, quantity: content.quantity + quantity } : content,
  )
}

function updateLine(order: Order, lineId: string, change: (line: OrderLine) => OrderLine): Order {
  const lines = order.lines.map((line) => (line.lineId === lineId ? change(line) : line))
  return { ...order, lines }
}

function updateParcel(
  order: Order,
  parcelNumber: string,
  change: (parcel: Parcel) => Parcel,
): Order {
  const known = order.parcels.some((parcel) => parcel.parcelNumber === parcelNumber)
  const parcels = known ? order.parcels : [...order.parcels, emptyParcel(parcelNumber)]
  return {
    ...order,
    parcels: parcels.map((parcel) =>
      parcel.parcelNumber === parcelNumber ? change(parcel) : parcel,
    ),
  }
}

/**
 * An order whose goods lie in their bins again. Numbers that its parcels used are not given out once more. Whoever begins it anew may
 * not have heard that another article was to go in, so it asks for what was ordered.
 */
function startedAnew(order: Order): Order {
  const lines = asOrdered(order.lines).map((line) => ({ ...line, picked: 0, packed: 0 }))
  return { ...order, lines, parcels: [], tote: undefined }
}

/** What the end of a task makes of an order that waited for it. A task of another conflict changes nothing. */
function resolve(order: Order, { kind, code }: EventBodies['task.done']): Order {
  const conflict = conflictOf(code)
  if (order.state !== 'exception' || conflictOfOrder(order) !== conflict) return order
  if (conflict === 'cancelled') return { ...order, state: 'cancelled', tote: undefined }
  // The goods come back as a return; the order itself is over.
  if (kind === 'intercept') return { ...order, state: 'shipped', exceptionCode: undefined }
  const free = { ...order, exceptionCode: undefined }
  if (asksForLabelOnly(conflict)) return resumed(free)
  return resumed({ ...startedAnew(free), claimedBy: null, waveNumber: undefined })
}

/** An order that nothing stops any more, in the state that its counts and parcels speak of. */
export function resumed(order: Order): Order {
  if (order.holds.length > 0) return { ...order, state: 'held' }
  return { ...order, state: stateFromFacts(order) }
}

/** Moves the order to the state that its counts and parcels speak of, as far as the transition table allows. */
function settle(order: Order): Order {
  if (order.state === 'held' || order.state === 'cancelled' || order.state === 'exception')
    return order
  const state = stateFromFacts(order)
  if (state === order.state || !mayStep(order.state, state)) return order
  // What is in its box lies in no tote any more.
  return { ...order, state, tote: state === 'packed' ? undefined : order.tote }
}

function stateFromFacts(order: Order): OrderState {
  // The place of a next box that nothing ever came into keeps no order back.
  const boxes = order.parcels.filter(isBox)
  const complete = isFullyPacked(order) && boxes.length > 0
  if (complete && boxes.every((parcel) => parcel.handedOver)) return 'shipped'
  if (complete && boxes.every((parcel) => parcel.closed)) return 'packed'
  if (order.lines.some((line) => line.packed > 0)) return 'packing'
  if (isFullyPicked(order)) return 'picked'
  return order.claimedBy === null ? 'ready' : 'picking'
}
