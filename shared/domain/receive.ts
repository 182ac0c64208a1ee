import type { DomainEvent, EventBodies } from './event.ts'
import {
  asksForLabelOnly,
  conflictOfOrder,
  inConflict,
  undoingAt,
  undoingSince,
  type OrderConflict,
} from './conflict.ts'
import { evolve } from './evolve.ts'
import type { ExceptionCode } from './exception.ts'
import type { Order } from './order.ts'
import { receiveClaim, receivePutBack, receiveTakeOver } from './receive-claim.ts'
import { receiveHandOverOfRival } from './receive-hand-over.ts'
import { applied, exception, noop, type Arrival, type Receipt } from './receipt.ts'
import { isBox } from './parcel.ts'
import { stageOf } from './stage.ts'
import { countTaskAfter } from './count-task.ts'
import { taskFor, type ConflictTaskKind, type Task } from './task.ts'

/**
 * Takes in a fact from a station. Pure, and total: what has happened is never refused. The first station by server order owns an
 * order; what a second one did to it is recorded as an exception with one task, and does not change the order. A fact about an
 * order that the centre has cancelled, held or changed meanwhile counts, and its conflict leaves one task for the sender.
 */
export function receive(order: Order | undefined, fact: DomainEvent, arrival: Arrival): Receipt {
  if (!order)
    return { ...applied(undefined), outcome: { result: 'deferred', code: 'unknown-order' } }
  const receipt = receiveFact(order, fact, arrival)
  // The bin was short, or was counted, whoever has the order.
  const count = countTaskAfter(order, fact, arrival.stationId, arrival.tasks)
  return count ? { ...receipt, tasks: [...receipt.tasks, count] } : receipt
}

function receiveFact(order: Order, fact: DomainEvent, arrival: Arrival): Receipt {
  switch (fact.type) {
    case 'order.claimed':
      return receiveClaim(order, fact, arrival)
    case 'order.takenOver':
      return receiveTakeOver(order, fact, arrival)
    case 'order.putBack':
      return receivePutBack(order, fact, arrival)
    case 'task.done':
      return receiveTaskDone(order, fact, arrival)
    case 'bin.counted':
      return applied(order)
    default:
      return receiveWork(order, fact, arrival)
  }
}

function receiveWork(order: Order, fact: DomainEvent, arrival: Arrival): Receipt {
  const rival = receiveHandOverOfRival(order, fact, arrival)
  if (rival) return rival
  if (isWorkOfAnother(order, fact, arrival)) return packedElsewhere(order, fact, arrival)
  const isSurplus = isOverPacked(order, fact) || isSurplusOut(order, fact)
  // A surplus unit is in the box, but counted it would make the order complete without another.
  const after = isSurplus ? order : evolve(order, fact)
  const fresh = isOverPacked(order, fact) ? 'over-packed' : conflictOfNumber(order, fact, arrival)
  const known = conflictOfOrder(order)
  const voids = fresh && known !== 'cancelled' ? staleNumber(fresh, fact) : []
  if (fresh && !isGraver(known, fresh)) return { ...stop(order, after, fresh, arrival), voids }
  if (known) return { ...followUp(order, after, known, arrival), voids }
  return isRepeat(order, fact) ? noop(order) : applied(after)
}

/**
 * Whether what stops an order already asks for more than what a fact brings along. A box that has to be opened gets no new label
 * instead: it would leave with what is wrong in it.
 */
function isGraver(known: OrderConflict | null, fresh: FreshConflict): boolean {
  if (known === 'cancelled') return true
  const opensBox = known !== null && known !== 'held' && !asksForLabelOnly(known)
  return opensBox && asksForLabelOnly(conflictOfFresh[fresh])
}

/** The order waits for a person from now on: no station goes on with it (`guardOpen`). */
function stop(order: Order, after: Order, fresh: FreshConflict, arrival: Arrival): Receipt {
  const conflict = conflictOfFresh[fresh]
  const stopped: Order = { ...after, state: 'exception', exceptionCode: fresh }
  // Its box is on the bench at least, whatever the counts say.
  const { code, kind } = undoingAt(conflict, stageOf(stopped), fresh) ?? {
    ...{ code: fresh, kind: 'unpack' as const },
  }
  const task = taskFor(order.orderNumber, holderOf(order, arrival), kind, code)
  const ended = asksForLabelOnly(conflict) ? [] : arrival.tasks.filter(isNewLabel).map(asDone)
  return exception({ ...stopped, exceptionCode: code }, code, [...ended, task])
}

/** A new label for a box that has to be opened now. */
function isNewLabel({ kind, done }: Task): boolean {
  return kind === 'relabel' && !done
}

function asDone(task: Task): Task {
  return { ...task, done: true }
}

/** Each stage that the work reaches is told once, because each asks for something else. */
function followUp(order: Order, after: Order, known: OrderConflict, arrival: Arrival): Receipt {
  const undoing = undoingSince(order, after, known)
  if (!undoing) return after === order ? noop(order) : applied(after)
  return exception(inConflict(after, known, undoing), undoing.code, [
    taskFor(order.orderNumber, holderOf(order, arrival), undoing.kind, undoing.code),
  ])
}

/** The number of a box whose label is no longer right. */
function staleNumber(fresh: FreshConflict, fact: DomainEvent): readonly string[] {
  if (fact.type === 'waybill.voided') return [fact.body.waybillNumber]
  const isConsumed = fact.type === 'parcel.closed' || fact.type === 'parcel.relabelled'
  return fresh === 'address-changed' && isConsumed ? [fact.body.waybillNumber] : []
}

/** Who has the box: the owner of the order, whoever told of it. */
function holderOf({ claimedBy }: Order, { stationId }: Arrival): string {
  return claimedBy ?? stationId
}

/** Conflicts that a fact brings along, by the code that says what is wrong. */
const conflictOfFresh = {
  'over-packed': 'over-packed',
  'address-changed': 'address',
  'waybill-reused': 'waybill',
  'waybill-not-leased': 'waybill',
  'number-voided': 'void',
} as const satisfies Partial<Record<ExceptionCode, OrderConflict>>
type FreshConflict = keyof typeof conflictOfFresh

/** What is wrong with the number that a fact consumes or lets go. A void one was made for what the order was before. */
function conflictOfNumber(order: Order, fact: DomainEvent, arrival: Arrival): FreshConflict | null {
  if (isRepeat(order, fact)) return null
  if (fact.type === 'parcel.handedOver')
    return arrival.isVoid(fact.body.waybillNumber) ? whyVoid(order) : null
  if (fact.type === 'waybill.voided')
    return isVoiding(order, fact.body, arrival) ? 'number-voided' : null
  if (fact.type !== 'parcel.closed' && fact.type !== 'parcel.relabelled') return null
  const { parcelNumber, waybillNumber, draftNumber } = fact.body
  const { waybillTakenBy } = arrival
  if (waybillTakenBy !== null && waybillTakenBy !== parcelNumber) return 'waybill-reused'
  if (arrival.isVoid(waybillNumber) || (draftNumber !== undefined && arrival.isVoid(draftNumber)))
    return 'address-changed'
  return arrival.isForeign(waybillNumber) ? 'waybill-not-leased' : null
}

/** What a parcel that left under a void number is called back for. */
function whyVoid(order: Order): FreshConflict {
  return conflictOfOrder(order) === 'void' ? 'number-voided' : 'address-changed'
}

/** Whether the number still is the parcel's, and was not void already. */
function isVoiding(
  order: Order,
  { waybillNumber }: EventBodies['waybill.voided'],
  { isVoid }: Arrival,
): boolean {
  const carries = order.parcels.some((parcel) => parcel.waybillNumber === waybillNumber)
  return carries && !isVoid(waybillNumber)
}

/**
 * Whether the fact is about a parcel that is not the owner's. Scan-back and hand-over may come from any station, because cages
 * are shared, but only for a parcel that the order has: else they tell of a second box that another station packed.
 */
function isWorkOfAnother(order: Order, fact: DomainEvent, { stationId }: Arrival): boolean {
  if (order.claimedBy === stationId || isAboutCopy(order, fact)) return false
  if (fact.type !== 'parcel.handedOver' && fact.type !== 'label.confirmed') return true
  const { parcelNumber, waybillNumber } = fact.body
  return !order.parcels.some(
    (parcel) => parcel.parcelNumber === parcelNumber && parcel.waybillNumber === waybillNumber,
  )
}

/** A copy of the label on a box that the order has, made at another bench, and whatever becomes of that copy. */
function isAboutCopy(order: Order, fact: DomainEvent): boolean {
  if (!('printJobId' in fact.body)) return false
  const { waybillNumber, printJobId } = fact.body
  const parcel = order.parcels.find((candidate) => candidate.waybillNumber === waybillNumber)
  if (!parcel) return false
  return fact.type === 'label.copied' || (parcel.copies?.includes(printJobId) ?? false)
}

/** The second box of an order. Its number is burnt, unless the first box goes out under the same. */
function packedElsewhere(order: Order, fact: DomainEvent, arrival: Arrival): Receipt {
  const kind = undoingOf(fact)
  const task = taskFor(order.orderNumber, arrival.stationId, kind, 'packed-elsewhere')
  const receipt = exception(order, 'packed-elsewhere', [task])
  if (fact.type !== 'parcel.closed') return receipt
  const { waybillNumber } = fact.body
  const isShared = order.parcels.some((parcel) => parcel.waybillNumber === waybillNumber)
  return isShared || !order.parcels.some(isBox) ? receipt : { ...receipt, voids: [waybillNumber] }
}

function isOverPacked(order: Order, fact: DomainEvent): boolean {
  if (fact.type !== 'item.packed') return false
  const line = order.lines.find((candidate) => candidate.lineId === fact.body.lineId)
  return !line || line.packed + fact.body.quantity > line.quantity
}

/** A surplus unit was never counted, so it is not taken off either when it comes out again. */
function isSurplusOut(order: Order, fact: DomainEvent): boolean {
  return fact.type === 'item.unpacked' && conflictOfOrder(order) === 'over-packed'
}

/** What must be done to undo the work that a fact tells of. */
function undoingOf(fact: DomainEvent): ConflictTaskKind {
  switch (fact.type) {
    case 'parcel.handedOver':
      return 'intercept'
    case 'line.picked':
    case 'line.unpicked':
    case 'line.substituted':
    case 'tote.assigned':
    case 'item.damaged':
      return 'put-back'
    // An empty box is nothing to undo.
    case 'carton.chosen':
      return 'resolve-claim'
    case 'label.sent':
    case 'label.unknown':
    case 'label.confirmed':
      return 'pull-parcel'
    default:
      return 'unpack'
  }
}

/**
 * The task is over, unless it has become a graver one meanwhile, or a parcel still carries a void number. Numbers of boxes that
 * were unpacked are burnt.
 */
function receiveTaskDone(
  order: Order,
  fact: Extract<DomainEvent, { type: 'task.done' }>,
  arrival: Arrival,
): Receipt {
  const task = arrival.tasks.find((candidate) => candidate.taskId === fact.body.taskId)
  if (!task || task.done || task.kind !== fact.body.kind) return noop(order)
  if (task.kind === 'relabel' && order.parcels.some((parcel) => isStale(parcel, arrival)))
    return noop(order)
  const after = evolve(order, fact)
  const kept = new Set(after.parcels.map((parcel) => parcel.waybillNumber))
  const voids = order.parcels.flatMap(({ waybillNumber }) =>
    waybillNumber !== null && !kept.has(waybillNumber) ? [waybillNumber] : [],
  )
  return { ...applied(after), tasks: [{ ...task, done: true }], voids }
}

function isStale(parcel: Order['parcels'][number], { isVoid }: Arrival): boolean {
  return parcel.waybillNumber !== null && !parcel.handedOver && isVoid(parcel.waybillNumber)
}

/** Hand-over and scan-back can be told by two stations; the second word changes nothing. */
function isRepeat(order: Order, fact: DomainEvent): boolean {
  if (fact.type !== 'parcel.handedOver' && fact.type !== 'label.confirmed') return false
  const parcel = order.parcels.find(
    (candidate) => candidate.parcelNumber === fact.body.parcelNumber,
  )
  if (!parcel) return false
  return fact.type === 'parcel.handedOver' ? parcel.handedOver : parcel.label === 'confirmed'
}
