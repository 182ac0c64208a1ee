import type { Order, OrderLine } from './order.ts'
import type { Parcel } from './parcel.ts'

/** Grams that a parcel may differ from what its goods weigh: its box and filling are not known, and no two goods weigh the same. */
const smallestToleranceGrams = 30
const toleranceShare = 0.05
/** Boxes and filling are on top of the goods, grams and share of the goods. */
const boxGrams = 500
const boxShare = 0.25

/** Less than this on a pan is nothing: dust, and the drift of a scale, g. */
export const emptyPanGrams = 10

/** What a scale has said of a parcel. */
export interface Weight {
  readonly grams: number
  readonly scaleId: string
}

/** What the goods in a parcel weigh by their master data, grams; null = the weight of one of them is not known. */
export function goodsGrams(order: Order, { contents }: Pick<Parcel, 'contents'>): number | null {
  let grams = 0
  for (const { lineId, quantity } of contents) {
    const line = order.lines.find((candidate) => candidate.lineId === lineId)
    if (!line || line.unitWeightGrams === 0) return null
    grams += line.unitWeightGrams * quantity
  }
  return grams
}

/** How a weight goes with what should be in the box. */
export type Verdict = 'plausible' | 'too-light' | 'too-heavy'

/** Weighs a parcel against its goods. Goods of unknown weight make every weight plausible. */
export function judgeWeight(grams: number, expected: number | null): Verdict {
  if (expected === null) return 'plausible'
  const tolerance = Math.max(smallestToleranceGrams, expected * toleranceShare)
  if (grams < expected - tolerance) return 'too-light'
  return grams > expected + tolerance + boxGrams + expected * boxShare ? 'too-heavy' : 'plausible'
}

/** The goods of which a unit weighs nearest to what is missing; null = nothing comes near. */
export function likelyMissing(
  order: Order,
  { contents }: Pick<Parcel, 'contents'>,
  missingGrams: number,
): OrderLine | null {
  const packed = order.lines.filter(({ lineId }) => contents.some((one) => one.lineId === lineId))
  const distance = ({ unitWeightGrams }: OrderLine): number =>
    Math.abs(unitWeightGrams - missingGrams)
  const [nearest] = [...packed].sort((one, other) => distance(one) - distance(other))
  // The box weighs something too, so what is missing looks lighter than it is.
  return nearest && distance(nearest) <= nearest.unitWeightGrams * 0.3 ? nearest : null
}
