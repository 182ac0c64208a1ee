import type { DomainEvent } from './event.ts'
import { evolve } from './evolve.ts'
import { conflictOf, type ExceptionCode } from './exception.ts'
import type { Order } from './order.ts'
import type { TaskKind } from './task.ts'

/** What became of a fact at the centre. Every one of them is a success for the sender: facts are never refused. */
export type Outcome =
  | { readonly result: 'applied' }
  | { readonly result: 'noop' }
  | { readonly result: 'exception'; readonly code: ExceptionCode }
  | { readonly result: 'deferred'; readonly code: 'unknown-order' | 'unknown-type' }

/** The order after the fact, the outcome to store, and the work that a conflict leaves behind. */
export interface Receipt {
  readonly order: Order | undefined
  readonly outcome: Outcome
  readonly task: TaskKind | null
}

/** What the centre knows beside the order itself. */
export interface Arrival {
  readonly stationId: string
  /** Parcel that already consumed the waybill number which this fact names; null = none. */
  readonly waybillTakenBy: string | null
}

/**
 * Takes in a fact from a station. The first station by server order owns an order; what a second one did to it is
 * recorded as an exception with one task, and does not change the order. A waybill on two parcels and work on a cancelled order
 * do: the order then waits as an `exception`, so that no station ships it.
 */
export function receive(order: Order | undefined, fact: DomainEvent, arrival: Arrival): Receipt {
  if (!order) return keep(undefined, { result: 'deferred', code: 'unknown-order' }, null)
  if (fact.type === 'order.claimed') return receiveClaim(order, fact, arrival)
  if (isWorkOfAnother(order, fact, arrival))
    return exception(order, 'packed-elsewhere', undoing(fact) ?? 'unpack')
  if (isOverPacked(order, fact)) return exception(order, 'over-packed', 'unpack')
  const after = evolve(order, fact)
  if (isWaybillReused(fact, arrival)) return stop(after, 'waybill-reused', 'pull-parcel')
  if (isCancelled(order)) return receiveCancelled(order, after, fact)
  if (isRepeat(order, fact)) return keep(order, { result: 'noop' }, null)
  return { order: after, outcome: { result: 'applied' }, task: null }
}

function keep(order: Order | undefined, outcome: Outcome, task: TaskKind | null): Receipt {
  return { order, outcome, task }
}

function exception(order: Order, code: ExceptionCode, task: TaskKind | null): Receipt {
  return { order, outcome: { result: 'exception', code }, task }
}

function receiveClaim(
  order: Order,
  fact: Extract<DomainEvent, { type: 'order.claimed' }>,
  arrival: Arrival,
): Receipt {
  if (order.claimedBy === arrival.stationId) return keep(order, { result: 'noop' }, null)
  if (order.claimedBy !== null) return exception(order, 'claimed-elsewhere', 'resolve-claim')
  return { order: evolve(order, fact), outcome: { result: 'applied' }, task: null }
}

/** The order waits for a person from now on: no station goes on with it (`guardOpen`). */
function stop(order: Order, code: ExceptionCode, task: TaskKind): Receipt {
  return exception({ ...order, state: 'exception', exceptionCode: code }, code, task)
}

/**
 * Whether the fact is about a parcel that is not the owner's. Scan-back and hand-over may come from any station, because cages
 * are shared, but only for a parcel that the order has: else they tell of a second box that another station packed.
 */
function isWorkOfAnother(order: Order, fact: DomainEvent, { stationId }: Arrival): boolean {
  if (order.claimedBy === stationId) return false
  if (fact.type !== 'parcel.handedOver' && fact.type !== 'label.confirmed') return true
  const { parcelNumber, waybillNumber } = fact.body
  return !order.parcels.some(
    (parcel) => parcel.parcelNumber === parcelNumber && parcel.waybillNumber === waybillNumber,
  )
}

function isOverPacked(order: Order, fact: DomainEvent): boolean {
  if (fact.type !== 'item.packed') return false
  const line = order.lines.find((candidate) => candidate.lineId === fact.body.lineId)
  return !line || line.packed + fact.body.quantity > line.quantity
}

function isWaybillReused(fact: DomainEvent, { waybillTakenBy }: Arrival): boolean {
  if (fact.type !== 'parcel.closed') return false
  return waybillTakenBy !== null && waybillTakenBy !== fact.body.parcelNumber
}

function isCancelled({ state, exceptionCode }: Order): boolean {
  return (
    state === 'cancelled' ||
    (exceptionCode !== undefined && conflictOf(exceptionCode) === 'cancelled')
  )
}

const cancelledAt = {
  unpack: 'cancelled-while-packed',
  'pull-parcel': 'cancelled-after-label',
  intercept: 'cancelled-after-hand-over',
} as const satisfies Partial<Record<TaskKind, ExceptionCode>>

/**
 * The centre cancelled the order while the station worked on it: the fact counts, and somebody must undo the work. Each stage that
 * the work reaches is told once, because each asks for something else.
 */
function receiveCancelled(order: Order, after: Order, fact: DomainEvent): Receipt {
  const task = undoing(fact)
  const code = task && cancelledAt[task]
  if (!code || !isFurther(code, order.exceptionCode))
    return keep(after, { result: 'applied' }, null)
  return stop(after, code, task)
}

function isFurther(code: ExceptionCode, before: ExceptionCode | undefined): boolean {
  const stages: readonly (ExceptionCode | undefined)[] = Object.values(cancelledAt)
  return stages.indexOf(code) > stages.indexOf(before)
}

/** What must be done to undo a fact; null when nothing of it is in a box. */
function undoing(fact: DomainEvent): keyof typeof cancelledAt | null {
  switch (fact.type) {
    case 'parcel.handedOver':
      return 'intercept'
    case 'label.sent':
    case 'label.unknown':
    case 'label.confirmed':
      return 'pull-parcel'
    case 'item.packed':
    case 'parcel.closed':
      return 'unpack'
    default:
      return null
  }
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
