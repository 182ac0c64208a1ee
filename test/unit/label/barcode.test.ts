import { describe, expect, it } from 'vitest'
import {
  isBarcodeIntact,
  placeBarcode,
  stampBarcode,
  type PlacedBarcode,
} from '../../../shared/label/barcode.ts'
import { createBitmap, isBlack, stampBox, type Bitmap } from '../../../shared/label/bitmap.ts'
import type { BarcodeElement } from '../../../shared/label/document.ts'
import { drawLabel } from '../../../shared/label/draw.ts'
import { dotsPerMm } from '../../../shared/label/resolution.ts'
import { encodeSymbol, type Symbology } from '../../../shared/label/symbology.ts'
import { labelPainter } from './label-fonts.ts'
import { sampleWaybill } from './sample-waybill.ts'
import { documentOf, drawTemplate } from './template-kit.ts'

const data = sampleWaybill()

/** Lengths of white and black runs of a row between two dots; the first is white. */
function runsOf(bitmap: Bitmap, y: number, from: number, to: number): readonly number[] {
  const runs: number[] = []
  let black = false
  let length = 0
  for (let x = from; x < to; x += 1) {
    if (isBlack(bitmap, x, y) === black) {
      length += 1
      continue
    }
    runs.push(length)
    black = !black
    length = 1
  }
  return [...runs, length]
}

function barsOf(symbology: Symbology, text: string): readonly number[] {
  const encoded = encodeSymbol(symbology, text)
  if (!encoded.ok || encoded.value.kind !== 'bars') throw new Error(`no bars for ${text}`)
  return encoded.value.widths
}

const places = documentOf('waybill-100x150', data).elements.filter(
  (each) => each.kind === 'barcode',
)

describe.each([203, 300] as const)('the two barcodes of a waybill at %i dpi', (dotsPerInch) => {
  const drawn = drawTemplate('waybill-100x150', data, dotsPerInch)
  const scale = dotsPerMm(dotsPerInch)

  it.each([
    ['the large one', 0, dotsPerInch === 203 ? 4 : 6],
    ['the one on the receipt', 1, dotsPerInch === 203 ? 3 : 4],
  ] as const)('%s: each row is whole modules between two quiet zones', (_, index, moduleDots) => {
    const place = places[index]
    if (!place || !drawn.ok) throw new Error('no barcode')
    const { bitmap } = drawn.value
    const modules = barsOf('code128', data.waybillNumber)
    const [from, to] = [place.x * scale, (place.x + place.width) * scale]
    for (
      let y = Math.ceil(place.y * scale);
      y < Math.floor((place.y + place.height) * scale);
      y += 1
    ) {
      const runs = runsOf(bitmap, y, from, to)
      expect(runs.slice(1, -1)).toEqual(modules.map((module) => module * moduleDots))
      expect(runs.at(0)).toBeGreaterThanOrEqual(10 * moduleDots)
      expect(runs.at(-1)).toBeGreaterThanOrEqual(10 * moduleDots)
    }
  })
})

const element: BarcodeElement = {
  kind: 'barcode',
  field: 'waybillNumber',
  symbology: 'code128',
  text: data.waybillNumber,
  x: 3,
  y: 3,
  width: 90,
  height: 10,
  maximumModule: 0.5,
}

function placedOrThrow(change: Partial<BarcodeElement> = {}): PlacedBarcode {
  const placed = placeBarcode({ ...element, ...change }, 203)
  if (!placed.ok) throw new Error(JSON.stringify(placed.error))
  return placed.value
}

const squares = { width: 40, height: 40, maximumModule: 0.5 }

describe.each([
  ['Code 128', {}],
  ['GS1-128', { symbology: 'gs1-128', text: '(00)069012345000000011' }],
  ['EAN-13', { symbology: 'ean-13', text: '6901234567892' }],
  ['ITF-14', { symbology: 'itf-14', text: '06901234567892' }],
  ['QR', { symbology: 'qr', text: '稳发 T-0042', ...squares }],
  ['DataMatrix', { symbology: 'data-matrix', text: 'T-0042', ...squares }],
  [
    'GS1 DataMatrix',
    { symbology: 'gs1-data-matrix', text: '(01)09521234543213(10)L(21)S', ...squares },
  ],
  ['PDF417', { symbology: 'pdf417', text: 'T-0042', height: 20 }],
  ['MaxiCode', { symbology: 'maxicode', text: 'T-0042', mode: 4, ...squares }],
] as const)('damage that decoders read through, in %s', (_, change) => {
  const barcode = placedOrThrow(change)
  const fresh = (): Bitmap => {
    const bitmap = createBitmap(800, 400)
    stampBarcode(bitmap, barcode)
    return bitmap
  }

  it('is not seen where there is none', () => {
    expect(isBarcodeIntact(fresh(), barcode)).toBe(true)
  })

  it('is seen: one dot in the quiet zone', () => {
    const bitmap = fresh()
    const { left, top, height } = barcode.area
    stampBox(bitmap, { left, top: top + Math.floor(height / 2), width: 1, height: 1 })
    expect(isBarcodeIntact(bitmap, barcode)).toBe(false)
  })

  it('is seen: a dead column of the print head', () => {
    const bitmap = fresh()
    const { left, top, width } = barcode.symbol
    const row = barcode.rows[top - barcode.area.top + Math.floor(barcode.symbol.height / 2)]
    const x = left + (row?.indexOf(1, left - barcode.area.left + Math.floor(width / 2)) ?? 0)
    const dead = x - left + barcode.symbol.left - (left - barcode.area.left)
    for (let y = 0; y < bitmap.heightDots; y += 1) {
      const index = y * bitmap.strideBytes + (dead >> 3)
      bitmap.bits[index] = (bitmap.bits[index] ?? 0) & ~(0x80 >> (dead & 7))
    }
    expect(isBarcodeIntact(bitmap, barcode)).toBe(false)
  })

  it('is seen: black and white exchanged', () => {
    const bitmap = fresh()
    const bits = bitmap.bits.map((byte) => ~byte)
    expect(isBarcodeIntact({ ...bitmap, bits }, barcode)).toBe(false)
  })
})

describe('a document that spoils its own barcode', () => {
  const line = {
    kind: 'line',
    field: 'frame',
    direction: 'vertical',
    thickness: 0.25,
    dash: 0,
  } as const
  const { left, width } = placedOrThrow().area

  it('with a line in the quiet zone is refused', () => {
    const touching = { ...line, x: left / 8 + 1, y: 2, length: 15 }
    const document = { width: 100, height: 20, margin: 0, elements: [element, touching] }
    expect(drawLabel(document, 203, labelPainter)).toMatchObject({
      error: { code: 'elements-overlap', field: 'waybillNumber', detail: 'frame' },
    })
  })

  it('with a line right beside it is drawn', () => {
    const beside = { ...line, x: (left + width) / 8, y: 2, length: 15 }
    const document = { width: 100, height: 20, margin: 0, elements: [element, beside] }
    expect(drawLabel(document, 203, labelPainter).ok).toBe(true)
  })
})

describe('a barcode that cannot be printed well', () => {
  it.each([
    ['its modules would be narrower than three dots', { text: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' }],
    ['its squares would be smaller than four dots', { symbology: 'qr', width: 13, height: 13 }],
    ['its one size is larger', { symbology: 'maxicode', mode: 4, width: 26, height: 26 }],
  ] as const)('is refused when %s', (_, change) => {
    expect(placeBarcode({ ...element, ...change }, 203)).toEqual({
      ok: false,
      error: { code: 'barcode-too-wide', field: 'waybillNumber' },
    })
  })

  it.each([
    ['a scanner could not tell it', 'code128', '运单123', 'unsuitable-characters-or-length'],
    ['it has a line break', 'code128', 'AB\n12', 'unsuitable-characters-or-length'],
    ['it is empty', 'code128', '', 'unsuitable-characters-or-length'],
    ['its check digit is wrong', 'ean-13', '6901234567893', 'ean13badCheckDigit'],
    ['its check digit is left out', 'ean-13', '690123456789', 'unsuitable-characters-or-length'],
    ['its check digit is wrong', 'itf-14', '06901234567891', 'itf14badCheckDigit'],
    ['its SSCC is wrong', 'gs1-128', '(00)069012345000000012', 'GS1badChecksum'],
    ['its month is 13', 'gs1-128', '(17)271332', 'GS1badMonth'],
    ['it is no GS1', 'gs1-128', '069012345000000011', 'unsuitable-characters-or-length'],
    ['it is more than a symbol holds', 'qr', 'x'.repeat(1_001), 'unsuitable-characters-or-length'],
  ] as const)('is refused when %s: %s %j', (_, symbology, text, detail) => {
    expect(placeBarcode({ ...element, symbology, text }, 203)).toEqual({
      ok: false,
      error: { code: 'barcode-not-encodable', field: 'waybillNumber', detail },
    })
  })
})

describe('ITF-14', () => {
  it('has wide bars of 2.25 to 3 narrow ones in whole dots, between two bearers', () => {
    const { rows, area, symbol, moduleDots } = placedOrThrow({
      ...{ symbology: 'itf-14', text: '06901234567892', maximumModule: 0.375 },
    })
    expect(moduleDots).toBe(3)
    const middle = rows[Math.floor(area.height / 2)]
    if (!middle) throw new Error('no row')
    const row = { ...createBitmap(area.width, 1) }
    middle.forEach((dot, left) => {
      if (dot === 1) stampBox(row, { left, top: 0, width: 1, height: 1 })
    })
    const inner = runsOf(row, 0, 0, area.width).slice(1, -1)
    expect(new Set(inner)).toEqual(new Set([3, 8]))
    for (const y of [0, 5, area.height - 6, area.height - 1])
      expect(rows[y]?.reduce((sum, dot) => sum + dot, 0)).toBe(symbol.width)
  })
})
