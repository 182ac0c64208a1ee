import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { singleFor } from '../../../shared/domain/single.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { anOrder, aWaybill, stationId } from '../domain/bench-rules.ts'
import { Desk, itemCode } from './desk.ts'

const mine = { claimedBy: stationId, state: 'picking' } as const

function single(number: number, quantity = 1, change: Partial<Order> = {}): Order {
  return anOrder([['SKU-1', quantity]], {
    ...{ orderNumber: `SO-${String(number)}`, ...mine },
    deadlineAt: `2026-11-24T0${String(number)}:00:00.000Z`,
    ...change,
  })
}

const waybills = [1, 2, 3, 4].map((number) =>
  aWaybill(`YT-${String(number)}`, { orderNumber: `SO-${String(number)}` }),
)

describe('a wave of one article', () => {
  test('two labels for one unit, or the label of an order that is due later', async () => {
    const desk = new Desk({ orders: [single(2), single(1), single(3, 2)], waybills })
    await desk.scans(itemCode)
    expect([desk.said, desk.view.phase]).toEqual(['right parcel-closed', 'label-printing'])
    await desk.scans('YT-1')
    expect(desk.said).toBe('right label-confirmed')
    await desk.scans(itemCode, 'YT-2')
    expect(desk.labels.map(({ waybillNumber }) => waybillNumber)).toEqual(['YT-1', 'YT-2'])
    // Only the order of two is left: its first unit opens it, the second completes it.
    await desk.scans(itemCode)
    expect([desk.said, desk.view.order?.orderNumber]).toEqual(['right item-packed', 'SO-3'])
    await desk.scans(itemCode, 'YT-3')
    expect(desk.labels).toHaveLength(3)
    await desk.scans(itemCode)
    expect(desk.said).toBe('wrong no-order-open')
    expect(desk.facts.filter(({ type }) => type === 'item.packed')).toHaveLength(4)
  })

  test('a second unit before the label of the first is on its box', async () => {
    const desk = new Desk({ orders: [single(1), single(2)], waybills })
    await desk.scans(itemCode, itemCode)
    expect(desk.view.feedback.tone).toBe('wrong')
    expect(desk.labels).toHaveLength(1)
  })

  test('an order that is held, begun, of another article, of two, or of another bench', () => {
    const held = { state: 'held', holds: [{ code: 'refund', note: '' }] } as const
    const others = [
      single(1, 1, held),
      single(2, 1, { state: 'exception', exceptionCode: 'over-packed' }),
      anOrder([['SKU-2', 1]], { ...mine, orderNumber: 'SO-3' }),
      anOrder(
        [
          ['SKU-1', 1],
          ['SKU-2', 1],
        ],
        { ...mine, orderNumber: 'SO-4' },
      ),
    ]
    expect(singleFor(others, 'SKU-1', 1)).toBeNull()
  })

  test('opens an order that was not picked on a walk', async () => {
    const desk = new Desk({ flow: 'pick-then-pack', orders: [single(1)], waybills })
    await desk.scans(itemCode)
    expect(desk.said).toBe('wrong no-order-open')
  })

  test('depends on the order in which the cache tells of orders', () => {
    const orders = [single(3), single(1, 2), single(2), single(4, 2)]
    const chosen = (units: number) => singleFor(orders, 'SKU-1', units)?.orderNumber
    expect([chosen(1), chosen(2), chosen(3)]).toEqual(['SO-2', 'SO-1', 'SO-1'])
    fc.assert(
      fc.property(fc.shuffledSubarray(orders, { minLength: 4 }), (shuffled) => {
        expect(singleFor(shuffled, 'SKU-1', 1)?.orderNumber).toBe('SO-2')
      }),
    )
  })
})
