import type { ExceptionCode } from './exception.ts'
import type { OrderState } from './order-state.ts'
import type { Parcel } from './parcel.ts'

/** Where an order was sold. */
export const channels = ['taobao', 'jd', 'pinduoduo', 'douyin', 'import'] as const
export type Channel = (typeof channels)[number]

export const paymentStates = ['paid', 'unpaid', 'refunding', 'refunded'] as const
export type PaymentState = (typeof paymentStates)[number]

/** What a line asked for before another article took its place. */
export interface OrderedArticle {
  readonly lineId: string
  readonly sku: string
  readonly name: string
  readonly unitWeightGrams: number
  readonly bin: string
}

/** One kind of goods in an order. `picked` and `packed` count units, never more than `quantity`. */
export interface OrderLine {
  readonly lineId: string
  readonly sku: string
  readonly name: string
  readonly quantity: number
  /** Weight of one unit in grams. */
  readonly unitWeightGrams: number
  /** Where the goods lie, for example `A-03-12`. */
  readonly bin: string
  readonly picked: number
  readonly packed: number
  /** What was ordered where these goods go in instead; absent = they were ordered themselves. */
  readonly substituteFor?: OrderedArticle | undefined
}

/** A person or shop at one end of a delivery. Phone numbers come masked from the centre. */
export interface Contact {
  readonly name: string
  readonly phone: string
  /** Province, city and district in one line. */
  readonly region: string
  readonly street: string
}

/** Why the centre wants an order to wait. */
export interface Hold {
  readonly code: string
  readonly note: string
}

/** The hold of an order at which the rules failed: no station goes on with what the centre has not counted. */
export const parkedHold = 'parked'

/** The hold of an order one of whose lines its bin could not fill. */
export function shortHoldOf(lineId: string): string {
  return `short:${lineId}`.slice(0, 64)
}

/** An order as a station knows it: what the centre said, and what the floor has done with it. */
export interface Order {
  readonly orderNumber: string
  readonly channel: Channel
  /** Buyer's nickname, already masked. */
  readonly buyer: string
  readonly lines: readonly OrderLine[]
  readonly paymentState: PaymentState
  /** Cash on delivery in fen (1/100 CNY); 0 = nothing to collect. */
  readonly codAmountFen: number
  /** Latest hand-over to the courier, UTC, ISO 8601. */
  readonly deadlineAt: string
  readonly holds: readonly Hold[]
  readonly remark: string
  readonly recipient: Contact
  readonly carrier: string
  readonly state: OrderState
  /** Station that works on it; null = nobody. */
  readonly claimedBy: string | null
  readonly parcels: readonly Parcel[]
  /** Why the order is in state `exception`, as far as it has gone; absent while it never was. */
  readonly exceptionCode?: ExceptionCode | undefined
  /** The tote or the slot of a put wall in which its goods wait to be packed; absent when there is none. */
  readonly tote?: string | undefined
  /** The wave in which its station claimed it; absent when it was claimed by itself. */
  readonly waveNumber?: string | undefined
}

/** The first line that still lacks units, in the order of the lines; undefined = none does. */
export function nextLine(order: Order, step: 'picked' | 'packed'): OrderLine | undefined {
  return order.lines.find((line) => line[step] < line.quantity)
}

/** Units asked for, over all lines. */
export function orderedUnits(order: Order): number {
  return order.lines.reduce((sum, line) => sum + line.quantity, 0)
}

/** Units that are in a parcel, over all lines. */
export function packedUnits(order: Order): number {
  return order.lines.reduce((sum, line) => sum + line.packed, 0)
}

/** Whether every unit of every line is in a parcel. */
export function isFullyPacked(order: Order): boolean {
  return order.lines.every((line) => line.packed >= line.quantity)
}

/** Whether every unit of every line was taken from its bin. */
export function isFullyPicked(order: Order): boolean {
  return order.lines.every((line) => line.picked >= line.quantity)
}
