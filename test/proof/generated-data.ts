import fc from 'fast-check'
import type { ArrayField, DataField, ObjectField } from '../../shared/label/template/data-field.ts'
import type { LabelTemplate } from '../../shared/label/template/template.ts'

const digits = (count: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count })

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

/** Digits with the GS1 check digit behind them: weights 3 and 1 from the right (GS1 General Specifications 7.9). */
function withCheckDigit(body: string): string {
  const sum = [...body]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return body + String((10 - (sum % 10)) % 10)
}

/** Number formats of the big carriers (hardware facts 5.2). */
const waybillNumber = fc.oneof(
  digits(13).map((rest) => `YT${rest}`),
  digits(13).map((rest) => `SF${rest}`),
  digits(11).map((rest) => `JDVA${rest}`),
  digits(13).map((rest) => `77${rest}`),
  digits(12).map((rest) => `75${rest}`),
)

const route = digits(8).map((all) => `${all.slice(0, 3)}-A${all.slice(3, 5)} ${all.slice(5)} 12`)

const bestBefore = fc
  .tuple(fc.integer({ min: 26, max: 35 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${String(year)}${String(month).padStart(2, '0')}28`)

/** Fields that a barcode or the trade gives a form of their own. */
const formed: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  waybillNumber,
  threeSegmentCode: route,
  packageCentreCode: digits(4),
  phone: digits(4).map((end) => `138****${end}`),
  orderNumber: fc.oneof(
    digits(8).map((rest) => `SO-${rest}`),
    digits(19),
  ),
  parcelNumber: digits(8).map((rest) => `SO-${rest}-1`),
  returnNumber: digits(8).map((rest) => `RT-${rest}`),
  waveNumber: digits(6).map((rest) => `W-${rest}`),
  tote: digits(4).map((rest) => `T-${rest}`),
  bin: digits(5).map(
    (all) => `${'ABCDE'.charAt(Number(all[0]) % 5)}-${all.slice(1, 3)}-${all.slice(3)}`,
  ),
  sku: fc.oneof(
    digits(8),
    digits(13),
    digits(4).map((rest) => `TEA-${rest}`),
  ),
  sscc: digits(17).map(withCheckDigit),
  gtin: digits(13).map(withCheckDigit),
  count: fc.integer({ min: 1, max: 99_999_999 }).map(String),
  lot: digits(5).map((rest) => `LOT-${rest}`),
  postalCode: digits(6),
  bestBefore,
  requestedAt: fc.constant('2026-11-11T06:30:00.000Z'),
  packedAt: fc.constant('2026-11-11T06:30:00.000Z'),
  printedAt: fc.constant('2026-11-11T06:30:00.000Z'),
  codAmountFen: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9_999_999 })),
  copy: fc.integer({ min: 0, max: 12 }),
  quantity: fc.integer({ min: 1, max: 999 }),
}

/** Longest texts that each field is meant for; what is longer is the business of the hand-made inputs. */
const lengths: Readonly<Record<string, number>> = {
  street: 50,
  region: 20,
  place: 14,
  remark: 200,
  carrierName: 8,
  productType: 5,
  packageCentre: 12,
  name: 12,
  carrier: 12,
  content: 40,
  zh: 5,
  en: 8,
}

// The names of goods are longer than those of people.
const goodsLength = 40

const commandCode = fc
  .string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: 2, maxLength: 8 })
  .map((word) => `HF:${word}`)
const badgeCode = digits(4).map((rest) => `HF:STAFF:${rest}`)

/** Data for a template, made from what it says that it needs. */
export function dataOf(template: LabelTemplate): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return objectOf(template.data, 'data', template)
}

function objectOf(
  field: ObjectField,
  name: string,
  template: LabelTemplate,
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const entries = Object.entries(field.properties).map(([key, each]) => [
    key,
    valueOf(each, key, name, template),
  ])
  const model = Object.fromEntries(entries) as Record<string, fc.Arbitrary<unknown>>
  return fc.record(model, { requiredKeys: field.required ?? [] })
}

function valueOf(
  field: DataField,
  name: string,
  parent: string,
  template: LabelTemplate,
): fc.Arbitrary<unknown> {
  if (field.type === 'object') return objectOf(field, name, template)
  if (field.type === 'array') return listOf(valueOf(field.items, name, name, template), field)
  if (name === 'code') return template.name.startsWith('badge') ? badgeCode : commandCode
  if (formed[name]) return formed[name]
  if (field.type === 'string' && field.enum) return fc.constantFrom(...field.enum)
  if (field.type === 'boolean') return fc.boolean()
  if (field.type !== 'string') return fc.integer({ min: 0, max: 999 })
  const isGoods = name === 'name' && (parent === 'items' || parent === 'lines')
  const longest = Math.min(isGoods ? goodsLength : (lengths[name] ?? 12), field.maxLength ?? 1_000)
  return chinese(field.minLength ?? 0, longest).filter(
    (text) => text.trim().length >= (field.minLength ?? 0),
  )
}

/** Mostly a few entries, sometimes many. Codes on one label differ: readers take equal neighbours for one symbol. */
function listOf(
  entry: fc.Arbitrary<unknown>,
  { minItems: minLength = 0 }: ArrayField,
): fc.Arbitrary<unknown> {
  const selector = (each: unknown): unknown =>
    typeof each === 'object' && each !== null && 'code' in each ? each.code : Symbol('differs')
  const upTo = (maxLength: number): fc.Arbitrary<unknown> =>
    fc.uniqueArray(entry, { minLength, maxLength, selector, size: 'max' })
  return fc.oneof({ arbitrary: upTo(8), weight: 9 }, { arbitrary: upTo(60), weight: 1 })
}
