import type { Order, OrderLine } from './order.ts'
import type { Parcel } from './parcel.ts'
import type { Product } from './product.ts'

/** Grams that a parcel may differ from what is in it: scales and cardboard are not exact. */
const smallestToleranceGrams = 30
/** How much goods differ from their weight, where their master data say nothing else, share of it. */
const usualTolerance = 0.05
/** A box that nobody has named, and its filling, are on top of the goods: grams, and share of the goods. */
const boxGrams = 500
const boxShare = 0.25
/** Filling, tape and label are on top of the goods and their carton: grams, and share of both. */
const fillingGrams = 50
const fillingShare = 0.05

/** Less than this on a pan is nothing: dust, and the drift of a scale, g. */
export const emptyPanGrams = 10

/** What a scale has said of a parcel. */
export interface Weight {
  readonly grams: number
  readonly scaleId: string
}

/** What is known of the weight of an article now; an order says what was known when it came in. */
export interface GoodsWeight {
  /** Of one unit; 0 = not known. */
  readonly grams: number
  /** How much a unit may differ from its weight, share of it; undefined = as usual. */
  readonly tolerance: number | undefined
}
export type GoodsWeights = ReadonlyMap<string, GoodsWeight>

/** The weight of an article. What boxes have taught goes before its master data. */
export function weightOf({
  learntGrams,
  unitWeightGrams,
  weightTolerance,
}: Pick<Product, 'learntGrams' | 'unitWeightGrams' | 'weightTolerance'>): GoodsWeight {
  return { grams: learntGrams ?? unitWeightGrams, tolerance: weightTolerance }
}

/** What a packed box should weigh, grams. */
export interface ExpectedWeight {
  /** Goods and carton, as far as it is known. */
  readonly grams: number
  readonly least: number
  readonly most: number
}

/** What a unit of a line weighs, grams; 0 = not known. What is known now goes before the order's word. */
export function unitGrams({ sku, unitWeightGrams }: OrderLine, weights?: GoodsWeights): number {
  const known = weights?.get(sku)?.grams ?? 0
  return known > 0 ? known : unitWeightGrams
}

/** What a box should weigh by its goods and its carton; null = the weight of one of the goods is not known. */
export function expectedWeight(
  order: Pick<Order, 'lines'>,
  { contents, carton }: Pick<Parcel, 'contents' | 'carton'>,
  weights?: GoodsWeights,
): ExpectedWeight | null {
  let goods = 0
  let spread = 0
  for (const { lineId, quantity } of contents) {
    const line = order.lines.find((candidate) => candidate.lineId === lineId)
    const unit = line ? unitGrams(line, weights) : 0
    if (!line || unit === 0) return null
    goods += unit * quantity
    spread += unit * quantity * (weights?.get(line.sku)?.tolerance ?? usualTolerance)
  }
  const tolerance = Math.max(smallestToleranceGrams, spread)
  const known = carton?.grams ?? 0
  const grams = goods + known
  const onTop = known > 0 ? fillingGrams + grams * fillingShare : boxGrams + goods * boxShare
  return { grams, least: grams - tolerance, most: grams + tolerance + onTop }
}

/** How a weight goes with what should be in the box. */
export type Verdict = 'plausible' | 'too-light' | 'too-heavy'

/** Weighs a parcel against what should be in it. Goods of unknown weight make every weight plausible. */
export function judgeWeight(grams: number, expected: ExpectedWeight | null): Verdict {
  if (expected === null) return 'plausible'
  if (grams < expected.least) return 'too-light'
  return grams > expected.most ? 'too-heavy' : 'plausible'
}

/** The goods of which a unit weighs nearest to what is missing; null = nothing comes near. */
export function likelyMissing(
  order: Order,
  { contents }: Pick<Parcel, 'contents'>,
  missingGrams: number,
  weights?: GoodsWeights,
): OrderLine | null {
  const packed = order.lines.filter(({ lineId }) => contents.some((one) => one.lineId === lineId))
  const distance = (line: OrderLine): number => Math.abs(unitGrams(line, weights) - missingGrams)
  const [nearest] = [...packed].sort((one, other) => distance(one) - distance(other))
  // The box weighs something too, so what is missing looks lighter than it is.
  return nearest && distance(nearest) <= unitGrams(nearest, weights) * 0.3 ? nearest : null
}
