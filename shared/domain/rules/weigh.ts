import type { Command } from '../command.ts'
import type { Context } from '../decision.ts'
import { event, type DomainEvent } from '../event.ts'
import type { Order } from '../order.ts'
import type { Parcel } from '../parcel.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { fail, succeed, type Result } from '../result.ts'
import { goodsGrams, judgeWeight, likelyMissing } from '../weighing.ts'

/** What is said of a box when it is closed. */
export type Weighing = Pick<
  Extract<Command, { type: 'closeParcel' }>,
  'weight' | 'accepted' | 'approvedBy'
>

/**
 * What is written down of a box's weight before it is closed. At a bench that weighs, a weight that does not go with the goods, or none
 * at all, is refused until a person says why the box is right all the same.
 */
export function weighParcel(
  order: Order,
  parcel: Parcel,
  { weight, accepted, approvedBy }: Weighing,
  context: Context,
): Result<readonly DomainEvent[], Refusal> {
  if (!context.weighs && !weight) return succeed([])
  const { orderNumber } = order
  const expectedGrams = goodsGrams(order, parcel)
  const refused = weight
    ? implausible(order, parcel, weight.grams, expectedGrams)
    : refusal('weight-needed', { orderNumber })
  if (refused && accepted === undefined) return fail(refused)
  const { operatorId } = context
  const of = { orderNumber, parcelNumber: parcel.parcelNumber, operatorId }
  const measured = { grams: weight?.grams ?? null, scaleId: weight?.scaleId ?? null }
  const reason = refused ? (accepted ?? null) : null
  const approval = reason === null || approvedBy === undefined ? {} : { approvedBy }
  const body = { ...of, ...measured, expectedGrams, accepted: reason, ...approval }
  return succeed([event('parcel.weighed', body)])
}

function implausible(
  order: Order,
  parcel: Parcel,
  grams: number,
  expected: number | null,
): Refusal | null {
  const verdict = judgeWeight(grams, expected)
  if (verdict === 'plausible' || expected === null) return null
  const { orderNumber } = order
  if (verdict === 'too-heavy') return refusal('weight-too-heavy', { orderNumber, grams, expected })
  const missing = likelyMissing(order, parcel, expected - grams)
  const data = { orderNumber, grams, expected }
  return missing
    ? refusal('weight-misses-item', { ...data, name: missing.name })
    : refusal('weight-too-light', data)
}
