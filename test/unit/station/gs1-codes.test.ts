import { describe, expect, test } from 'vitest'
import { lookUp } from '../../../renderer/station/look-up.ts'
import type { StationStore } from '../../../renderer/station/ports.ts'
import { groupSeparator as gs } from '../../../shared/domain/gs1.ts'
import type { ScannedProduct } from '../../../shared/domain/product.ts'
import { anOrder } from '../domain/bench-rules.ts'
import { Desk } from './desk.ts'

const order = (units: number) => ({ orders: [anOrder([['SKU-1', units]])] })
const goods = '0106901234567892'

/** A scanner that says what kind of code it has read. */
function scansGs1(desk: Desk, text: string, aim: string | null = 'C1'): Promise<void> {
  return desk.hears(() => desk.puts(text, { aim }))
}

describe('a code that says more of goods than what they are', () => {
  test('whose lot, expiry and serial number are forgotten', async () => {
    const desk = new Desk(order(2))
    await desk.scans('SO-1')
    await scansGs1(desk, `${goods}17300131` + `10L-7${gs}21S1`)
    expect(desk.said).toBe('right item-packed')
    const packed = desk.facts.find(({ type }) => type === 'item.packed')
    expect(packed?.body).toMatchObject({ lot: 'L-7', serial: 'S1', expiresOn: '2030-01-31' })
  })

  test('is not understood because the scanner sends no AIM identifier', async () => {
    const desk = new Desk(order(2))
    await desk.scans('SO-1')
    await scansGs1(desk, `${goods}21S1`, null)
    expect(desk.order().parcels[0]?.serials).toEqual(['S1'])
  })

  test('waits for a disk that a first sync keeps busy, though goods are known in memory', async () => {
    const never = () => new Promise<never>(() => undefined)
    const product: ScannedProduct = { sku: 'SKU-1', name: 'Goods', unitWeightGrams: 0 }
    const store = {
      ...{ findOrder: never, findWaybill: never, waybillsOf: never },
      findProduct: (code: string) => (code === '06901234567892' ? product : undefined),
    } as unknown as StationStore
    const hints = { aim: null, thisYear: 2026, bins: [], toCount: never }
    const expects = ['item', 'waybill', 'order'] as const
    const meaning = await lookUp(store, null, `${goods}21S1`, expects, hints)
    expect(meaning).toMatchObject({ kind: 'item', sku: 'SKU-1', traits: { serial: 'S1' } })
  })

  test('stands for other goods than those whose own barcode it is', async () => {
    const known = new Map<string, ScannedProduct>([
      [`${goods}21S1`, { sku: 'SKU-OWN', name: 'Goods', unitWeightGrams: 0 }],
      ['06901234567892', { sku: 'SKU-1', name: 'Goods', unitWeightGrams: 0 }],
    ])
    const store = { findProduct: (code: string) => known.get(code) } as unknown as StationStore
    const hints = { aim: null, thisYear: 2026, bins: [], toCount: () => Promise.resolve([]) }
    const meaning = await lookUp(store, null, `${goods}21S1`, ['item'], hints)
    expect(meaning).toMatchObject({ kind: 'item', sku: 'SKU-OWN' })
  })

  test('counts one although it is a case of six', async () => {
    const desk = new Desk(order(7))
    await desk.scans('SO-1')
    await scansGs1(desk, '0206901234567892' + '376')
    expect(desk.order().lines[0]?.packed).toBe(6)
  })

  test('is older than its date and is packed all the same', async () => {
    const desk = new Desk(order(2))
    await desk.scans('SO-1')
    await scansGs1(desk, `${goods}17` + '200101')
    expect(desk.view.feedback).toMatchObject({ code: 'expired', data: { expiresOn: '2020-01-01' } })
    expect(desk.facts.filter(({ type }) => type === 'item.packed')).toEqual([])
  })

  test('is older than its date and is picked all the same', async () => {
    const desk = new Desk({ ...order(2), flow: 'pick-then-pack' })
    await desk.scans('SO-1')
    await scansGs1(desk, `${goods}17` + '200101')
    expect(desk.view.feedback).toMatchObject({ code: 'expired', data: { expiresOn: '2020-01-01' } })
    expect(desk.order().lines[0]?.picked).toBe(0)
  })

  test('counts as good for a day too long, because it is still yesterday in London', async () => {
    // 1 o'clock UTC on the 24th is nine in the morning in China.
    const desk = new Desk(order(2))
    desk.today = '2026-11-25'
    await desk.scans('SO-1')
    await scansGs1(desk, `${goods}17` + '261124')
    expect(desk.said).toBe('wrong expired')
    desk.today = '2026-11-24'
    await desk.scans('HF:OK')
    await scansGs1(desk, `${goods}17` + '261124')
    expect(desk.said).toBe('right item-packed')
  })

  test('is the very unit that is in the box already, or comes out and may not go in again', async () => {
    const desk = new Desk(order(3))
    await desk.scans('SO-1')
    await scansGs1(desk, `${goods}21S1`)
    await scansGs1(desk, `${goods}21S1`)
    expect(desk.said).toBe('wrong serial-twice')
    await desk.scans('HF:OK')
    await scansGs1(desk, `${goods}21S2`)
    await desk.scans('HF:UNDO')
    expect(desk.order().parcels[0]?.serials).toEqual(['S1'])
    await scansGs1(desk, `${goods}21S2`)
    expect(desk.said).toBe('right item-packed')
  })

  test('counts several units under one serial number', async () => {
    const desk = new Desk(order(3))
    await desk.scans('SO-1', 'HF:QTY2')
    await scansGs1(desk, `${goods}21S1`)
    expect(desk.said).toBe('wrong serial-counts-one')
    expect(desk.order().lines[0]?.packed).toBe(0)
  })

  test('has a mistake in it and is called unknown instead of what is wrong', async () => {
    const desk = new Desk(order(2))
    await desk.scans('SO-1')
    await scansGs1(desk, `${goods}17` + '271301')
    expect(desk.view.feedback).toMatchObject({
      code: 'gs1-unreadable',
      data: { gs1: 'bad-date', ai: '17' },
    })
  })
})
