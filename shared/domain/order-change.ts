import { inConflict, undoingAt, type OrderConflict } from './conflict.ts'
import type { Conflict } from './exception.ts'
import type { Contact, Order } from './order.ts'
import { stageOf } from './stage.ts'
import { taskFor, type ConflictTask } from './task.ts'

/** What the office wants of an order that may be on the floor already. Unlike a fact, it can be refused. */
export type OrderChange =
  | { readonly type: 'cancel' }
  | { readonly type: 'hold'; readonly code: string; readonly note: string }
  | { readonly type: 'release'; readonly code: string }
  | { readonly type: 'changeAddress'; readonly recipient: Contact }
  | {
      readonly type: 'split'
      /** The number of the order that is made. */
      readonly newOrderNumber: string
      /** What goes into it. */
      readonly lines: readonly { readonly lineId: string; readonly quantity: number }[]
    }

export const changeRefusalCodes = [
  'unknown-order',
  'already-cancelled',
  'handed-over',
  'already-held',
  'not-held',
  'unknown-line',
  'nothing-left',
  'being-undone',
  'still-parked',
] as const
export type ChangeRefusalCode = (typeof changeRefusalCodes)[number]

/** What a change that was not refused makes true. */
export interface ChangedOrder {
  readonly order: Order
  /** Goods that became an order of their own. */
  readonly splitOff: Order | null
  /** Work that it leaves, for one station. */
  readonly task: ConflictTask | null
  /** Conflicts that are no more: their tasks are over. */
  readonly ended: readonly Conflict[]
  /** Whether every waybill of the order is void from now on, the used ones included. */
  readonly voidsWaybills: boolean
}

/** A change that is only a change. */
export function unchanged(order: Order): ChangedOrder {
  return { order, splitOff: null, task: null, ended: [], voidsWaybills: false }
}

/** The order with a conflict that the office has caused, and the task for the station that has it. */
export function conflicted(order: Order, conflict: OrderConflict): ChangedOrder {
  const undoing = undoingAt(conflict, stageOf(order))
  if (!undoing) return unchanged(order)
  const { orderNumber, claimedBy } = order
  const task = claimedBy && taskFor(orderNumber, claimedBy, undoing.kind, undoing.code)
  return { ...unchanged(inConflict(order, conflict, undoing)), task: task || null }
}
