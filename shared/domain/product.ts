import type { Carton, CartonTraits, SizeMm } from './carton.ts'

/** Goods as the bench knows them. */
export interface Product {
  readonly sku: string
  readonly name: string
  /** Every code that stands for one unit: GTINs padded to 14 digits, or the shop's own codes as printed. */
  readonly barcodes: readonly string[]
  /** By the master data; 0 = not known. */
  readonly unitWeightGrams: number
  readonly bin: string
  /** Outside of one unit; absent = not known. */
  readonly sizeMm?: SizeMm | undefined
  /** Makes it a box that orders are sent in; absent = it is none. */
  readonly carton?: CartonTraits | undefined
  /** What one unit weighs by boxes that were weighed and found right; goes before the master data. Absent = not learnt. */
  readonly learntGrams?: number | undefined
  /** How much a unit may differ from its weight, as a share of it; absent = as goods usually do. */
  readonly weightTolerance?: number | undefined
  /** SHA-256 of the bytes of its picture, hex; absent = it has none. */
  readonly picture?: string | undefined
}

/** What a bench keeps of an article in memory, besides its codes. */
export type ScannedProduct = Omit<Product, 'barcodes' | 'bin'>

/** The carton that an article is; null = it is none. */
export function cartonOf({
  sku,
  name,
  carton,
  unitWeightGrams,
  learntGrams,
}: ScannedProduct): Carton | null {
  return carton ? { sku, name, grams: learntGrams ?? unitWeightGrams, traits: carton } : null
}

/** GS1 check digit: mod 10 with weights 3, 1 from the right (GS1 General Specifications 7.9). */
export function gtinCheckDigit(digitsWithoutCheck: string): number {
  let sum = 0
  for (let index = 0; index < digitsWithoutCheck.length; index += 1) {
    const fromRight = digitsWithoutCheck.length - 1 - index
    sum += Number(digitsWithoutCheck[index]) * (fromRight % 2 === 0 ? 3 : 1)
  }
  return (10 - (sum % 10)) % 10
}

/**
 * The form in which codes are compared. GTIN-8, -12, -13 and -14 with a right check digit become 14 digits, because
 * scanners differ in whether they expand them (hardware facts 1.1); anything else stays as it was read.
 */
export function canonicalCode(text: string): string {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return text
  const check = gtinCheckDigit(text.slice(0, -1))
  return check === Number(text.slice(-1)) ? text.padStart(14, '0') : text
}
