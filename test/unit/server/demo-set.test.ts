import { expect, test } from 'vitest'
import { canonicalCode } from '../../../shared/domain/product.ts'
import { orderRow, productRow, waybillRow } from '../../../shared/protocol/rows.ts'
import { allocateWaybill } from '../../../server/carriers/demo-carrier.ts'
import { demoSet } from '../../../server/demo/demo-set.ts'

const base = new Date('2026-11-24T02:00:00Z')
const { products, orders } = demoSet(base)

test('the demo set is the same each time, down to the letter', () => {
  expect(JSON.stringify(demoSet(base))).toBe(JSON.stringify({ products, orders }))
})

test('every row of the demo set can be read by every station', () => {
  for (const order of orders) expect(orderRow.parse(order)).toEqual(order)
  for (const product of products) expect(productRow.parse(product)).toEqual(product)
})

test('200 orders show every kind of order that a bench meets', () => {
  expect(orders.map(({ orderNumber }) => orderNumber)).toEqual(
    Array.from({ length: 200 }, (_unused, index) => `SO-${String(20_001 + index)}`),
  )
  expect(orders.filter(({ state }) => state === 'held').length).toBe(3)
  expect(orders.filter(({ state }) => state === 'cancelled').length).toBe(1)
  expect(new Set(orders.map(({ carrier }) => carrier))).toEqual(
    new Set(['yto', 'zto', 'sf', 'sto']),
  )
  expect(orders.some(({ codAmountFen }) => codAmountFen > 0)).toBe(true)
  expect(orders.some(({ remark }) => remark !== '')).toBe(true)
  expect(new Set(orders.map(({ lines }) => lines.length))).toEqual(new Set([1, 2, 3, 4, 5, 6]))
  expect(orders.every(({ lines }) => lines.every(({ quantity }) => quantity <= 4))).toBe(true)
})

test('no phone number in the demo set is whole', () => {
  for (const { recipient } of orders) expect(recipient.phone).toMatch(/^1\d\d\*{4}\d{4}$/)
})

test('every product has a code of its own that a scanner can check', () => {
  // Cartons go by their SKU.
  const goods = products.filter(({ carton }) => carton === undefined)
  expect(goods).toHaveLength(120)
  const codes = goods.flatMap(({ barcodes }) => barcodes)
  expect(new Set(codes).size).toBe(120)
  for (const code of codes) {
    expect(code).toMatch(/^069\d{11}$/)
    expect(canonicalCode(code.slice(1))).toBe(code)
  }
})

test.each([
  ['yto', /^YT\d{13}$/],
  ['zto', /^7[3-68]\d{12}$/],
  ['sf', /^SF[a-z0-9]\d{12}$/],
])('waybills of %s have its format and are the same each time', (carrier, format) => {
  for (const order of orders.filter((each) => each.carrier === carrier)) {
    const waybill = allocateWaybill(order, 0)
    expect(waybillRow.parse(waybill)).toEqual(waybill)
    expect(waybill?.waybillNumber).toMatch(format)
    expect(waybill?.threeSegmentCode).toMatch(/^\d{3}-[A-D]\d\d \d\d \d$/)
    expect(allocateWaybill(order, 0)).toEqual(waybill)
    expect(allocateWaybill(order, 1)?.waybillNumber).not.toBe(waybill?.waybillNumber)
  }
})

test('an order of a carrier that leases its numbers gets a waybill without one', () => {
  for (const order of orders.filter(({ carrier }) => carrier === 'sto')) {
    const waybill = allocateWaybill(order, 0)
    expect(waybillRow.parse(waybill)).toEqual(waybill)
    expect(waybill).toMatchObject({ state: 'unnumbered', waybillNumber: `${order.orderNumber}~0` })
  }
})

test('an order of a carrier without a contract gets no waybill', () => {
  const [order] = orders
  expect(order && allocateWaybill({ ...order, carrier: 'nobody' }, 0)).toBeNull()
})
