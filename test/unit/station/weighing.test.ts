import { describe, expect, test } from 'vitest'
import { anOrder } from '../domain/bench-rules.ts'
import { until } from '../../wait/until.ts'
import { Desk, itemCode } from './desk.ts'

/** Two units of 400 g. */
function weighingDesk(): Desk {
  const order = anOrder([['SKU-1', 2]])
  const lines = order.lines.map((line) => ({ ...line, unitWeightGrams: 400 }))
  return new Desk({ orders: [{ ...order, lines }], weighs: true })
}

function weighs(desk: Desk, grams: number, isSteady = true): Promise<void> {
  return desk.hears(() => desk.station.weigh({ scaleId: 'scale', grams, isSteady }))
}

function takesOff(desk: Desk): void {
  desk.station.weigh({ scaleId: 'scale', grams: 0, isSteady: true })
}

describe('a bench that weighs', () => {
  test('prints before the box was on the scale, or not after it was', async () => {
    const desk = weighingDesk()
    await desk.scans('SO-1', itemCode, itemCode)
    expect([desk.said, desk.view.phase]).toEqual(['right item-packed', 'awaiting-weight'])
    expect(desk.labels).toEqual([])
    desk.station.weigh({ scaleId: 'scale', grams: 512, isSteady: false })
    await weighs(desk, 870)
    expect(desk.said).toBe('right parcel-closed')
    expect(desk.labels).toHaveLength(1)
    const weighed = desk.facts.find(({ type }) => type === 'parcel.weighed')
    expect(weighed?.body).toMatchObject({ grams: 870, expectedGrams: 800, accepted: null })
    expect(desk.order().parcels[0]?.weightGrams).toBe(870)
  })

  test('does not say what is missing, or takes the wrong box for right', async () => {
    const desk = weighingDesk()
    await desk.scans('SO-1', itemCode, itemCode)
    await weighs(desk, 460)
    expect(desk.said).toBe('wrong weight-misses-item')
    expect(desk.facts.some(({ type }) => type === 'parcel.closed')).toBe(false)
    await desk.scans('HF:OK')
    // Still on the pan: the same weight is no new answer.
    desk.station.weigh({ scaleId: 'scale', grams: 461, isSteady: true })
    takesOff(desk)
    await weighs(desk, 5_000)
    expect(desk.said).toBe('wrong weight-too-heavy')
    await desk.scans('HF:OK')
    takesOff(desk)
    await weighs(desk, 850)
    expect(desk.said).toBe('right parcel-closed')
  })

  test('uses the weight of the box before, because nobody took it off', async () => {
    const second = anOrder([['SKU-1', 1]], { orderNumber: 'SO-2' })
    const desk = weighingDesk()
    desk.orders.set('SO-2', second)
    await desk.scans('SO-1', itemCode, itemCode)
    await weighs(desk, 850)
    await desk.scans('HF:LATER', 'SO-2', itemCode)
    expect(desk.view.phase).toBe('awaiting-weight')
    // A cable that was pulled meanwhile does not empty the pan.
    desk.station.weigh(null)
    const before = desk.facts.length
    desk.station.weigh({ scaleId: 'scale', grams: 851, isSteady: true })
    expect(desk.facts).toHaveLength(before)
  })

  test('prints behind its lock, or has to be told of the box again when it is open', async () => {
    const desk = weighingDesk()
    await desk.scans('SO-1', itemCode, itemCode)
    await desk.hears(() => desk.station.lock())
    desk.station.weigh({ scaleId: 'scale', grams: 870, isSteady: true })
    await desk.scans('HF:STAFF:0007')
    expect([desk.labels, desk.view.phase]).toEqual([[], 'awaiting-weight'])
    await weighs(desk, 870)
    expect(desk.said).toBe('right parcel-closed')
  })

  test('prints what was put on the scale as the lock fell', async () => {
    const desk = weighingDesk()
    await desk.scans('SO-1', itemCode, itemCode)
    desk.station.lock()
    desk.station.weigh({ scaleId: 'scale', grams: 870, isSteady: true })
    desk.puts('HF:STAFF:0007')
    await until('it is open again', () => desk.view.operatorId === '0007')
    expect(desk.labels).toEqual([])
    await weighs(desk, 871)
    expect(desk.said).toBe('right parcel-closed')
  })

  test('stands still when its scale is broken, or forgets that nobody weighed', async () => {
    const desk = weighingDesk()
    await desk.scans('SO-1', itemCode, itemCode, 'HF:CLOSE')
    expect(desk.said).toBe('wrong weight-needed')
    await desk.scans('HF:OK', 'HF:ACCEPT')
    expect(desk.said).toBe('right parcel-closed')
    const weighed = desk.facts.find(({ type }) => type === 'parcel.weighed')
    expect(weighed?.body).toMatchObject({ grams: null, accepted: 'checked-by-hand' })
  })

  test('counts a weight while an error waits to be acknowledged', async () => {
    const desk = weighingDesk()
    await desk.scans('SO-1', itemCode, itemCode, 'NO-SUCH-CODE')
    desk.station.weigh({ scaleId: 'scale', grams: 850, isSteady: true })
    await desk.scans('HF:OK')
    expect(desk.view.phase).toBe('awaiting-weight')
  })
})
