import { conflictOf, type Conflict, type ExceptionCode } from './exception.ts'
import type { Order } from './order.ts'
import { stageOf, type Stage } from './stage.ts'
import type { ConflictTaskKind } from './task.ts'

/** What a conflict asks for when the goods have come as far as they have. */
export interface Undoing {
  readonly code: ExceptionCode
  readonly kind: ConflictTaskKind
}

type Undoings = Readonly<Partial<Record<Stage, Undoing>>>

const putBackCancelled: Undoing = { code: 'cancelled-while-picked', kind: 'put-back' }
const unpackCancelled: Undoing = { code: 'cancelled-while-packed', kind: 'unpack' }
const setAside: Undoing = { code: 'held-while-packed', kind: 'set-aside' }
const relabel: Undoing = { code: 'address-changed', kind: 'relabel' }
const relabelVoided: Undoing = { code: 'number-voided', kind: 'relabel' }
const unpackSurplus: Undoing = { code: 'over-packed', kind: 'unpack' }

/**
 * The conflict rules of DESIGN 3 as one table. It does not matter which side's word came last: the centre's change of an order
 * and a station's fact ask the same row, at the stage that the order has reached.
 */
const undoings: Readonly<Record<Exclude<Conflict, 'elsewhere' | 'waybill'>, Undoings>> = {
  cancelled: {
    picked: putBackCancelled,
    packed: unpackCancelled,
    closed: unpackCancelled,
    labelled: { code: 'cancelled-after-label', kind: 'pull-parcel' },
    'handed-over': { code: 'cancelled-after-hand-over', kind: 'intercept' },
  },
  held: {
    packed: setAside,
    closed: setAside,
    labelled: setAside,
    'handed-over': { code: 'held-after-hand-over', kind: 'intercept' },
  },
  // A label that was not made yet is made for the new address.
  address: {
    closed: relabel,
    labelled: relabel,
    'handed-over': { code: 'address-changed-after-hand-over', kind: 'intercept' },
  },
  // A station has voided the number of a box, because its label is of no use.
  void: {
    closed: relabelVoided,
    labelled: relabelVoided,
    'handed-over': { code: 'number-voided-after-hand-over', kind: 'intercept' },
  },
  'over-packed': {
    packed: unpackSurplus,
    closed: unpackSurplus,
    labelled: { code: 'over-packed', kind: 'pull-parcel' },
    'handed-over': { code: 'over-packed', kind: 'intercept' },
  },
}

/** A conflict of an order as a whole; `elsewhere` is one of a station. */
export type OrderConflict = Exclude<Conflict, 'elsewhere'>

/** What is to be undone at a stage; null when nothing is in a box yet. `waybill` needs the code of what is wrong with the number. */
export function undoingAt(
  conflict: OrderConflict,
  stage: Stage,
  waybillCode: ExceptionCode = 'waybill-reused',
): Undoing | null {
  if (conflict !== 'waybill') return undoings[conflict][stage] ?? null
  if (stage === 'untouched' || stage === 'picked') return null
  return { code: waybillCode, kind: stage === 'handed-over' ? 'intercept' : 'pull-parcel' }
}

/** Whether a new label is all that a conflict asks for. Every other one has the box opened, and its order begun anew. */
export function asksForLabelOnly(conflict: Conflict): boolean {
  return conflict === 'address' || conflict === 'void'
}

/** The conflict that an order is in; null when it may go on. */
export function conflictOfOrder(order: Order): OrderConflict | null {
  const { state, exceptionCode, holds } = order
  if (state === 'cancelled') return 'cancelled'
  if (state === 'exception' && exceptionCode) {
    const conflict = conflictOf(exceptionCode)
    if (conflict !== 'elsewhere') return conflict
  }
  return state === 'held' || holds.length > 0 ? 'held' : null
}

/**
 * The order as a conflict leaves it, and what is to be undone. A held order stays held; any other waits as an `exception` until its
 * task is done, so that no station ships it.
 */
export function inConflict(order: Order, conflict: OrderConflict, undoing: Undoing): Order {
  if (conflict === 'held') return order
  return { ...order, state: 'exception', exceptionCode: undoing.code }
}

/** Whether what an order has come to needs another undoing than what it needed before. */
export function undoingSince(before: Order, after: Order, conflict: OrderConflict): Undoing | null {
  const now = undoingAt(conflict, stageOf(after), after.exceptionCode)
  const told =
    conflictOfOrder(before) === conflict
      ? undoingAt(conflict, stageOf(before), before.exceptionCode)
      : null
  const isTold = told !== null && told.code === now?.code && told.kind === now.kind
  return isTold ? null : now
}
