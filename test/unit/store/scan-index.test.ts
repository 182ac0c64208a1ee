import { describe, expect, it } from 'vitest'
import { createScanIndex, printedCodeOf } from '../../../renderer/store/scan-index.ts'
import type { Product } from '../../../shared/domain/product.ts'

function product(sku: string, barcodes: readonly string[]): Product {
  return { sku, name: `goods ${sku}`, barcodes, unitWeightGrams: 1, bin: 'A' }
}

describe('scan index', () => {
  it('finds goods by barcode in canonical form, and by their SKU when they have none', () => {
    const index = createScanIndex()
    index.put([product('A', ['6901234567892']), product('85123A', [])])
    expect(index.find('06901234567892')?.sku).toBe('A')
    expect(index.find('85123A')?.sku).toBe('85123A')
    expect(index.find('nothing')).toBeUndefined()
  })

  it('forgets a code that a product no longer has', () => {
    const index = createScanIndex()
    index.put([product('A', ['X1', 'X2'])])
    index.put([product('A', ['X2'])])
    expect(index.find('X1')).toBeUndefined()
    expect(index.find('X2')?.sku).toBe('A')
    index.remove(['A'])
    expect(index.find('X2')).toBeUndefined()
    expect(index.find('A')).toBeUndefined()
  })

  it('does not lose a code that moved to another product when the first is changed later', () => {
    const index = createScanIndex()
    index.put([product('A', ['X'])])
    index.put([product('B', ['X'])])
    index.put([product('A', [])])
    expect(index.find('X')?.sku).toBe('B')
  })

  it('lets a barcode win over a SKU that reads the same', () => {
    const index = createScanIndex()
    index.put([product('CODE', []), product('B', ['CODE'])])
    expect(index.find('CODE')?.sku).toBe('B')
    index.remove(['B'])
    expect(index.find('CODE')?.sku).toBe('CODE')
  })
})

describe('printed code', () => {
  it('is the EAN-13 on the box, not the 14 digits it is stored as', () => {
    expect(printedCodeOf(product('A', ['06901234567892']))).toBe('6901234567892')
    expect(printedCodeOf(product('A', ['SHOP-1']))).toBe('SHOP-1')
    expect(printedCodeOf(product('A', []))).toBe('A')
  })
})
