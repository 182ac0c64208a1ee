import type { Order } from './order.ts'
import type { Parcel } from './parcel.ts'
import { unitGrams, type GoodsWeights } from './weighing.ts'

/** Boxes that must agree before their word counts. */
const leastBoxes = 5
/** The newest boxes are looked at, because suppliers change their packaging. */
export const boxesLookedAt = 20
/** How far the weights of boxes that agree lie apart at most: share of the weight, and grams for what is light. */
const agreementShare = 0.05
const agreementGrams = 5
/** As many of the boxes have to agree; the rest may be mistakes. */
const agreeingShare = 0.8

/** What one box says about a unit of an article. */
export interface ObservedUnit {
  readonly sku: string
  readonly grams: number
}

/**
 * What a weighed box tells of the weight of a unit: its weight less its carton, where it holds one article; where it holds several, less
 * what is known of the others, if one alone is not known. A box whose carton nobody named tells nothing, because cardboard
 * weighs as much as many goods.
 */
export function observedUnit(
  order: Pick<Order, 'lines'>,
  { contents, carton, weightGrams }: Pick<Parcel, 'contents' | 'carton' | 'weightGrams'>,
  weights?: GoodsWeights,
): ObservedUnit | null {
  if (weightGrams === undefined || !carton || carton.grams === 0) return null
  const articles = new Map<string, { units: number; grams: number }>()
  for (const { lineId, quantity } of contents) {
    const line = order.lines.find((candidate) => candidate.lineId === lineId)
    if (!line) return null
    const units = (articles.get(line.sku)?.units ?? 0) + quantity
    articles.set(line.sku, { units, grams: unitGrams(line, weights) })
  }
  const unknown = [...articles].filter(([, { grams }]) => grams === 0 || articles.size === 1)
  const [asked] = unknown
  if (!asked || unknown.length > 1) return null
  const [sku, { units }] = asked
  const others = [...articles].filter(([other]) => other !== sku)
  const known = others.reduce((sum, [, other]) => sum + other.units * other.grams, 0)
  const grams = Math.round((weightGrams - carton.grams - known) / units)
  return grams > 0 ? { sku, grams } : null
}

/**
 * What a unit weighs by the boxes that were weighed, grams; null as long as too few of them agree.
 *
 * @param observed grams of a unit by box, newest first
 */
export function learntFrom(observed: readonly number[]): number | null {
  const newest = observed.slice(0, boxesLookedAt).sort((one, other) => one - other)
  const middle = newest[Math.floor(newest.length / 2)]
  if (newest.length < leastBoxes || middle === undefined) return null
  const distance = Math.max(agreementGrams, middle * agreementShare)
  const agreeing = newest.filter((grams) => Math.abs(grams - middle) <= distance)
  return agreeing.length >= newest.length * agreeingShare ? middle : null
}
