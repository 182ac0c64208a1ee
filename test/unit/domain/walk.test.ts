import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '../../../shared/domain/decide.ts'
import { evolve } from '../../../shared/domain/evolve.ts'
import { isFullyPicked, type Order } from '../../../shared/domain/order.ts'
import {
  holderOf,
  needsTote,
  nextWalk,
  orderForUnits,
  ordersOfWalk,
  stopsOf,
} from '../../../shared/domain/walk.ts'
import { anOrder, claim, contextOf, Floor, pack, stationId, type Wanted } from './bench-rules.ts'

const wave = { waveNumber: 'W-1', claimedBy: stationId, state: 'picking' } as const

function ofWave(orderNumber: string, lines: readonly Wanted[], change: Partial<Order> = {}): Order {
  return anOrder(lines, { orderNumber, ...wave, ...change })
}

/** With each line in a bin of its own. */
function inBins(order: Order, ...bins: readonly string[]): Order {
  const lines = order.lines.map((line, index) => ({ ...line, bin: bins[index] ?? '' }))
  return { ...order, lines }
}

describe('the way through the shelves', () => {
  test('passes a bin twice, or goes to A-10 before A-2, or forgets goods without a bin', () => {
    const first = inBins(
      ofWave('SO-1', [
        ['SKU-1', 2],
        ['SKU-2', 1],
        ['SKU-3', 1],
      ]),
      'A-10',
      'A-2',
      '',
    )
    const second = inBins(ofWave('SO-2', [['SKU-1', 3]], { tote: 'T-2' }), 'A-10')
    const stops = stopsOf([first, second])
    expect(stops.map(({ bin, sku, quantity }) => [bin, sku, quantity])).toEqual([
      ['A-2', 'SKU-2', 1],
      ['A-10', 'SKU-1', 5],
      ['', 'SKU-3', 1],
    ])
    expect(
      stops[1]?.shares.map(({ orderNumber, quantity, tote }) => [orderNumber, quantity, tote]),
    ).toEqual([
      ['SO-1', 2, null],
      ['SO-2', 3, 'T-2'],
    ])
  })

  test('leads to orders that are stopped, packed already, or of another wave', () => {
    const orders = [
      ofWave('SO-1', [['SKU-1', 1]]),
      ofWave('SO-2', [['SKU-1', 1]], { state: 'cancelled' }),
      ofWave('SO-3', [['SKU-1', 1]], { holds: [{ code: 'refund', note: '' }] }),
      ofWave('SO-4', [['SKU-1', 1]], { waveNumber: 'W-2', deadlineAt: '2026-11-23T00:00:00.000Z' }),
      ofWave('SO-5', [['SKU-1', 1]], { waveNumber: undefined }),
    ]
    const floor = new Floor(ofWave('SO-6', [['SKU-1', 2]]))
    floor.does(pack('SKU-1'))
    const walked = ordersOfWalk([...orders, floor.order], 'W-1')
    expect(walked.map(({ orderNumber }) => orderNumber)).toEqual(['SO-1'])
    expect(nextWalk(orders)).toBe('W-2')
    expect(nextWalk(orders.slice(4))).toBeNull()
  })
})

describe('units from a shelf', () => {
  test('begin another tote though an order on the cart lacks them, or leave an order one unit short', () => {
    const begun = ofWave(
      'SO-2',
      [
        ['SKU-1', 1],
        ['SKU-2', 3],
      ],
      { tote: 'T-1' },
    )
    const urgent = ofWave(
      'SO-1',
      [
        ['SKU-1', 1],
        ['SKU-2', 1],
      ],
      { deadlineAt: '2026-11-20T00:00:00.000Z' },
    )
    const big = ofWave('SO-3', [['SKU-1', 6]])
    const orders = [big, urgent, begun]
    expect(orderForUnits(orders, 'SKU-1', 1)?.orderNumber).toBe('SO-2')
    expect(orderForUnits([big, urgent], 'SKU-1', 1)?.orderNumber).toBe('SO-1')
    expect(orderForUnits(orders, 'SKU-1', 6)?.orderNumber).toBe('SO-3')
    expect(orderForUnits(orders, 'SKU-1', 7)).toBeNull()
    expect(orderForUnits(orders, 'SKU-9', 1)).toBeNull()
  })

  test('are put into a tote that holds another order, or that of a stopped one', () => {
    const stopped = ofWave(
      'SO-1',
      [
        ['SKU-1', 1],
        ['SKU-2', 1],
      ],
      { tote: 'T-1', state: 'held' },
    )
    expect(holderOf([stopped], 'T-1')?.orderNumber).toBe('SO-1')
    expect(holderOf([stopped], 'T-2')).toBeNull()
    expect(needsTote(stopped)).toBe(true)
    expect(needsTote(ofWave('SO-2', [['SKU-1', 9]]))).toBe(false)
  })

  test('go into a second tote of the same order, or stay counted when they are put back', () => {
    const floor = new Floor(
      anOrder([
        ['SKU-1', 2],
        ['SKU-2', 1],
      ]),
    )
    floor.does(claim)
    const pick = (sku: string, tote: string) =>
      ({ type: 'pickItem', sku, quantity: 1, tote }) as const
    expect(floor.does(pick('SKU-1', 'T-1')).events.map(({ type }) => type)).toEqual([
      'tote.assigned',
      'line.picked',
    ])
    expect(floor.refusal(pick('SKU-2', 'T-2'))).toMatchObject({
      code: 'wrong-tote',
      data: { tote: 'T-1' },
    })
    expect(floor.does(pick('SKU-2', 'T-1')).events.map(({ type }) => type)).toEqual(['line.picked'])
    const back = (quantity: number) =>
      ({ type: 'unpickItem', shares: [{ lineId: 'L1', quantity }] }) as const
    expect(floor.refusal(back(2))?.code).toBe('nothing-to-undo')
    floor.does(back(1))
    expect(floor.order.lines.map(({ picked }) => picked)).toEqual([0, 1])
    floor.does(pick('SKU-1', 'T-1'))
    floor.does(pick('SKU-1', 'T-1'))
    expect(floor.order.state).toBe('picked')
    floor.does(back(1))
    expect(floor.order.state).toBe('picking')
    // What is in its box is in no tote, so it cannot be put back from there.
    floor.does(pack('SKU-1'))
    expect(floor.refusal(back(1))?.code).toBe('nothing-to-undo')
  })

  test('leave their tote taken when the box is closed, or the order starts anew', () => {
    const floor = new Floor(
      anOrder([
        ['SKU-1', 1],
        ['SKU-2', 1],
      ]),
    )
    floor.does(claim)
    floor.does({ type: 'pickItem', sku: 'SKU-1', quantity: 1, tote: 'T-1' })
    expect(floor.order.tote).toBe('T-1')
    const other = new Floor(floor.order)
    other.does({ type: 'takeOverOrder', reason: 'absent' }, 'station-2')
    expect([other.order.tote, other.order.lines[0]?.picked]).toEqual([undefined, 0])
    floor.does(pack('SKU-1'))
    floor.does(pack('SKU-2'))
    expect([floor.order.state, floor.order.tote]).toEqual(['packed', undefined])
  })
})

test('a walk picks more than was ordered, or ends with something left that it does not lead to', () => {
  const lines = fc.uniqueArray(
    fc.tuple(fc.constantFrom('SKU-1', 'SKU-2', 'SKU-3'), fc.integer({ min: 1, max: 4 })),
    { minLength: 1, maxLength: 3, selector: ([sku]) => sku },
  )
  const scan = fc.tuple(
    fc.constantFrom('SKU-1', 'SKU-2', 'SKU-3', 'SKU-9'),
    fc.integer({ min: 1, max: 5 }),
    fc.boolean(),
  )
  fc.assert(
    fc.property(
      fc.array(lines, { minLength: 1, maxLength: 6 }),
      fc.array(scan, { maxLength: 60 }),
      (all, scans) => {
        let orders = all.map((wanted, index) => ofWave(`SO-${String(index)}`, wanted))
        const run = (order: Order, command: Parameters<typeof decide>[1]): boolean => {
          const ruling = decide({ order, waybills: [] }, command, contextOf())
          if (!ruling.ok) return false
          const after = ruling.value.events.reduce(evolve, order)
          orders = orders.map((one) => (one.orderNumber === order.orderNumber ? after : one))
          return true
        }
        const pick = (sku: string, quantity: number): void => {
          const order = orderForUnits(orders, sku, quantity)
          const tote = order && needsTote(order) ? { tote: `T-${order.orderNumber}` } : {}
          if (order)
            expect(
              run(order, {
                type: 'pickItem',
                orderNumber: order.orderNumber,
                sku,
                quantity,
                ...tote,
              }),
            ).toBe(true)
        }
        for (const [sku, quantity, isBack] of scans) {
          if (!isBack) pick(sku, quantity)
          const [line] = orders[0]?.lines ?? []
          if (isBack && orders[0] && line)
            run(orders[0], {
              type: 'unpickItem',
              orderNumber: 'SO-0',
              shares: [{ lineId: line.lineId, quantity }],
            })
        }
        for (let stop = stopsOf(orders)[0]; stop; stop = stopsOf(orders)[0])
          pick(stop.sku, stop.shares[0]?.quantity ?? 1)
        expect(orders.every(isFullyPicked)).toBe(true)
        for (const { lines: counted } of orders)
          for (const { picked, quantity } of counted) expect(picked).toBe(quantity)
        const totes = orders.flatMap(({ tote }) => tote ?? [])
        expect(new Set(totes).size).toBe(totes.length)
      },
    ),
    { numRuns: 300 },
  )
})
