import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { learntFrom, observedUnit } from '../../../shared/domain/learnt-weight.ts'
import type { Parcel } from '../../../shared/domain/parcel.ts'
import { emptyParcel } from '../../../shared/domain/parcel.ts'
import { expectedWeight, judgeWeight, likelyMissing } from '../../../shared/domain/weighing.ts'
import { anOrder } from './bench-rules.ts'

const carton = { sku: 'BOX', name: 'Box', grams: 200 }

/** An order of two articles; grams of a unit by line, 0 = not known. */
function orderWeighing(first: number, second: number) {
  const order = anOrder([
    ['SKU-1', 9],
    ['SKU-2', 9],
  ])
  const grams = [first, second]
  const lines = order.lines.map((line, index) => ({
    ...line,
    unitWeightGrams: grams[index] ?? 0,
  }))
  return { ...order, lines }
}

function boxOf(
  units: readonly number[],
  weightGrams: number,
  change: Partial<Parcel> = {},
): Parcel {
  const { lines } = orderWeighing(0, 0)
  const contents = units.flatMap((quantity, index) => {
    const line = lines[index]
    return line && quantity > 0 ? [{ lineId: line.lineId, quantity }] : []
  })
  return { ...emptyParcel('P-1'), contents, carton, weightGrams, ...change }
}

describe('what a weighed box says of its goods', () => {
  test('cardboard that is taken for goods', () => {
    const order = orderWeighing(0, 0)
    expect(observedUnit(order, boxOf([4], 1_000))).toEqual({ sku: 'SKU-1', grams: 200 })
    expect(observedUnit(order, boxOf([4], 1_000, { carton: undefined }))).toBeNull()
    const nameless = { carton: { ...carton, grams: 0 } }
    expect(observedUnit(order, boxOf([4], 1_000, nameless))).toBeNull()
    expect(observedUnit(order, boxOf([4], 150))).toBeNull()
  })

  test('the weight of one article that is put down to another', () => {
    const box = boxOf([2, 3], 1_000)
    expect(observedUnit(orderWeighing(100, 0), box)).toEqual({ sku: 'SKU-2', grams: 200 })
    expect(observedUnit(orderWeighing(0, 0), box)).toBeNull()
    expect(observedUnit(orderWeighing(100, 200), box)).toBeNull()
    const learnt = new Map([['SKU-1', { grams: 250, tolerance: undefined }]])
    expect(observedUnit(orderWeighing(100, 0), box, learnt)).toEqual({ sku: 'SKU-2', grams: 100 })
  })
})

describe('what is learnt of many boxes', () => {
  test('a weight that one wrong box has changed, or that too few boxes tell', () => {
    expect(learntFrom([100, 101, 99, 100])).toBeNull()
    expect(learntFrom([100, 101, 99, 100, 102])).toBe(100)
    expect(learntFrom([100, 101, 99, 100, 900])).toBe(100)
    expect(learntFrom([100, 900, 99, 100, 900])).toBeNull()
    expect(learntFrom([100, 300, 500, 700, 900])).toBeNull()
  })

  test('an old packaging that outweighs the new one for ever', () => {
    const old = Array.from({ length: 100 }, () => 100)
    const fresh = Array.from({ length: 17 }, () => 140)
    expect(learntFrom([...fresh, ...old])).toBe(140)
  })

  test('a weight that no box has shown', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 40 }), (observed) => {
        const learnt = learntFrom(observed)
        if (learnt !== null) expect(observed.slice(0, 20)).toContain(learnt)
      }),
    )
  })
})

describe('what a box should weigh', () => {
  const order = orderWeighing(100, 200)

  test('a missing unit that hides behind the weight of an unknown box, once the carton is known', () => {
    const contents = boxOf([5], 0).contents
    const unnamed = expectedWeight(order, { contents })
    const named = expectedWeight(order, { contents, carton })
    expect(judgeWeight(600, unnamed)).toBe('plausible')
    expect(judgeWeight(600, named)).toBe('too-light')
    expect(judgeWeight(715, named)).toBe('plausible')
    expect(judgeWeight(900, named)).toBe('too-heavy')
    expect(judgeWeight(900, unnamed)).toBe('plausible')
  })

  test('goods whose weight was learnt and that are judged by their old one', () => {
    const box = boxOf([5], 0)
    const weights = new Map([['SKU-1', { grams: 150, tolerance: undefined }]])
    expect(expectedWeight(order, box, weights)?.grams).toBe(950)
    expect(likelyMissing(order, box, 150, weights)?.sku).toBe('SKU-1')
    // Not known by the order, but learnt since.
    expect(expectedWeight(orderWeighing(0, 0), box, weights)?.grams).toBe(950)
    expect(expectedWeight(orderWeighing(0, 0), box)).toBeNull()
  })

  test('goods that differ much by nature and that stop the bench', () => {
    const box = boxOf([9], 0)
    const loose = new Map([['SKU-1', { grams: 0, tolerance: 0.2 }]])
    expect(judgeWeight(950, expectedWeight(order, box))).toBe('too-light')
    expect(judgeWeight(950, expectedWeight(order, box, loose))).toBe('plausible')
  })
})
