import { describe, expect, test } from 'vitest'
import { cartonAdvice } from '../../../renderer/station/carton-advice.ts'
import { ownBox } from '../../../shared/domain/carton.ts'
import { anOrder, aWaybill } from '../domain/bench-rules.ts'
import { Desk, itemCode } from './desk.ts'

const small = { sku: 'BOX-S', name: 'Box BOX-S', grams: 60 }

describe('a carton at a bench that does not ask for it', () => {
  test('is taken for goods, or is forgotten', async () => {
    const desk = new Desk()
    await desk.scans('SO-1', 'BOX-S')
    expect(desk.said).toBe('right carton-chosen')
    expect(desk.order().parcels).toMatchObject([{ carton: small, contents: [] }])
    await desk.scans(itemCode, 'BOX-L', itemCode)
    expect(desk.said).toBe('right parcel-closed')
    expect(desk.order().parcels).toMatchObject([{ carton: { sku: 'BOX-L', grams: 180 } }])
  })

  test('opens an order, is packed, or is said of a box that has its label', async () => {
    const desk = new Desk()
    await desk.scans('BOX-S')
    expect(desk.said).toBe('wrong no-order-open')
    await desk.scans('HF:OK', 'SO-1', itemCode, itemCode)
    await desk.printer('sent')
    await desk.scans('BOX-S')
    expect(desk.said).toBe('wrong not-expected-here')
    await desk.scans('HF:OK', 'HF:HANDOVER', 'BOX-S')
    expect(desk.said).toBe('wrong not-expected-here')
    expect(desk.typesOf()).not.toContain('carton.chosen')
  })

  test('is a carton although the order asks for it as goods, or goods once there are enough', async () => {
    const desk = new Desk({
      orders: [
        anOrder([
          ['BOX-S', 1],
          ['SKU-1', 1],
        ]),
      ],
    })
    await desk.scans('SO-1', 'BOX-S')
    expect(desk.said).toBe('right item-packed')
    await desk.scans('BOX-S')
    expect(desk.said).toBe('right carton-chosen')
  })
})

describe('a bench that asks for the carton', () => {
  test('prints before somebody has said which one it is', async () => {
    const desk = new Desk({ asksCarton: true })
    await desk.scans('SO-1', itemCode, itemCode)
    expect([desk.said, desk.view.phase]).toEqual(['right item-packed', 'awaiting-carton'])
    expect(desk.labels).toEqual([])
    await desk.scans('HF:CLOSE')
    expect(desk.said).toBe('wrong carton-needed')
    await desk.scans('HF:OK', 'BOX-S')
    expect(desk.said).toBe('right parcel-closed')
    expect(desk.labels).toHaveLength(1)
  })

  test('has no answer for goods that go in the box of their maker', async () => {
    const desk = new Desk({ asksCarton: true })
    await desk.scans('SO-1', itemCode, itemCode, 'HF:OWNBOX')
    expect(desk.said).toBe('right parcel-closed')
    expect(desk.order().parcels).toMatchObject([{ carton: ownBox }])
  })

  test('asks twice for a carton that was scanned before its goods', async () => {
    const desk = new Desk({ asksCarton: true })
    await desk.scans('SO-1', 'BOX-S', itemCode, itemCode)
    expect(desk.said).toBe('right parcel-closed')
  })

  test('takes the carton of the first box for that of the second', async () => {
    const waybills = ['YT-1', 'YT-2'].map((number) => aWaybill(number))
    const desk = new Desk({ asksCarton: true, waybills })
    await desk.scans('SO-1', itemCode, 'BOX-S', 'HF:CLOSE')
    expect(desk.said).toBe('right parcel-closed')
    await desk.scans(itemCode)
    expect([desk.said, desk.view.phase]).toEqual(['right item-packed', 'awaiting-carton'])
    await desk.scans('BOX-L')
    expect(desk.order().parcels.map(({ carton }) => carton?.sku)).toEqual(['BOX-S', 'BOX-L'])
  })

  test('and weighs closes a box that nobody weighed, or weighs one without its carton', async () => {
    const order = anOrder([['SKU-1', 2]])
    const lines = order.lines.map((line) => ({ ...line, unitWeightGrams: 400 }))
    const desk = new Desk({ orders: [{ ...order, lines }], asksCarton: true, weighs: true })
    await desk.scans('SO-1', itemCode, itemCode)
    expect(desk.view.phase).toBe('awaiting-carton')
    desk.station.weigh({ scaleId: 'scale', grams: 870, isSteady: true })
    await desk.scans('BOX-S')
    expect([desk.said, desk.view.phase]).toEqual(['right carton-chosen', 'awaiting-weight'])
    // It lay there before its carton was known, and is weighed now.
    await desk.hears(() => desk.station.weigh({ scaleId: 'scale', grams: 875, isSteady: true }))
    expect(desk.said).toBe('right parcel-closed')
    const weighed = desk.facts.find(({ type }) => type === 'parcel.weighed')
    expect(weighed?.body).toMatchObject({ grams: 875, expectedGrams: 860 })
  })
})

describe('the carton that is advised', () => {
  const sized = {
    sku: 'SKU-1',
    name: 'Goods',
    unitWeightGrams: 100,
    sizeMm: [100, 100, 90],
  } as const
  const traits = { innerMm: [200, 150, 100] } as const
  const store = {
    findProduct: (code: string) => (code === 'SKU-1' ? sized : undefined),
    cartons: () => [{ ...small, traits }],
  }

  test('counts what is in a box that is closed already', () => {
    const order = anOrder([['SKU-1', 4]])
    expect(cartonAdvice(store, order)).toEqual({ kind: 'several' })
    const lines = order.lines.map((line) => ({ ...line, picked: 3, packed: 3 }))
    expect(cartonAdvice(store, { ...order, lines })).toMatchObject({ carton: { sku: 'BOX-S' } })
    const [line] = lines
    const contents = [{ lineId: line?.lineId ?? '', quantity: 3 }]
    const open = { ...anOrder([]).parcels, parcelNumber: 'P', contents }
    const parcel = { ...open, closed: false, waybillNumber: null, label: 'none' as const }
    const parcels = [{ ...parcel, printJobId: null, reprints: 0, handedOver: false }]
    expect(cartonAdvice(store, { ...order, lines, parcels })).toEqual({ kind: 'several' })
  })
})
