import type { DomainEvent } from './event.ts'
import { evolve } from './evolve.ts'
import type { Order } from './order.ts'
import type { TaskKind } from './task.ts'

export const exceptionCodes = [
  'claimed-elsewhere',
  'packed-elsewhere',
  'cancelled-while-packed',
  'cancelled-after-label',
  'cancelled-after-hand-over',
  'over-packed',
  'waybill-reused',
] as const
export type ExceptionCode = (typeof exceptionCodes)[number]

/** What became of a fact at the centre. Every one of them is a success for the sender: facts are never refused. */
export type Outcome =
  | { readonly result: 'applied' }
  | { readonly result: 'noop' }
  | { readonly result: 'exception'; readonly code: ExceptionCode }
  | { readonly result: 'deferred'; readonly code: 'unknown-order' | 'unknown-type' }

/** The order after the fact, the outcome to store, and the work that a conflict leaves for the sending station. */
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
 * recorded as an exception with one task, and does not change the order.
 */
export function receive(order: Order | undefined, fact: DomainEvent, arrival: Arrival): Receipt {
  if (!order) return keep(undefined, { result: 'deferred', code: 'unknown-order' }, null)
  if (fact.type === 'order.claimed') return receiveClaim(order, fact, arrival)
  const conflict = conflictOf(order, fact, arrival)
  if (conflict) return conflict
  const after = evolve(order, fact)
  if (order.state === 'cancelled') return receiveCancelled(after, fact)
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

function conflictOf(order: Order, fact: DomainEvent, arrival: Arrival): Receipt | null {
  const mayActForOthers = fact.type === 'parcel.handedOver' || fact.type === 'label.confirmed'
  if (!mayActForOthers && order.claimedBy !== arrival.stationId)
    return exception(order, 'packed-elsewhere', 'unpack')
  if (fact.type === 'item.packed') {
    const line = order.lines.find((candidate) => candidate.lineId === fact.body.lineId)
    if (!line || line.packed + fact.body.quantity > line.quantity)
      return exception(order, 'over-packed', 'unpack')
  }
  if (fact.type === 'parcel.closed') {
    const taken = arrival.waybillTakenBy
    if (taken !== null && taken !== fact.body.parcelNumber)
      return exception(order, 'waybill-reused', 'pull-parcel')
  }
  return null
}

/** The centre cancelled the order while the station worked on it: the fact counts, and somebody must undo the work. */
function receiveCancelled(after: Order, fact: DomainEvent): Receipt {
  const stopped: Order = { ...after, state: 'exception' }
  switch (fact.type) {
    case 'parcel.handedOver':
      return exception(stopped, 'cancelled-after-hand-over', null)
    case 'label.sent':
    case 'label.unknown':
    case 'label.confirmed':
      return exception(stopped, 'cancelled-after-label', 'pull-parcel')
    case 'item.packed':
    case 'parcel.closed':
      return exception(stopped, 'cancelled-while-packed', 'unpack')
    default:
      return { order: after, outcome: { result: 'applied' }, task: null }
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
