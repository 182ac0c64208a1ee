import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFillCount } from '../../../renderer/store/fill-count.ts'
import {
  counted,
  isScannable,
  placeOf,
  readinessFor,
  type ReadinessCounts,
} from '../../../renderer/store/readiness.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { orderStates } from '../../../shared/domain/order-state.ts'
import type { Product } from '../../../shared/domain/product.ts'
import type { Waybill } from '../../../shared/domain/waybill.ts'
import { aWaybill } from '../domain/bench-rules.ts'
import { anOrder } from './an-order.ts'

const skus = ['A', 'B', 'C'] as const

const order = fc.record({
  number: fc.integer({ min: 0, max: 9 }),
  skus: fc.uniqueArray(fc.constantFrom(...skus), { minLength: 1, maxLength: 3 }),
  state: fc.constantFrom(...orderStates),
  claimedBy: fc.constantFrom(null, 'here', 'there'),
  weight: fc.constantFrom(0, 40),
})

function orderOf(drawn: typeof order extends fc.Arbitrary<infer Drawn> ? Drawn : never): Order {
  const base = anOrder(`SO-${String(drawn.number)}`, 1)
  const [line] = base.lines
  if (!line) throw new Error('An order without lines')
  const lines = drawn.skus.map((sku, index) => {
    return { ...line, sku, lineId: String(index), unitWeightGrams: drawn.weight }
  })
  return { ...base, lines, state: drawn.state, claimedBy: drawn.claimedBy }
}

test('rows that come in another order and are counted otherwise, or an order that lacks goods and is not named', () => {
  const drawn = fc.record({
    orders: fc.uniqueArray(order, { selector: ({ number }) => number, maxLength: 8 }),
    goods: fc.uniqueArray(fc.record({ sku: fc.constantFrom(...skus), isBare: fc.boolean() }), {
      selector: ({ sku }) => sku,
    }),
    waybills: fc.uniqueArray(fc.integer({ min: 0, max: 9 })),
    mixed: fc.infiniteStream(fc.nat()),
  })
  fc.assert(
    fc.property(drawn, ({ orders: drawnOrders, goods, waybills, mixed }) => {
      const orders = drawnOrders.map(orderOf)
      const products = goods.map(({ sku, isBare }): Product => {
        return { sku, name: sku, barcodes: isBare ? [] : [sku], unitWeightGrams: 1, bin: '' }
      })
      const labels = waybills.map((number): Waybill => {
        return aWaybill(`YT-${String(number)}`, { orderNumber: `SO-${String(number)}` })
      })
      const count = createFillCount()
      const rows = [
        ...orders.map((row) => () => count.order(row)),
        ...products.map((row) => () => count.product(row)),
        ...labels.map((row) => () => count.waybill(row)),
      ]
      const places = rows.map((put) => ({ put, at: mixed.next().value ?? 0 }))
      for (const { put } of places.sort((one, other) => one.at - other.at)) put()
      const known = new Map(products.map((product) => [product.sku, product]))
      let wanted: ReadinessCounts = {}
      const lacking = new Map<string, readonly string[]>()
      for (const row of orders) {
        const missing = row.lines
          .map(({ sku }) => sku)
          .filter((sku) => !isScannable(known.get(sku)))
        const waybill = labels.some(({ orderNumber }) => orderNumber === row.orderNumber)
        const place = placeOf(row, { waybill, goods: missing.length === 0 })
        wanted = counted(wanted, place, 1)
        if (place && missing.length > 0) lacking.set(row.orderNumber, [...missing].sort())
      }
      expect(readinessFor(count.totals().readiness, 'here')).toEqual(readinessFor(wanted, 'here'))
      const told = [...count.lacking()].map(([number, list]) => [number, [...list].sort()] as const)
      expect(new Map(told)).toEqual(lacking)
    }),
  )
})
