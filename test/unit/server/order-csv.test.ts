import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gtinCheckDigit } from '../../../shared/domain/product.ts'
import { orderRow } from '../../../shared/protocol/rows.ts'
import { convertOrders } from '../../../server/intake/convert.ts'
import { orderColumns, readOrderCsv } from '../../../server/intake/csv-text.ts'
import { inventedBarcode } from '../../../server/intake/invented.ts'

const header = orderColumns.join(',')

function convert(...lines: readonly string[]) {
  const read = readOrderCsv(Buffer.from([header, ...lines].join('\n')))
  if (!read.ok) throw new Error(read.error.error.message)
  return convertOrders(read.value)
}

test.each([
  ['C536379,D,Discount,-1,12/1/10 9:41,27.5,14527,UK', 'cancellation'],
  ['C536379,22960,JAM,-6,12/1/10 9:41,4.25,17897,UK', 'cancellation'],
  ['536370,POST,POSTAGE,3,12/1/10 8:45,18,12583,France', 'not-goods'],
  ['536370,BANK CHARGES,x,1,12/1/10 8:45,18,12583,France', 'not-goods'],
  ['536370,m,Manual,1,12/1/10 8:45,18,12583,France', 'not-goods'],
  ['536370,gift_0001_20,voucher,1,12/1/10 8:45,18,12583,France', 'not-goods'],
  ['536370,22728,CLOCK,0,12/1/10 8:45,3.75,12583,France', 'quantity-not-positive'],
  ['536370,22728,CLOCK,-2,12/1/10 8:45,3.75,12583,France', 'quantity-not-positive'],
  ['536370,22728,CLOCK,2.5,12/1/10 8:45,3.75,12583,France', 'quantity-unusable'],
  ['536370,22728,CLOCK,,12/1/10 8:45,3.75,12583,France', 'quantity-unusable'],
  ['536370,,CLOCK,1,12/1/10 8:45,3.75,12583,France', 'stock-code-unusable'],
  [',22728,CLOCK,1,12/1/10 8:45,3.75,12583,France', 'order-number-unusable'],
  ['536370,22728,CLOCK,1,13/1/10 8:45,3.75,12583,France', 'date-unusable'],
  ['536370,22728,CLOCK,1,2/30/10 8:45,3.75,12583,France', 'date-unusable'],
  ['536370,22728,CLOCK,1000001,12/1/10 8:45,3.75,12583,France', 'order-too-large'],
])('the line %s becomes nothing, for a reason', (line, reason) => {
  const { orders, products, skipped } = convert(line)
  expect(skipped).toEqual([{ line: 2, reason, text: line }])
  expect({ orders, products }).toEqual({ orders: [], products: [] })
})

test('the same goods twice in one order are one line with both quantities, and the merge is told', () => {
  const again = '536381,71270,PHOTO CLIP LINE,3,12/1/10 9:41,1.25,15311,UK'
  const { orders, merged } = convert(
    '536381,71270,PHOTO CLIP LINE,1,12/1/10 9:41,1.25,15311,UK',
    '536381,22719,GUMBALL,36,12/1/10 9:41,1.06,15311,UK',
    again,
  )
  expect(orders[0]?.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
    ['71270', 4],
    ['22719', 36],
  ])
  expect(merged).toEqual([{ line: 4, intoLine: 2, text: again }])
})

test('quoted fields with commas, quotes and line breaks keep their place in the file', () => {
  const { orders, skipped } = convert(
    '1001,21000,"LAMP, ""RED""",2,2010-12-01 15:59,1,,UK',
    '"1001",21001,"TWO\nLINES",1,2010-12-01 15:59,1,,UK',
    '1001,POST,x,1,2010-12-01 15:59,1,,UK',
  )
  expect(orders[0]?.lines.map(({ name }) => name)).toEqual(['LAMP, "RED"', 'TWO\nLINES'])
  expect(skipped.map(({ line }) => line)).toEqual([5])
})

test('orders from before four leave on the same day, later ones on the next', () => {
  const { orders } = convert(
    '1001,21000,a,1,12/31/10 15:59,1,,UK',
    '1002,21000,a,1,12/31/10 16:00,1,,UK',
  )
  expect(orders.map(({ deadlineAt }) => deadlineAt)).toEqual([
    '2010-12-31T10:00:00.000Z',
    '2011-01-01T10:00:00.000Z',
  ])
})

test('the real file gives rows that every station can read, the same each time', () => {
  const bytes = readFileSync(
    join(import.meta.dirname, '../../../resources/data/online-retail-sample.csv'),
  )
  const read = readOrderCsv(bytes)
  if (!read.ok) throw new Error(read.error.error.message)
  const converted = convertOrders(read.value)
  expect(convertOrders(read.value)).toEqual(converted)
  expect(converted.orders).toHaveLength(62)
  for (const order of converted.orders) expect(orderRow.parse(order)).toEqual(order)
})

test('whatever a file holds, each line is an order line, merged or skipped, and the rows are readable', () => {
  const field = fc.oneof(
    fc.constantFrom('536365', 'C1', '22728', 'POST', '3', '-1', '12/1/10 8:26', ''),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
  const line = fc.record(Object.fromEntries(orderColumns.map((column) => [column, field] as const)))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (records) => {
      const numbered = records.map((fields, index) => ({
        line: index + 2,
        fields: fields as Record<(typeof orderColumns)[number], string>,
        text: '',
      }))
      const { orders, skipped, merged } = convertOrders(numbered)
      const lines = orders.reduce((sum, order) => sum + order.lines.length, 0)
      expect(lines + skipped.length + merged.length).toBe(records.length)
      for (const order of orders) orderRow.parse(order)
    }),
  )
})

test('invented barcodes are EAN-13s for internal use, in the form in which codes are compared', () => {
  for (const sku of ['85123A', '22752', '84029G']) {
    const code = inventedBarcode(sku, 0)
    expect(code).toMatch(/^02\d{12}$/)
    expect(gtinCheckDigit(code.slice(0, -1))).toBe(Number(code.at(-1)))
    expect(inventedBarcode(sku, 1)).not.toBe(code)
  }
})
