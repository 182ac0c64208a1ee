import { describe, expect, it } from 'vitest'
import {
  code128Modules,
  isBarcodeIntact,
  placeBarcode,
  stampBarcode,
} from '../../../shared/label/barcode.ts'
import { createBitmap, isBlack, stampBox, type Bitmap } from '../../../shared/label/bitmap.ts'
import type { BarcodeElement } from '../../../shared/label/document.ts'
import { drawLabel } from '../../../shared/label/draw.ts'
import { dotsPerMm, type DotsPerInch } from '../../../shared/label/resolution.ts'
import { waybill100x150 } from '../../../shared/label/waybill-100x150.ts'
import { labelPainter } from './label-fonts.ts'
import { sampleWaybill } from './sample-waybill.ts'

const data = sampleWaybill()

function drawn(dotsPerInch: DotsPerInch): Bitmap {
  const result = drawLabel(waybill100x150(data), dotsPerInch, labelPainter)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

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

const places = waybill100x150(data).elements.filter((each) => each.kind === 'barcode')

describe.each([203, 300] as const)('the two barcodes of a waybill at %i dpi', (dotsPerInch) => {
  const bitmap = drawn(dotsPerInch)
  const scale = dotsPerMm(dotsPerInch)

  it.each([
    ['the large one', 0, dotsPerInch === 203 ? 4 : 6],
    ['the one on the receipt', 1, dotsPerInch === 203 ? 3 : 4],
  ] as const)('%s: each row is whole modules between two quiet zones', (_, index, moduleDots) => {
    const place = places[index]
    const modules = code128Modules(data.waybillNumber)
    if (!place || !modules) throw new Error('no barcode')
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
  text: data.waybillNumber,
  x: 3,
  y: 3,
  width: 90,
  height: 10,
  maximumModule: 0.5,
}

function placedOrThrow(): Parameters<typeof isBarcodeIntact>[1] {
  const placed = placeBarcode(element, 203)
  if (!placed.ok) throw new Error(placed.error.code)
  return placed.value
}

describe('damage that decoders read through', () => {
  const barcode = placedOrThrow()
  const fresh = (): Bitmap => {
    const bitmap = createBitmap(800, 120)
    stampBarcode(bitmap, barcode)
    return bitmap
  }

  it('is not seen where there is none', () => {
    expect(isBarcodeIntact(fresh(), barcode)).toBe(true)
  })

  it('is seen: a box over the quiet zone', () => {
    const bitmap = fresh()
    const { left, top } = barcode.area
    stampBox(bitmap, { left: left + 2, top: top + 40, width: 5, height: 5 })
    expect(isBarcodeIntact(bitmap, barcode)).toBe(false)
  })

  it('is seen: a dead column of the print head', () => {
    const bitmap = fresh()
    const x = barcode.symbolLeft + 1
    for (let y = 0; y < bitmap.heightDots; y += 1) {
      const index = y * bitmap.strideBytes + (x >> 3)
      bitmap.bits[index] = (bitmap.bits[index] ?? 0) & ~(0x80 >> (x & 7))
    }
    expect(isBarcodeIntact(bitmap, barcode)).toBe(false)
  })

  it('is refused when a document draws over its own quiet zone', () => {
    const line = { kind: 'line', field: 'frame', direction: 'vertical', thickness: 0.25 } as const
    const touching = { ...line, x: barcode.area.left / 8 + 1, y: 2, length: 15, dash: 0 }
    const document = { width: 100, height: 20, margin: 0, elements: [element, touching] }
    expect(drawLabel(document, 203, labelPainter)).toEqual({
      ok: false,
      error: { code: 'quiet-zone-covered', field: 'waybillNumber' },
    })
  })
})

describe('a barcode that cannot be printed well', () => {
  it('is refused when its modules would be narrower than three dots', () => {
    const long = { ...element, text: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' }
    expect(placeBarcode(long, 203)).toEqual({
      ok: false,
      error: { code: 'barcode-too-wide', field: 'waybillNumber' },
    })
  })

  it.each(['运单123', 'AB\n12', ''])('is refused when a scanner could not tell it: %j', (text) => {
    expect(placeBarcode({ ...element, text }, 203)).toEqual({
      ok: false,
      error: { code: 'barcode-not-encodable', field: 'waybillNumber' },
    })
  })
})
