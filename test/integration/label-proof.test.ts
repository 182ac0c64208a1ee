import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { WaybillLabelData } from '../../shared/domain/label-request.ts'
import { isBlack, type Bitmap } from '../../shared/label/bitmap.ts'
import { encodeZpl } from '../../shared/label/encode-zpl.ts'
import { zplCompressions, type ZplCompression } from '../../shared/label/printer-profile.ts'
import { dotsPerMm, type DotsPerInch } from '../../shared/label/resolution.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { pbmOf, rgbaOf, zlibDeflate } from '../unit/label/picture-file.ts'
import { sampleWaybill } from '../unit/label/sample-waybill.ts'
import { drawTemplate } from '../unit/label/template-kit.ts'

const require = createRequire(import.meta.url)
const { ready } = require('zpl-renderer-js') as typeof import('zpl-renderer-js')

const folder = mkdtempSync(join(tmpdir(), 'holdfast-labels-'))

beforeAll(() => {
  const wasm = require.resolve('zxing-wasm/reader/zxing_reader.wasm')
  const wasmBinary = new Uint8Array(readFileSync(wasm)).buffer
  prepareZXingModule({ overrides: { wasmBinary } })
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function draw(data: WaybillLabelData, dotsPerInch: DotsPerInch = 203): Bitmap {
  const drawn = drawTemplate('waybill-100x150', data, dotsPerInch)
  if (!drawn.ok) throw new Error(`${JSON.stringify(drawn.error)} for ${JSON.stringify(data)}`)
  return drawn.value.bitmap
}

const digits = (count: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count })

/** Number formats of the big carriers (hardware facts 5.2). */
const waybillNumber = fc.oneof(
  digits(13).map((rest) => `YT${rest}`),
  digits(13).map((rest) => `SF${rest}`),
  digits(11).map((rest) => `JDVA${rest}`),
  digits(13).map((rest) => `77${rest}`),
  digits(12).map((rest) => `75${rest}`),
)

const chinese = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({
    // Characters in every font for simplified Chinese, with the Latin and signs that addresses have.
    unit: fc.oneof(
      {
        arbitrary: fc.integer({ min: 0x4e00, max: 0x9000 }).map((at) => String.fromCodePoint(at)),
        weight: 8,
      },
      { arbitrary: fc.constantFrom(...'ABxyz0123456789-#（）·，。 '), weight: 2 },
    ),
    minLength,
    maxLength,
  })

const contact = fc.record({
  name: chinese(1, 12),
  phone: digits(4).map((end) => `138****${end}`),
  region: chinese(3, 24),
  street: chinese(1, 90),
})

const labelData: fc.Arbitrary<WaybillLabelData> = fc.record({
  waybillNumber,
  carrierName: chinese(2, 8),
  threeSegmentCode: digits(8).map(
    (all) => `${all.slice(0, 3)}-A${all.slice(3, 5)} ${all.slice(5)} 12`,
  ),
  packageCentre: chinese(2, 14),
  packageCentreCode: digits(4),
  productType: fc.constantFrom('标准快递', '特快', '标快'),
  recipient: contact,
  sender: contact.map((each) => ({ ...each, street: each.street.slice(0, 60) })),
  codAmountFen: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9_999_999 })),
  orderNumber: digits(12).map((rest) => `SO-${rest}`),
  parcelNumber: digits(12).map((rest) => `SO-${rest}-1`),
  items: fc.array(
    fc.record({ sku: digits(8), name: chinese(1, 40), quantity: fc.integer({ min: 1, max: 999 }) }),
    { maxLength: 60, size: 'max' },
  ),
  remark: chinese(0, 200),
  copy: fc.integer({ min: 0, max: 12 }),
  requestedAt: fc.constant('2026-11-11T06:30:00.000Z'),
})

/** What zbarimg reads in each of the files, without doubles. */
function zbarTexts(files: readonly string[]): readonly string[][] {
  const xml = execFileSync('zbarimg', ['-q', '--xml', ...files], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return files.map((file) => {
    const [, source = ''] = xml.split(`<source href='${file}'>`)
    const [own = ''] = source.split('</source>')
    return [...own.matchAll(/<!\[CDATA\[(.*?)\]\]>/gs)].map((match) => match[1] ?? '')
  })
}

async function zxingTexts(bitmap: Bitmap): Promise<readonly string[]> {
  const image = { data: rgbaOf(bitmap), width: bitmap.widthDots, height: bitmap.heightDots }
  const found = await readBarcodes(image as unknown as Parameters<typeof readBarcodes>[0], {
    formats: ['Code128'],
    tryInvert: false,
    tryRotate: false,
    tryDownscale: false,
  })
  return found.map((each) => each.text)
}

describe('the waybill number of a generated label', () => {
  const inputs = fc.sample(labelData, { numRuns: 40, seed: 20_261_111 })
  const long = sampleWaybill({
    items: Array.from({ length: 60 }, (_, index) => ({
      sku: `SKU-${String(index)}`,
      name: '加厚保暖珊瑚绒睡衣套装女冬季'.repeat(4),
      quantity: index + 1,
    })),
    recipient: {
      name: '阿卜杜拉·买买提艾力先生收',
      phone: '13800138000-8842',
      region: '新疆维吾尔自治区 巴音郭楞蒙古自治州 和静县',
      street: '和静镇阿尔夏特路团结社区幸福家园小区北区12号楼3单元6层602室靠近人民医院东门'.repeat(
        2,
      ),
    },
    copy: 3,
  })
  const all = [sampleWaybill(), long, ...inputs]

  it('is read by zbar, and nothing else is', () => {
    const files = all.map((data, index) => {
      const file = join(folder, `${String(index)}.pbm`)
      writeFileSync(file, pbmOf(draw(data)))
      return file
    })
    expect(zbarTexts(files)).toEqual(all.map((data) => [data.waybillNumber]))
  })

  it('is read twice by zxing, in both places', async () => {
    for (const data of all)
      expect(await zxingTexts(draw(data))).toEqual([data.waybillNumber, data.waybillNumber])
  })
})

/** Pixels in which another's rendering of our ZPL differs from our bitmap. */
async function differingPixels(bitmap: Bitmap, zpl: Uint8Array, scale: number): Promise<number> {
  const { api } = await ready
  const text = Buffer.from(zpl).toString('latin1')
  const { widthDots, heightDots } = bitmap
  const png = await api.zplToBase64Async(text, widthDots / scale, heightDots / scale, scale)
  const image = await loadImage(Buffer.from(png, 'base64'))
  expect([image.width, image.height]).toEqual([widthDots, heightDots])
  const context = createCanvas(widthDots, heightDots).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, widthDots, heightDots)
  let differing = 0
  for (let y = 0; y < heightDots; y += 1)
    for (let x = 0; x < widthDots; x += 1) {
      const isDark = (data[(y * widthDots + x) * 4] ?? 0) < 128
      if (isDark !== isBlack(bitmap, x, y)) differing += 1
    }
  return differing
}

describe('our ZPL in the eyes of another interpreter', () => {
  const cases: readonly [ZplCompression, DotsPerInch][] = [
    ['hex', 203],
    ['acs', 203],
    ['z64', 203],
    ['acs', 300],
  ]
  it.each(cases)('%s at %i dpi is our bitmap, dot for dot', async (compression, dotsPerInch) => {
    const bitmap = draw(sampleWaybill({ copy: 1 }), dotsPerInch)
    const zpl = encodeZpl(bitmap, { compression, speed: null }, zlibDeflate)
    expect(await differingPixels(bitmap, zpl, dotsPerMm(dotsPerInch))).toBe(0)
  })

  it('differs when one dot differs: the comparison can fail', async () => {
    const bitmap = draw(sampleWaybill())
    const bits = bitmap.bits.slice()
    bits[60_000] = (bits[60_000] ?? 0) ^ 1
    const zpl = encodeZpl({ ...bitmap, bits }, { compression: 'acs', speed: null }, zlibDeflate)
    expect(await differingPixels(bitmap, zpl, 8)).toBe(1)
  })
})

describe('our ZPL read by the manual', () => {
  it.each(zplCompressions)('%s holds the bitmap and asks for one label', (compression) => {
    for (const dotsPerInch of [203, 300] as const) {
      const bitmap = draw(sampleWaybill({ copy: 2 }), dotsPerInch)
      const printed = readZpl(encodeZpl(bitmap, { compression, speed: null }, zlibDeflate))
      expect(printed.quantity).toBe(1)
      expect(Buffer.compare(printed.picture.bits, bitmap.bits)).toBe(0)
    }
  })
})
