import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aWaybill, anOrder } from '../domain/bench-rules.ts'
import { Desk, itemCode, otherItemCode } from './desk.ts'

const fiveOfOne = { orders: [anOrder([['SKU-1', 5]])] }

describe('a quantity card', () => {
  test('counts as many units as it says, for one scan only', async () => {
    const desk = new Desk(fiveOfOne)
    await desk.scans('SO-1', 'HF:QTY3')
    expect([desk.said, desk.view.armedQuantity]).toEqual(['notice quantity-armed', 3])
    await desk.scans(itemCode)
    expect(desk.order().lines[0]).toMatchObject({ picked: 3, packed: 3 })
    await desk.scans(itemCode)
    expect(desk.order().lines[0]).toMatchObject({ packed: 4 })
  })

  test('that says more than is missing counts nothing, and is not kept for the next scan', async () => {
    const desk = new Desk(fiveOfOne)
    await desk.scans('SO-1', 'HF:QTY6', itemCode)
    expect([desk.said, desk.view.armedQuantity]).toEqual(['wrong over-quantity', 1])
    expect(desk.order().lines[0]?.packed).toBe(0)
    await desk.scans('HF:OK', itemCode)
    expect(desk.order().lines[0]?.packed).toBe(1)
  })

  test('that is scanned for one order does not count for the next one', async () => {
    const second = anOrder([['SKU-1', 5]], { orderNumber: 'SO-2' })
    const desk = new Desk({ orders: [anOrder([['SKU-1', 5]]), second] })
    await desk.scans('SO-1', 'HF:QTY4', 'HF:LATER', 'SO-2', itemCode)
    expect(desk.order('SO-2').lines[0]?.packed).toBe(1)
  })

  test('of one unit that does not take back the card before', async () => {
    const desk = new Desk(fiveOfOne)
    await desk.scans('SO-1', 'HF:QTY4', 'HF:QTY1', itemCode)
    expect([desk.said, desk.order().lines[0]?.packed]).toEqual(['right item-packed', 1])
  })

  test.each(['HF:QTY0', 'HF:QTY100', 'HF:QTY-2', 'HF:QTY2x'])('%s is no card', async (code) => {
    const desk = new Desk(fiveOfOne)
    await desk.scans('SO-1', code)
    expect([desk.said, desk.view.armedQuantity]).toEqual(['wrong unknown-code', 1])
  })

  test('where nothing is counted is refused, and waits for no later scan', async () => {
    const desk = new Desk(fiveOfOne)
    await desk.scans('HF:QTY3')
    expect([desk.said, desk.view.armedQuantity]).toEqual(['wrong not-expected-here', 1])
  })
})

describe('undo', () => {
  test('takes out what the last scan put in, and the order goes on as if it had not been', async () => {
    const desk = new Desk(fiveOfOne)
    await desk.scans('SO-1', itemCode, 'HF:QTY2', itemCode, 'HF:UNDO')
    expect(desk.view.feedback).toMatchObject({ code: 'item-unpacked', data: { quantity: 2 } })
    expect(desk.order().lines[0]).toMatchObject({ picked: 3, packed: 1 })
    await desk.scans('HF:QTY4', itemCode)
    expect(desk.said).toBe('right parcel-closed')
    const [label] = desk.labels
    expect(label?.data.items).toMatchObject([{ quantity: 5 }])
  })

  test('twice takes nothing else out', async () => {
    const desk = new Desk(fiveOfOne)
    await desk.scans('SO-1', itemCode, itemCode, 'HF:UNDO', 'HF:UNDO')
    expect(desk.said).toBe('wrong nothing-to-undo')
    expect(desk.order().lines[0]?.packed).toBe(1)
  })

  test('after the box is closed changes nothing in it', async () => {
    const desk = new Desk({ ...fiveOfOne, waybills: [aWaybill('YT-1'), aWaybill('YT-2')] })
    await desk.scans('SO-1', itemCode, 'HF:CLOSE', 'HF:UNDO')
    expect(desk.said).toBe('wrong nothing-to-undo')
    expect(desk.order().parcels[0]?.contents).toEqual([{ lineId: 'L1', quantity: 1 }])
  })

  test('of a quantity that waits for its goods is only that', async () => {
    const desk = new Desk(fiveOfOne)
    await desk.scans('SO-1', itemCode, 'HF:QTY3', 'HF:UNDO')
    expect(desk.view.armedQuantity).toBe(1)
    expect(desk.order().lines[0]?.packed).toBe(1)
  })
})

test('whatever is scanned, replaced, undone and counted in bulk: no line is over-packed, and the box holds what its lines say', async () => {
  const code = fc.constantFrom(
    itemCode,
    otherItemCode,
    'SKU-3-CODE',
    'HF:SUBSTITUTE',
    'HF:UNDO',
    'HF:QTY2',
    'HF:QTY3',
    'HF:CLOSE',
    'SO-1',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(code, { maxLength: 25 }), async (codes) => {
      const lines = anOrder([
        ['SKU-1', 3],
        ['SKU-2', 2],
        ['SKU-1', 2],
      ])
      const waybills = ['YT-1', 'YT-2', 'YT-3'].map((number) => aWaybill(number))
      const desk = new Desk({ orders: [lines], waybills })
      for (const scanned of ['SO-1', ...codes]) await desk.scans('HF:OK', scanned)
      const { lines: after, parcels } = desk.order()
      for (const { lineId, quantity, packed, picked } of after) {
        const inBoxes = parcels.flatMap(({ contents }) => contents)
        const held = inBoxes.filter((content) => content.lineId === lineId)
        expect(held.reduce((sum, content) => sum + content.quantity, 0)).toBe(packed)
        expect(packed).toBeLessThanOrEqual(quantity)
        expect(packed).toBeLessThanOrEqual(picked)
        expect(picked).toBeLessThanOrEqual(quantity)
      }
      expect(after.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(7)
      expect(desk.bugs).toEqual([])
    }),
    { numRuns: 60 },
  )
})
