import type { ExceptionCode } from './exception.ts'
import type { Order } from './order.ts'
import type { Task } from './task.ts'

/** What became of a fact at the centre. Every one of them is a success for the sender: facts are never refused. */
export type Outcome =
  | { readonly result: 'applied' }
  | { readonly result: 'noop' }
  | { readonly result: 'exception'; readonly code: ExceptionCode }
  /** Kept, and not applied. `parked`: the rules themselves failed at this order; its later facts wait behind it. */
  | { readonly result: 'deferred'; readonly code: 'unknown-order' | 'unknown-type' | 'parked' }

/** The order after the fact, the outcome to store, and what else is true now. */
export interface Receipt {
  readonly order: Order | undefined
  readonly outcome: Outcome
  /** New tasks, and new versions of known ones. */
  readonly tasks: readonly Task[]
  /** Waybill numbers that may not be used any more. */
  readonly voids: readonly string[]
}

/** What the centre knows beside the order itself. */
export interface Arrival {
  readonly stationId: string
  /** Parcel that already consumed the waybill number which this fact names; null = none. */
  readonly waybillTakenBy: string | null
  /** Whether a waybill number was voided: made for an address, or for goods, that are no longer right. */
  readonly isVoid: (waybillNumber: string) => boolean
  /** Whether a number of a leased range belongs to another station or journal. */
  readonly isForeign: (waybillNumber: string) => boolean
  /** Every task of the order so far, done ones included. */
  readonly tasks: readonly Task[]
}

/** The fact counts. */
export function applied(order: Order | undefined): Receipt {
  return { order, outcome: { result: 'applied' }, tasks: [], voids: [] }
}

/** The fact says nothing new. */
export function noop(order: Order): Receipt {
  return { ...applied(order), outcome: { result: 'noop' } }
}

/** The fact is kept and leaves work to do. */
export function exception(order: Order, code: ExceptionCode, tasks: readonly Task[]): Receipt {
  return { ...applied(order), outcome: { result: 'exception', code }, tasks }
}
