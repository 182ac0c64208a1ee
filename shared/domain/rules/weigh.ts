import type { Command } from '../command.ts'
import type { Context, Facts } from '../decision.ts'
import { event, type DomainEvent } from '../event.ts'
import type { Order } from '../order.ts'
import type { Parcel } from '../parcel.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { fail, succeed, type Result } from '../result.ts'
import {
  expectedWeight,
  judgeWeight,
  likelyMissing,
  type ExpectedWeight,
  type GoodsWeights,
} from '../weighing.ts'

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
  { goodsWeights }: Pick<Facts, 'goodsWeights'>,
  order: Order,
  parcel: Parcel,
  { weight, accepted, approvedBy }: Weighing,
  context: Context,
): Result<readonly DomainEvent[], Refusal> {
  if (!context.weighs && !weight) return succeed([])
  const { orderNumber } = order
  const expected = expectedWeight(order, parcel, goodsWeights)
  const refused = weight
    ? implausible(order, parcel, { grams: weight.grams, expected, goodsWeights })
    : refusal('weight-needed', { orderNumber })
  if (refused && accepted === undefined) return fail(refused)
  const { operatorId } = context
  const of = { orderNumber, parcelNumber: parcel.parcelNumber, operatorId }
  const measured = { grams: weight?.grams ?? null, scaleId: weight?.scaleId ?? null }
  const reason = refused ? (accepted ?? null) : null
  const approval = reason === null || approvedBy === undefined ? {} : { approvedBy }
  const expectedGrams = expected?.grams ?? null
  const body = { ...of, ...measured, expectedGrams, accepted: reason, ...approval }
  return succeed([event('parcel.weighed', body)])
}

function implausible(
  order: Order,
  parcel: Parcel,
  weighed: {
    readonly grams: number
    readonly expected: ExpectedWeight | null
    readonly goodsWeights: GoodsWeights | undefined
  },
): Refusal | null {
  const { grams, expected, goodsWeights } = weighed
  const verdict = judgeWeight(grams, expected)
  if (verdict === 'plausible' || expected === null) return null
  const { orderNumber } = order
  const data = { orderNumber, grams, expected: Math.round(expected.grams) }
  if (verdict === 'too-heavy') return refusal('weight-too-heavy', data)
  const missing = likelyMissing(order, parcel, expected.grams - grams, goodsWeights)
  return missing
    ? refusal('weight-misses-item', { ...data, name: missing.name })
    : refusal('weight-too-light', data)
}
