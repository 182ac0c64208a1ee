import { describe, expect, test } from 'vitest'
import { changeOrder } from '../../../shared/domain/change-order.ts'
import type { DomainEvent } from '../../../shared/domain/event.ts'
import { evolve } from '../../../shared/domain/evolve.ts'
import { orderedUnits, type Order } from '../../../shared/domain/order.ts'
import { receive } from '../../../shared/domain/receive.ts'
import { asOrdered } from '../../../shared/domain/substitute.ts'
import { expectedWeight } from '../../../shared/domain/weighing.ts'
import { stopsOf } from '../../../shared/domain/walk.ts'
import {
  anOrder,
  claim,
  close,
  confirm,
  Floor,
  pack,
  pick,
  stationId,
  substitute,
  type Wanted,
} from './bench-rules.ts'

const arrival = {
  ...{ stationId, waybillTakenBy: null, isVoid: () => false, isForeign: () => false, tasks: [] },
}

function begun(...lines: readonly Wanted[]): Floor {
  const floor = new Floor(anOrder(lines))
  floor.does(claim)
  return floor
}

/** What stands in the lines, as `SKU picked/packed/ordered`. */
function told({ lines }: Order): readonly string[] {
  return lines.map(({ sku, ...of }) => `${sku} ${[of.picked, of.packed, of.quantity].join('/')}`)
}

/** What the centre makes of facts that come to an order which it knows otherwise. */
function atCentre(order: Order, facts: readonly DomainEvent[]) {
  let known = order
  const outcomes = facts.map((fact) => {
    const receipt = receive(known, fact, arrival)
    known = receipt.order ?? known
    return receipt.outcome
  })
  return { order: known, outcomes }
}

describe('another article that goes in', () => {
  test('takes the place of units that are packed, or leaves the line that lacks them', () => {
    const floor = begun(['SKU-1', 3], ['SKU-2', 1])
    floor.does(pack('SKU-1'))
    floor.does(substitute('L1', 'SKU-9'))
    expect(told(floor.order)).toEqual(['SKU-1 1/1/1', 'SKU-9 0/0/2', 'SKU-2 0/0/1'])
    expect(floor.order.lines[1]).toMatchObject({
      ...{ lineId: 'L1~1', name: 'Goods SKU-9', unitWeightGrams: 90, bin: 'S-09' },
      substituteFor: { lineId: 'L1', sku: 'SKU-1', name: 'Goods SKU-1' },
    })
    expect(floor.refusal(pack('SKU-1'))?.code).toBe('over-quantity')
    floor.does(pack('SKU-9', 2))
    const packed = floor.does(pack('SKU-2'))
    expect(packed.labels[0]?.data.items).toEqual([
      { sku: 'SKU-1', name: 'Goods SKU-1', quantity: 1 },
      { sku: 'SKU-9', name: 'Goods SKU-9', quantity: 2 },
      { sku: 'SKU-2', name: 'Goods SKU-2', quantity: 1 },
    ])
  })

  test('leaves behind an empty line when nothing was taken of it', () => {
    const floor = begun(['SKU-1', 2], ['SKU-2', 1])
    floor.does(substitute('L1', 'SKU-9'))
    expect(told(floor.order)).toEqual(['SKU-9 0/0/2', 'SKU-2 0/0/1'])
  })

  test('takes the place of units that lie in a tote', () => {
    const floor = begun(['SKU-1', 2])
    floor.does(pick('SKU-1'))
    floor.does(substitute('L1', 'SKU-9'))
    expect(told(floor.order)).toEqual(['SKU-1 1/0/1', 'SKU-9 0/0/1'])
    expect(floor.refusal(substitute('L1', 'SKU-9'))?.code).toBe('nothing-to-substitute')
  })

  test('is weighed and fetched as if it were the one that is missing', () => {
    const floor = begun(['SKU-1', 2])
    floor.does(substitute('L1', 'SKU-9'))
    expect(stopsOf([floor.order])).toMatchObject([{ bin: 'S-09', sku: 'SKU-9', quantity: 2 }])
    floor.does(pack('SKU-9'))
    const [parcel] = floor.order.parcels
    expect(parcel && expectedWeight(floor.order, parcel)?.grams).toBe(90)
  })

  test('that the order holds anyway is filled before what was ordered of it', () => {
    const floor = begun(['SKU-1', 1], ['SKU-2', 2])
    floor.does(substitute('L1', 'SKU-2'))
    expect(told(floor.order)).toEqual(['SKU-2 0/0/2', 'SKU-2 0/0/1'])
    floor.does(pack('SKU-2'))
    floor.does(pack('SKU-2'))
    expect(told(floor.order)).toEqual(['SKU-2 2/2/2', 'SKU-2 0/0/1'])
    floor.does(pack('SKU-2'))
    expect(floor.order.state).toBe('packed')
  })

  test('cannot be given up for what was ordered, or leaves something behind', () => {
    const floor = begun(['SKU-1', 3])
    floor.does(pack('SKU-1'))
    const before = floor.order
    floor.does(substitute('L1', 'SKU-9'))
    floor.does(substitute('L1~1', 'SKU-1'))
    expect(floor.order).toEqual(before)
  })

  test('takes the name of one before it, or forgets what was ordered first', () => {
    const floor = begun(['SKU-1', 3])
    floor.does(substitute('L1', 'SKU-8'))
    floor.does(pack('SKU-8'))
    floor.does(substitute('L1~1', 'SKU-9'))
    expect(floor.order.lines.map(({ lineId }) => lineId)).toEqual(['L1~1', 'L1~2'])
    expect(floor.order.lines[1]).toMatchObject({ substituteFor: { lineId: 'L1', sku: 'SKU-1' } })
    floor.does(substitute('L1~2', 'SKU-1'))
    expect(told(floor.order)).toEqual(['SKU-8 1/1/1', 'SKU-1 0/0/2'])
  })
})

describe('another article is refused', () => {
  test('that is the same, or for no reason', () => {
    const floor = begun(['SKU-1', 1])
    expect(floor.refusal(substitute('L1', 'SKU-1'))?.code).toBe('same-article')
    expect(floor.refusal({ ...substitute('L1', 'SKU-9'), reason: ' ' })?.code).toBe(
      'substitute-needs-reason',
    )
  })

  test('for a line that is complete or is none', () => {
    const floor = begun(['SKU-1', 1], ['SKU-2', 1])
    floor.does(pack('SKU-1'))
    expect(floor.refusal(substitute('L1', 'SKU-9'))?.code).toBe('nothing-to-substitute')
    expect(floor.refusal(substitute('L7', 'SKU-9'))?.code).toBe('nothing-to-substitute')
  })

  test('in an order that is stopped, or another bench has', () => {
    const floor = begun(['SKU-1', 1])
    expect(floor.refusal(substitute('L1', 'SKU-9'), 'station-2')?.code).toBe('not-yours')
    for (const state of ['held', 'cancelled', 'exception'] as const) {
      const stopped = new Floor({ ...floor.order, state })
      expect(stopped.refusal(substitute('L1', 'SKU-9'))?.code).toBe(state)
    }
  })
})

describe('at the centre', () => {
  test('makes units of those that the office has split off meanwhile, and lets the box go', () => {
    const order = anOrder([
      ['SKU-1', 3],
      ['SKU-2', 1],
    ])
    const bench = new Floor(order)
    bench.does(claim)
    bench.does(pack('SKU-1'))
    const known = atCentre(order, bench.facts).order
    const of = { type: 'split', newOrderNumber: 'SO-1-B' } as const
    const split = changeOrder(known, { ...of, lines: [{ lineId: 'L1', quantity: 1 }] })
    if (!split.ok) throw new Error(split.error)
    const heard = bench.facts.length
    bench.does(substitute('L1', 'SKU-9'))
    bench.does(pack('SKU-9'))
    bench.does(pack('SKU-9'))
    const { order: after, outcomes } = atCentre(split.value.order, bench.facts.slice(heard))
    expect(orderedUnits(after)).toBe(3)
    expect(told(after)).toEqual(['SKU-1 1/1/1', 'SKU-9 2/1/1', 'SKU-2 0/0/1'])
    expect(outcomes.at(-1)).toEqual({ result: 'exception', code: 'over-packed' })
  })

  test('splits off goods that stand for others without telling what was ordered', () => {
    const bench = begun(['SKU-1', 2], ['SKU-2', 1])
    bench.does(substitute('L1', 'SKU-9'))
    const of = { type: 'split', newOrderNumber: 'SO-1-B' } as const
    const split = changeOrder(bench.order, { ...of, lines: [{ lineId: 'L1~1', quantity: 1 }] })
    if (!split.ok) throw new Error(split.error)
    expect(told(split.value.order)).toEqual(['SKU-9 0/0/1', 'SKU-2 0/0/1'])
    expect(split.value.splitOff?.lines).toMatchObject([
      { sku: 'SKU-9', quantity: 1, substituteFor: { sku: 'SKU-1' } },
    ])
  })

  test('forgets it when the order was held or cancelled meanwhile, though it lies in the box', () => {
    for (const state of ['held', 'cancelled'] as const) {
      const order = anOrder([['SKU-1', 1]])
      const bench = new Floor(order)
      bench.does(claim)
      const stopped = { ...bench.order, state }
      bench.does(substitute('L1', 'SKU-9'))
      bench.does(pack('SKU-9'))
      const { order: after } = atCentre(stopped, bench.facts.slice(1))
      expect(told(after), state).toEqual(['SKU-9 1/1/1'])
    }
  })

  test('counts for whoever takes the order over, though nobody there may have heard of it', () => {
    const order = anOrder([['SKU-1', 2]])
    const bench = new Floor(order)
    bench.does(claim)
    const elsewhere = bench.order
    bench.does(substitute('L1', 'SKU-9'))
    const other = new Floor(elsewhere)
    other.does({ type: 'takeOverOrder', reason: 'absent' }, 'station-2')
    const { order: known } = atCentre(order, bench.facts)
    const taken = other.facts.reduce(evolve, known)
    expect(taken).toEqual(other.order)
    expect(taken.lines).toEqual(asOrdered(known.lines))
  })

  test('takes a line for another that came to its name', () => {
    const floor = begun(['SKU-1', 2], ['SKU-2', 1])
    floor.does(substitute('L1', 'SKU-9'))
    const [, fact] = floor.facts
    if (fact?.type !== 'line.substituted') throw new Error('no fact')
    const body = { ...fact.body, substituteLineId: 'L2' }
    expect(
      evolve(
        anOrder([
          ['SKU-1', 2],
          ['SKU-2', 1],
        ]),
        { ...fact, body },
      ),
    ).toMatchObject({
      lines: [
        { lineId: 'L1', quantity: 2 },
        { lineId: 'L2', quantity: 1 },
      ],
    })
  })

  test('stops an order whose box holds what was agreed', () => {
    const order = anOrder([['SKU-1', 1]])
    const bench = new Floor(order)
    bench.does(claim)
    bench.does(substitute('L1', 'SKU-9'))
    bench.does(pack('SKU-9'))
    expect(bench.refusal(close)?.code).toBe('already-complete')
    bench.printer('sending')
    bench.printer('sent')
    bench.does(confirm)
    const { order: after, outcomes } = atCentre(order, bench.facts)
    expect(after).toEqual(bench.order)
    expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set(['applied']))
  })
})
