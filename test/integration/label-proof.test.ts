import { beforeAll, describe, expect, it } from 'vitest'
import { labelTemplates } from '../../electron/main/print/label-templates.ts'
import { plainProfile } from '../../electron/main/print/printer-profiles.ts'
import { placeBarcode, stampBarcode } from '../../shared/label/barcode.ts'
import { createBitmap, isBlack, stampBox, type Bitmap } from '../../shared/label/bitmap.ts'
import type { BarcodeElement } from '../../shared/label/document.ts'
import { encodeLabel } from '../../shared/label/encode-label.ts'
import { encodeZpl } from '../../shared/label/encode-zpl.ts'
import { dotsPerMm } from '../../shared/label/resolution.ts'
import { prove } from '../proof/prove.ts'
import {
  differingDots,
  differingPixels,
  prepareReaders,
  zbarTexts,
  zxingSymbols,
} from '../proof/readers.ts'
import { symbolProblem } from '../proof/symbol-modules.ts'
import { zlibDeflate } from '../unit/label/picture-file.ts'
import { sampleWaybill } from '../unit/label/sample-waybill.ts'
import { documentOf, drawTemplate } from '../unit/label/template-kit.ts'

// Another share of the proof at each run; `npm run labels:proof` proves all of it. The seed is in every problem told.
const seed = Number(process.env['LABEL_PROOF_SEED'] ?? Math.floor(Date.now() / 1000) % 1_000_000)
const minutes = 60_000

beforeAll(prepareReaders)

describe.each([203, 300] as const)('a share of all labels at %i dpi', (dotsPerInch) => {
  it.each([...labelTemplates.keys()])(
    '%s is read, measured and drawn as it should be in every language',
    async (template) => {
      const task = { template, dotsPerInch, seed, generated: 1, handMade: 2, drawAllZpl: false }
      const { problems } = await prove(task)
      expect(problems).toEqual([])
    },
    5 * minutes,
  )
})

const data = sampleWaybill()
const waybill = documentOf('waybill-100x150', data)
const [barcode] = waybill.elements.filter((element) => element.kind === 'barcode')

function drawnWaybill(): Bitmap {
  const drawn = drawTemplate('waybill-100x150', data)
  if (!drawn.ok) throw new Error(drawn.error.code)
  return { ...drawn.value.bitmap, bits: drawn.value.bitmap.bits.slice() }
}

function firstBarcode(): BarcodeElement {
  if (!barcode) throw new Error('no barcode')
  return barcode
}

describe('a spoilt label is caught', () => {
  it('by its measures: a dead column of the print head, which both readers read through', async () => {
    const bitmap = drawnWaybill()
    const x = Math.round((firstBarcode().x + firstBarcode().width / 2) * 8)
    for (let y = 0; y < bitmap.heightDots; y += 1) {
      const index = y * bitmap.strideBytes + (x >> 3)
      bitmap.bits[index] = (bitmap.bits[index] ?? 0) & ~(0x80 >> (x & 7))
    }
    expect(zbarTexts([bitmap])[0]).toContain(data.waybillNumber)
    expect((await zxingSymbols(bitmap)).length).toBeGreaterThan(0)
    // The column may be white in one of the symbols; it is not in both.
    const problems = waybill.elements.flatMap((element) =>
      element.kind === 'barcode' ? [symbolProblem(bitmap, element, 8)] : [],
    )
    expect(problems.some((problem) => problem !== null)).toBe(true)
  })

  it('by its measures: something in the quiet zone', () => {
    const bitmap = drawnWaybill()
    const { x, y, width } = firstBarcode()
    const placed = placeBarcode(firstBarcode(), 203)
    if (!placed.ok) throw new Error(placed.error.code)
    const left = placed.value.area.left + 4
    expect(left).toBeLessThan((x + width) * 8)
    stampBox(bitmap, { left, top: (y + 4) * 8, width: 6, height: 6 })
    expect(symbolProblem(bitmap, firstBarcode(), 8)).toMatch(/modules|quiet/)
  })

  it('by both readers and its measures: black and white exchanged', async () => {
    const bitmap = drawnWaybill()
    const inverted = { ...bitmap, bits: bitmap.bits.map((byte) => ~byte) }
    expect(zbarTexts([inverted])).toEqual([[]])
    expect(await zxingSymbols(inverted)).toEqual([])
    expect(symbolProblem(inverted, firstBarcode(), 8)).not.toBeNull()
  })

  it('by the other interpreter: one dot that differs', async () => {
    const bitmap = drawnWaybill()
    const bits = bitmap.bits.slice()
    bits[60_000] = (bits[60_000] ?? 0) ^ 1
    const { compression, speed } = plainProfile('zpl', 203)
    const zpl = encodeZpl({ ...bitmap, bits }, { compression, speed }, zlibDeflate)
    expect(await differingPixels(bitmap, zpl, 8)).toBe(1)
  })

  it('by npos: one dot that differs at the far edge of 100 mm at 300 dpi, wider than it draws by itself', async () => {
    const drawn = drawTemplate('waybill-100x150', data, 300)
    if (!drawn.ok) throw new Error(drawn.error.code)
    const { bitmap } = drawn.value
    expect(bitmap.widthDots).toBeGreaterThan(1_024)
    const bits = bitmap.bits.slice()
    const atTheEdge = 900 * bitmap.strideBytes + Math.floor((bitmap.widthDots - 1) / 8)
    bits[atTheEdge] = (bits[atTheEdge] ?? 0) ^ 0x80
    const profile = plainProfile('escpos', 300)
    const escpos = encodeLabel({ ...bitmap, bits }, profile, zlibDeflate)
    if (!escpos.ok) throw new Error(escpos.error.code)
    expect(await differingDots(bitmap, escpos.value)).toBe(1)
    const asDrawn = encodeLabel(bitmap, profile, zlibDeflate)
    if (!asDrawn.ok) throw new Error(asDrawn.error.code)
    expect(await differingDots(bitmap, asDrawn.value)).toBe(0)
  })
})

const symbols: readonly (readonly [string, Partial<BarcodeElement>, string])[] = [
  ['EAN-13', { symbology: 'ean-13', text: '6901234567892' }, 'EAN13'],
  ['ITF-14', { symbology: 'itf-14', text: '06901234567892' }, 'ITF'],
  ['GS1-128', { symbology: 'gs1-128', text: '(00)069012345000000011' }, 'Code128'],
  ['QR in Chinese', { symbology: 'qr', text: '稳发 周转箱 T-0042', maximumModule: 0.5 }, 'QRCode'],
  [
    'DataMatrix',
    { symbology: 'data-matrix', text: 'TOTE-0042/A', maximumModule: 0.5 },
    'DataMatrix',
  ],
  [
    'GS1 DataMatrix',
    {
      symbology: 'gs1-data-matrix',
      text: '(01)09521234543213(21)SN-9(10)LOT-8',
      maximumModule: 0.5,
    },
    'DataMatrix',
  ],
  ['PDF417', { symbology: 'pdf417', text: 'Holdfast TOTE-0042', columns: 4 }, 'PDF417'],
  ['MaxiCode', { symbology: 'maxicode', text: 'HOLDFAST 0042', mode: 4 }, 'MaxiCode'],
  [
    'MaxiCode with a postal address',
    { symbology: 'maxicode', text: '152382802\u001d840\u001d001\u001dHOLDFAST', mode: 2 },
    'MaxiCode',
  ],
]

describe.each([203, 300] as const)('a symbol at %i dpi is read by another hand', (dotsPerInch) => {
  it.each(symbols)('%s', async (_, change, format) => {
    const place = { x: 4, y: 4, width: 92, height: 40 }
    const usual = { kind: 'barcode', field: 'code', symbology: 'code128', text: '' } as const
    const placed = placeBarcode({ ...usual, ...place, maximumModule: 0.5, ...change }, dotsPerInch)
    if (!placed.ok) throw new Error(JSON.stringify(placed.error))
    const scale = dotsPerMm(dotsPerInch)
    const bitmap = createBitmap(100 * scale, 48 * scale)
    stampBarcode(bitmap, placed.value)
    expect(isBlack(bitmap, 0, 0)).toBe(false)
    const found = await zxingSymbols(bitmap, { formats: [format as 'EAN13'] })
    const plain = (text: string): string => text.replace(/<GS>|[()\u001d]/g, '')
    expect(found.map(({ text }) => plain(text))).toEqual([plain(change.text ?? '')])
  })
})
