import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupSeparator as gs } from '../../shared/domain/gs1.ts'
import type { Product } from '../../shared/domain/product.ts'
import { until } from '../wait/until.ts'
import { createRemoteBench, type RemoteBench } from './remote-bench.ts'

const csv = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
700001,G1001,CUP,5,12/1/10 8:26,2.55,17850,United Kingdom
700001,G1002,TEA,1,12/1/10 8:26,2.55,17850,United Kingdom
700002,G1001,CUP,2,12/1/10 8:26,2.55,17850,United Kingdom
700003,G1002,TEA,2,12/1/10 8:26,2.55,17850,United Kingdom
`
const cup: Product = {
  ...{ sku: 'G1001', name: 'CUP', unitWeightGrams: 300, bin: 'A-01-01' },
  barcodes: ['6901234567892'],
}
const gtin = '06901234567892'

describe('what a packer does in a day, by scanner alone and with no network from the first scan on', () => {
  let bench: RemoteBench
  let handedOver: readonly (string | null)[] = []

  const page = () => bench.station.page()
  const scan = (code: string) => bench.answerTo(code)
  const packedUnits = () => page().getByTestId('order-progress').locator('b').innerText()
  const labelled = async (): Promise<void> => {
    await bench.station.untilFeedback('label-sent')
    expect(await scan(bench.labels().at(-1) ?? '')).toBe('label-confirmed')
  }
  const refusedThenOk = async (code: string): Promise<string | null> => {
    const refused = await scan(code)
    expect(await scan('HF:OK')).toBe('acknowledged')
    return refused
  }

  beforeAll(async () => {
    bench = await createRemoteBench(csv)
    await bench.centre.post('/v1/products', { products: [cup] })
    await bench.start(3)
    await bench.centre.stop()
  })

  afterAll(() => bench.remove())

  it('a case, a quantity card, an undo and a broken unit, each counted as it is', async () => {
    expect(await scan('700001')).toBe('order-opened')
    expect(await scan('HF:QTY4')).toBe('quantity-armed')
    expect(await scan('G1001')).toBe('item-packed')
    expect(await packedUnits()).toBe('4')
    expect(await scan('HF:UNDO')).toBe('item-unpacked')
    expect(await packedUnits()).toBe('0')
    // A case of three, as its GS1 code says.
    expect(await scan(`02${gtin}373`)).toBe('item-packed')
    expect(await packedUnits()).toBe('3')
    expect(await refusedThenOk(`02${gtin}373`)).toBe('over-quantity')
    expect(await scan('G1001')).toBe('item-packed')
    expect(await scan('HF:DAMAGED')).toBe('item-damaged')
    expect(await packedUnits()).toBe('3')
    for (const code of ['G1001', 'G1001']) expect(await scan(code)).toBe('item-packed')
    expect(await scan('G1002')).toBe('parcel-closed')
    await labelled()
  })

  it('units with a date and a serial number: too old and twice the same are refused, and stay out', async () => {
    expect(await scan('700002')).toBe('order-opened')
    expect(await refusedThenOk(`01${gtin}17200131` + `21S1`)).toBe('expired')
    expect(await scan(`01${gtin}17390131` + `10L7${gs}21S1`)).toBe('item-packed')
    expect(await refusedThenOk(`01${gtin}21S1`)).toBe('serial-twice')
    expect(await packedUnits()).toBe('1')
    expect(await scan(`01${gtin}21S2`)).toBe('parcel-closed')
    await labelled()
  })

  it('an order in two boxes: the first leaves, the second waits for its number without barring the bench', async () => {
    expect(await scan('700003')).toBe('order-opened')
    expect(await scan('G1002')).toBe('item-packed')
    expect(await scan('HF:CLOSE')).toBe('parcel-closed')
    await bench.station.untilFeedback('label-sent')
    expect(await scan('G1002')).toBe('item-packed')
    await page().getByTestId('phase-awaiting-waybill').waitFor()
    expect(await scan(bench.labels().at(-1) ?? '')).toBe('label-confirmed')
    expect(await scan('HF:LATER')).toBe('order-set-aside')
  })

  it('parcels that only their own courier gets', async () => {
    expect(await scan('HF:HANDOVER')).toBe('scenario-changed')
    const orders = new Map<string, string>()
    handedOver = bench.labels()
    for (const number of handedOver) orders.set(number ?? '', carrierOf(number ?? ''))
    const [first] = orders
    if (!first) throw new Error('no label')
    expect(await scan('HF:TO:NOBODY')).toBe('courier-chosen')
    expect(await refusedThenOk(first[0])).toBe('wrong-carrier')
    for (const [number, carrier] of orders) {
      expect(await scan(`HF:TO:${carrier}`)).toBe('courier-chosen')
      expect(await scan(number)).toBe('parcel-handed-over')
      expect(await refusedThenOk(number)).toBe('already-shipped')
    }
    expect(await scan('HF:CLOSE')).toBe('manifest-printed')
    expect(await scan('HF:QUEUE')).toBe('scenario-changed')
  })

  it('reaches the centre once, whose number for the second box lets it go', async () => {
    await bench.centre.start()
    await until('nothing is unacked', async () => (await bench.station.unacked()) === 0)
    const printed = bench.printer.documents().length
    expect(await scan('700003')).toBe('order-resumed')
    await until('the number has come', async () => {
      if ((await page().getByTestId('phase-awaiting-waybill').count()) === 0) return true
      if ((await scan('HF:CLOSE')) === 'no-waybill') await scan('HF:OK')
      return false
    })
    await until('its label is out', () => bench.printer.documents().length === printed + 1)
    expect(handedOver).not.toContain(bench.labels(printed)[0])
    const orders = new Map((await bench.orders()).map((order) => [order.orderNumber, order]))
    expect(orders.get('700001')?.state).toBe('shipped')
    expect(orders.get('700001')?.lines.map(({ picked, packed }) => [picked, packed])).toEqual([
      [5, 5],
      [1, 1],
    ])
    expect(orders.get('700002')?.parcels[0]?.serials).toEqual(['S1', 'S2'])
    expect(orders.get('700003')?.parcels).toHaveLength(2)
  })
})

describe('a bench to which goods come in totes, by scanner alone and with no network', () => {
  let bench: RemoteBench

  beforeAll(async () => {
    bench = await createRemoteBench(csv, { flow: 'pick-then-pack' })
    await bench.start(3)
    await bench.centre.stop()
  })

  afterAll(() => bench.remove())

  it('counts a unit once as picked and once as packed, and says which of both it waits for', async () => {
    const phase = (name: string) => bench.station.page().getByTestId(`phase-${name}`).count()
    expect(await bench.answerTo('700003')).toBe('order-opened')
    for (const code of ['G1002', 'G1002']) expect(await bench.answerTo(code)).toBe('item-picked')
    expect(await phase('packing')).toBe(1)
    expect(await bench.answerTo('G1002')).toBe('item-packed')
    expect(await bench.answerTo('G1002')).toBe('parcel-closed')
    await bench.station.untilFeedback('label-sent')
    expect(await bench.answerTo(bench.labels()[0] ?? '')).toBe('label-confirmed')
    await bench.centre.start()
    await until('nothing is unacked', async () => (await bench.station.unacked()) === 0)
    const order = await bench.other.order('700003')
    expect(order.lines.map(({ picked, packed }) => [picked, packed])).toEqual([[2, 2]])
    expect(order.state).toBe('packed')
  })
})

/** By the form of its number. */
function carrierOf(waybillNumber: string): string {
  if (waybillNumber.startsWith('YT')) return 'YTO'
  return waybillNumber.startsWith('SF') ? 'SF' : 'ZTO'
}
