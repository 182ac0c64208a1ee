import type { Carton } from '../../shared/domain/carton.ts'
import {
  canonicalCode,
  cartonOf,
  type Product,
  type ScannedProduct,
} from '../../shared/domain/product.ts'

/** Codes on goods, in memory, so that a scan never waits for a disk. */
export interface ScanIndex {
  /** `code` in its canonical form. A barcode of one product wins over the SKU of another. */
  find(code: string): ScannedProduct | undefined
  /** Name of the picture of an article; null = it has none, or is not known. */
  pictureOf(sku: string): string | null
  /** Every box that orders are sent in. */
  cartons(): readonly Carton[]
  put(products: readonly Product[]): void
  remove(skus: readonly string[]): void
  /** Takes these products instead of all before. */
  replace(products: readonly Product[]): void
  /** Codes that can be found. */
  size(): number
}

/** Makes an empty index. */
export function createScanIndex(): ScanIndex {
  const byCode = new Map<string, ScannedProduct>()
  const bySku = new Map<string, ScannedProduct>()
  const codesOf = new Map<string, readonly string[]>()
  const cartons = new Map<string, Carton>()

  function forget(sku: string): void {
    for (const code of codesOf.get(sku) ?? [])
      if (byCode.get(code)?.sku === sku) byCode.delete(code)
    codesOf.delete(sku)
    cartons.delete(sku)
    bySku.delete(canonicalCode(sku))
  }

  function put({ barcodes, bin: _bin, ...product }: Product): void {
    const { sku } = product
    forget(sku)
    const carton = cartonOf(product)
    if (carton) cartons.set(sku, carton)
    const codes = barcodes.map(canonicalCode)
    for (const code of codes) byCode.set(code, product)
    if (codes.length > 0) codesOf.set(sku, codes)
    bySku.set(canonicalCode(sku), product)
  }

  return {
    find: (code) => byCode.get(code) ?? bySku.get(code),
    pictureOf: (sku) => bySku.get(canonicalCode(sku))?.picture ?? null,
    cartons: () => [...cartons.values()],
    put: (products) => products.forEach(put),
    remove: (skus) => skus.forEach(forget),
    replace(products) {
      byCode.clear()
      bySku.clear()
      codesOf.clear()
      cartons.clear()
      products.forEach(put)
    },
    size: () => byCode.size + bySku.size,
  }
}

/**
 * A code that a scanner would read from one unit: the shortest GTIN in its printed length, else the shop's own code, else the SKU.
 */
export function printedCodeOf({ sku, barcodes }: Product): string {
  const code = barcodes[0]
  if (code === undefined) return sku
  const isExpandedGtin = /^0\d{13}$/.test(code) && canonicalCode(code.slice(1)) === code
  return isExpandedGtin ? code.slice(1) : code
}
