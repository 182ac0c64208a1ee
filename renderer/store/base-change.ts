import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'

interface Changed<Entity extends string, Row> {
  readonly entity: Entity
  readonly key: string
  /** Grows with every change of that row at the centre. */
  readonly rev: number
  /** null = deleted. */
  readonly row: Row | null
}

/** One row as the centre has it, in the words of the feed. */
export type BaseChange =
  | Changed<'order', Order>
  | Changed<'product', Product>
  | Changed<'waybill', Waybill>
  | Changed<'task', Task>

/** A place in a change feed. */
export interface FeedPlace {
  readonly feedEpoch: string
  readonly warehouse: string
  readonly seq: number
}

/** How far the centre had taken in this station's journal. */
export interface JournalMark {
  readonly epoch: string
  readonly seq: number
}

/** What the base rows are: everything that the centre had at one place of its feed, this station's facts up to `taken` included. */
export interface BasePlace {
  readonly feed: FeedPlace
  /** null = none, or a centre that does not tell. */
  readonly taken: JournalMark | null
}

/** Whether a base row that was read at one place is at least as new as another place of the same feed. */
export function isAtLeast(place: BasePlace | null, other: BasePlace | null): boolean {
  if (!other) return true
  if (!place) return false
  return place.feed.feedEpoch === other.feed.feedEpoch && place.feed.seq >= other.feed.seq
}
