import type { DomainEvent } from './event.ts'
import type { LabelRequest } from './label-request.ts'
import type { Order } from './order.ts'
import type { Refusal } from './refusal.ts'
import type { Result } from './result.ts'
import type { Task } from './task.ts'
import type { GoodsWeights } from './weighing.ts'
import type { Waybill } from './waybill.ts'

/** What the rules may look at. */
export interface Facts {
  readonly order: Order | undefined
  /** Every waybill that the station holds for this order, voided ones included. */
  readonly waybills: readonly Waybill[]
  /** The next number of this order's carrier that was leased to this station; null = none is left, absent = not asked. */
  readonly leasedNumber?: string | null
  /** What conflicts about this order left for this very station to do. */
  readonly tasks?: readonly Task[]
  /** What is known of the weights of its goods beside the order's own word, by SKU; absent = nothing. */
  readonly goodsWeights?: GoodsWeights
}

/** What a rule needs from the world; it has no clock and no randomness of its own. */
export interface Context {
  /** UTC, ISO 8601; shown to people, never used for ordering. */
  readonly now: string
  /** The date where the station stands, `YYYY-MM-DD`: goods expire by it, and not by UTC. */
  readonly today: string
  readonly newId: () => string
  readonly stationId: string
  readonly operatorId: string
  /** Whether a box is weighed before its label prints; absent = it is not. */
  readonly weighs?: boolean
  /** Whether a label waits until somebody has said which carton it goes on; absent = it does not. */
  readonly asksCarton?: boolean
}

/** Facts to make durable in one append, and the labels to print once they are. */
export interface Decision {
  readonly events: readonly DomainEvent[]
  readonly labels: readonly LabelRequest[]
}

export type Ruling = Result<Decision, Refusal>
