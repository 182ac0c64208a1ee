import type { DomainEvent } from '../../shared/domain/event.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { BasePlace } from './base-change.ts'

/** One frame of this station's journal. `fact` is null when this program does not know its type; it then counts, and changes nothing. */
export interface JournaledFact {
  readonly epoch: string
  readonly seq: number
  readonly fact: DomainEvent | null
}

/** Where in the feed the effects of an acknowledged fact can be seen. */
export interface Acknowledgement {
  readonly feedEpoch: string
  readonly feedSeq: number
}

/** A fact of which the base may not tell yet. */
export interface UnsettledFact {
  readonly epoch: string
  readonly seq: number
  readonly fact: DomainEvent
  /** null = not acknowledged, as far as this window has heard. */
  acknowledged: Acknowledgement | null
}

/** A base row together with the place at which it was read; they only mean something together. */
export interface BaseReading {
  readonly place: BasePlace | null
  readonly order: Order | undefined
}

/** Whether the base at a place shows what became of a fact, so that it must not be folded on top once more. */
export function isSettled(place: BasePlace | null, fact: UnsettledFact): boolean {
  if (!place) return false
  const { taken, feed } = place
  if (taken && taken.epoch === fact.epoch && fact.seq <= taken.seq) return true
  const { acknowledged } = fact
  return acknowledged?.feedEpoch === feed.feedEpoch && acknowledged.feedSeq <= feed.seq
}

/** The order with every fact on top that its base reading does not show. */
export function foldOver(reading: BaseReading, facts: readonly UnsettledFact[]): Order | undefined {
  if (!reading.order) return undefined
  return facts
    .filter((fact) => !isSettled(reading.place, fact))
    .reduce((order, { fact }) => evolve(order, fact), reading.order)
}
