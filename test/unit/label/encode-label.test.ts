import { readdir } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainProfile, printerProfiles } from '../../../electron/main/print/printer-profiles.ts'
import { base64 } from '../../../shared/label/base64.ts'
import { createBitmap, isBlack, stampBox, type Bitmap } from '../../../shared/label/bitmap.ts'
import { encodeLabel } from '../../../shared/label/encode-label.ts'
import { zplCompressions, type PrinterProfile } from '../../../shared/label/printer-profile.ts'
import { readCpcl } from '../../fakes/cpcl-picture.ts'
import { readEscpos } from '../../fakes/escpos-picture.ts'
import type { PrintedLabel } from '../../fakes/printed-label.ts'
import { readTspl } from '../../fakes/tspl-picture.ts'
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

/** What the padding at the end of a row holds is of no matter: a printer cannot reach it. */
function withoutPadding(bitmap: Bitmap): Bitmap {
  const { widthDots, heightDots, strideBytes } = bitmap
  const bits = bitmap.bits.slice()
  const mask = (0xff << (strideBytes * 8 - widthDots)) & 0xff
  for (let y = 0; y < heightDots; y += 1) {
    const last = (y + 1) * strideBytes - 1
    bits[last] = (bits[last] ?? 0) & mask
  }
  return { ...bitmap, bits }
}

function encoded(bitmap: Bitmap, profile: PrinterProfile): Uint8Array {
  const wide = { ...profile, headDots: 4_096 }
  const bytes = encodeLabel(bitmap, wide, zlibDeflate)
  if (!bytes.ok) throw new Error(bytes.error.code)
  return bytes.value
}

const zpl = (compression: PrinterProfile['compression']): PrinterProfile => ({
  ...plainProfile('zpl', 203),
  compression,
})

const readers: readonly [string, PrinterProfile, (bytes: Uint8Array) => PrintedLabel][] = [
  ...zplCompressions
    .map((each) => [`ZPL ${each}`, zpl(each), readZpl] as const)
    .map((each) => [...each] as [string, PrinterProfile, typeof readZpl]),
  ['TSPL', plainProfile('tspl', 203), (bytes) => readTspl(bytes, 8)],
  ['TSPL at 300 dpi', plainProfile('tspl', 300), (bytes) => readTspl(bytes, 12)],
  ['CPCL', plainProfile('cpcl', 203), readCpcl],
  ['ESC/POS', plainProfile('escpos', 203), readEscpos],
]

describe.each(readers)('%s', (_, profile, read) => {
  it('says exactly the bitmap, of any size and content, and asks for one label', () => {
    fc.assert(
      fc.property(bitmaps, (drawn) => {
        const bitmap = withoutPadding(drawn)
        const { picture, quantity } = read(encoded(bitmap, profile))
        // ESC/POS knows widths in bytes only.
        if (profile.language !== 'escpos') expect(picture.widthDots).toBe(bitmap.widthDots)
        expect(picture.heightDots).toBe(bitmap.heightDots)
        expect(Buffer.compare(picture.bits, bitmap.bits)).toBe(0)
        expect(quantity).toBe(1)
      }),
      { numRuns: 40 },
    )
  })

  it.each([254, 255, 256, 511, 1_200])(
    'keeps all of %i rows, however many bands they take',
    (height) => {
      const bitmap = createBitmap(24, height)
      for (let y = 0; y < height; y += 1) bitmap.bits.set([y & 0xff, y >> 8, 0x5a], 3 * y)
      const { picture } = read(encoded(bitmap, profile))
      expect(picture.heightDots).toBe(height)
      expect(Buffer.compare(picture.bits, bitmap.bits)).toBe(0)
    },
  )

  it('is a negative for a printer that takes black for white', () => {
    const bitmap = createBitmap(64, 3)
    bitmap.bits.set([0xf0, 0x0f])
    const { picture } = read(encoded(bitmap, { ...profile, polarity: 'inverted' }))
    expect([...picture.bits]).toEqual([...bitmap.bits].map((byte) => byte ^ 0xff))
  })

  it('is refused when the print head is narrower than the label', () => {
    const bitmap = createBitmap(577, 10)
    const narrow = { ...profile, headDots: 576 }
    const error = { code: 'wider-than-print-head', field: 'label' }
    expect(encodeLabel(bitmap, narrow, zlibDeflate)).toEqual({ ok: false, error })
    expect(encodeLabel(createBitmap(576, 10), narrow, zlibDeflate).ok).toBe(true)
  })
})

describe('the speed of a profile', () => {
  const bitmap = createBitmap(64, 3)
  const text = (profile: PrinterProfile): string =>
    Buffer.from(encoded(bitmap, profile)).toString('latin1')

  it.each([
    ['zpl', '^PR4'],
    ['tspl', 'SPEED 4\r\n'],
    ['cpcl', 'SPEED 4\r\n'],
  ] as const)('%s is told only when it is set', (language, command) => {
    const profile = plainProfile(language, 203)
    expect(text({ ...profile, speed: 4 })).toContain(command)
    expect(text(profile)).not.toMatch(/\^PR|SPEED/)
  })
})

describe('the profiles that ship', () => {
  it('are named after their files, and every language has both resolutions', async () => {
    const folder = new URL('../../../resources/printers/', import.meta.url)
    const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
    expect(files.map((file) => file.replace('.json', '')).sort()).toEqual(
      [...printerProfiles.keys()].sort(),
    )
    for (const [name, profile] of printerProfiles) {
      expect(profile.name).toBe(name)
      if (name !== 'escpos-80mm')
        expect(name).toBe(`${profile.language}-${String(profile.dotsPerInch)}`)
    }
  })
})

describe('the checksum of ZPL', () => {
  it('is the one that the manual asks for', () => {
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

describe('a printer that feeds its paper aside', () => {
  const dotsPerMm = 8
  const millimetres = fc.integer({ min: -24, max: 24 }).map((eighths) => eighths / dotsPerMm)
  const stamps = fc.array(
    fc.record({ left: fc.nat(90), top: fc.nat(60), width: fc.nat(30), height: fc.nat(20) }),
    { minLength: 1, maxLength: 4 },
  )

  it('loses ink over an edge without a word, or moves it by the wrong dots', () => {
    fc.assert(
      fc.property(stamps, millimetres, millimetres, (areas, offsetRight, offsetDown) => {
        const [bitmap, expected] = [createBitmap(101, 77), createBitmap(101, 77)]
        const [right, down] = [offsetRight * dotsPerMm, offsetDown * dotsPerMm]
        for (const area of areas) stampBox(bitmap, area)
        let isLost = false
        for (let y = 0; y < 77; y += 1)
          for (let x = 0; x < 101; x += 1) {
            if (!isBlack(bitmap, x, y)) continue
            stampBox(expected, { left: x + right, top: y + down, width: 1, height: 1 })
            isLost ||= !isBlack(expected, x + right, y + down)
          }
        const profile = { ...zpl('hex'), offsetRight, offsetDown }
        const bytes = encodeLabel(bitmap, profile, zlibDeflate)
        expect(bytes.ok).toBe(!isLost)
        if (bytes.ok) expect(readZpl(bytes.value).picture.bits).toEqual(expected.bits)
      }),
    )
  })
})
