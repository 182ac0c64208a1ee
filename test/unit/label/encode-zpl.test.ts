import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base64 } from '../../../shared/label/base64.ts'
import { createBitmap, type Bitmap } from '../../../shared/label/bitmap.ts'
import { encodeZpl, zplCompressions } from '../../../shared/label/encode-zpl.ts'
import { crcOf, readZpl } from '../../fakes/zpl-picture.ts'
import { zlibDeflate } from './picture-file.ts'

// Few digits, so that runs also begin and end in the middle of a byte.
const byte = fc.constantFrom(0x00, 0x01, 0x10, 0x11, 0xf1, 0x1f, 0xff)

/** Bitmaps with long runs, repeated rows, and rows that end in white or black: all that the compression treats apart. */
const bitmaps: fc.Arbitrary<Bitmap> = fc
  .record({
    widthDots: fc.integer({ min: 1, max: 3_400 }),
    rows: fc.array(fc.tuple(byte, fc.nat(425), byte, byte), { minLength: 1, maxLength: 12 }),
  })
  .map(({ widthDots, rows }) => {
    const bitmap = createBitmap(widthDots, rows.length * 2)
    const { bits, strideBytes } = bitmap
    rows.forEach(([first, end, middle, last], index) => {
      const from = index * 2 * strideBytes
      const filled = Math.min(end, strideBytes)
      bits.fill(first, from, from + filled)
      bits.fill(last, from + filled, from + strideBytes)
      bits.fill(middle, from + filled, from + Math.min(filled + 1, strideBytes))
      bits.copyWithin(from + strideBytes, from, from + strideBytes)
    })
    return bitmap
  })

describe('ZPL', () => {
  it.each(zplCompressions)('%s says exactly the bitmap, of any size and content', (compression) => {
    fc.assert(
      fc.property(bitmaps, (bitmap) => {
        const { picture, quantity } = readZpl(encodeZpl(bitmap, compression, zlibDeflate))
        expect(picture).toEqual(bitmap)
        expect(quantity).toBe(1)
      }),
      { numRuns: 60 },
    )
  })

  it('carries the checksum that the manual asks for', () => {
    expect(crcOf('123456789')).toBe(0x31c3)
  })
})

describe('base64', () => {
  it('is what everybody else writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      }),
    )
  })
})
