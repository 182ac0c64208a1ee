/** Length, width and height in mm, in any order. */
export type SizeMm = readonly [number, number, number]

/** What makes an article of the master data a box that orders are sent in. */
export interface CartonTraits {
  /** Inside, mm. */
  readonly innerMm: SizeMm
  /** What it holds at most, grams; absent = not known. */
  readonly mostGrams?: number | undefined
}

/** The carton of a parcel, as it was when it was chosen. */
export interface ParcelCarton {
  readonly sku: string
  readonly name: string
  /** Its own weight; 0 = not known. */
  readonly grams: number
}

/** Goods that go as they are, in the box of their maker. */
export const ownBox: ParcelCarton = { sku: 'OWNBOX', name: '', grams: 0 }

/** A carton that can be chosen. */
export interface Carton extends ParcelCarton {
  readonly traits: CartonTraits
}

/** Units of one article that are to go into one box. */
export interface BoxedUnits {
  readonly quantity: number
  /** Of one unit; undefined = not known. */
  readonly sizeMm: SizeMm | undefined
  /** Of one unit; 0 = not known. */
  readonly grams: number
}

/** What is to be done for the goods of an order: take this carton, or several boxes because no carton holds them all. */
export type CartonSuggestion =
  { readonly kind: 'carton'; readonly carton: Carton } | { readonly kind: 'several' }

/** As much of a carton as goods of unlike shapes fill; the rest is gaps and padding. */
const fillShare = 0.85

/**
 * The smallest carton that the goods fit into by their longest edges, their volume and their weight. It is a suggestion: how goods
 * turn and nest is seen by the person who packs.
 *
 * @returns null when the size of any of the goods is not known, or there are no cartons
 */
export function suggestCarton(
  goods: readonly BoxedUnits[],
  cartons: readonly Carton[],
): CartonSuggestion | null {
  if (goods.length === 0 || cartons.length === 0) return null
  let volume = 0
  let grams = 0
  const longest: [number, number, number] = [0, 0, 0]
  for (const { quantity, sizeMm, grams: unit } of goods) {
    if (!sizeMm) return null
    volume += quantity * volumeOf(sizeMm)
    grams += quantity * unit
    byLength(sizeMm).forEach((edge, index) => {
      longest[index] = Math.max(longest[index] ?? 0, edge)
    })
  }
  const holds = ({ innerMm, mostGrams }: CartonTraits): boolean =>
    volume <= volumeOf(innerMm) * fillShare &&
    grams <= (mostGrams ?? Infinity) &&
    byLength(innerMm).every((edge, index) => (longest[index] ?? 0) <= edge)
  const [smallest] = cartons
    .filter(({ traits }) => holds(traits))
    .sort((one, other) => volumeOf(one.traits.innerMm) - volumeOf(other.traits.innerMm))
  return smallest ? { kind: 'carton', carton: smallest } : { kind: 'several' }
}

function volumeOf([length, width, height]: SizeMm): number {
  return length * width * height
}

/** Longest edge first: goods may be turned. */
function byLength(size: SizeMm): readonly number[] {
  return [...size].sort((one, other) => other - one)
}
