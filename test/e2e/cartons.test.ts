import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Product } from '../../shared/domain/product.ts'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { until } from '../wait/until.ts'
import { createRemoteBench, type RemoteBench } from './remote-bench.ts'

const csv = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
700001,G1001,CUP,2,12/1/10 8:26,2.55,17850,United Kingdom
`
const cup: Product = {
  ...{ sku: 'G1001', name: 'CUP', barcodes: [], unitWeightGrams: 300, bin: 'A-01-01' },
  sizeMm: [100, 90, 90],
}
const boxes: readonly Product[] = [
  {
    ...{ sku: 'BOX-L', name: 'Large', barcodes: ['6901234567892'], unitWeightGrams: 250, bin: '' },
    carton: { innerMm: [400, 300, 200] },
  },
  {
    ...{ sku: 'BOX-S', name: 'Small', barcodes: [], unitWeightGrams: 90, bin: '' },
    carton: { innerMm: [220, 120, 100] },
  },
]

describe('a bench that asks for the carton and weighs, by scanner alone and with no network', () => {
  let bench: RemoteBench
  let scale: PtyCable
  let orderNumber = ''

  const page = () => bench.station.page()
  const said = () => bench.said()
  const scan = (code: string) => bench.answerTo(code)
  /** One line of an A&D scale. */
  const weighs = (grams: number): Promise<void> =>
    scale.write(Buffer.from(`ST,GS,${(grams / 1000).toFixed(3).padStart(10, ' ')}kg\r\n`))
  const advice = () => page().getByTestId('carton-advice')

  beforeAll(async () => {
    scale = await createPtyCable()
    bench = await createRemoteBench(csv, {
      scales: [{ id: 'scale', name: 'Scale', port: scale.path, framing: 'ascii' }],
      ...{ weighing: 'check', cartons: 'ask' },
    })
    await bench.centre.post('/v1/products', { products: [cup, ...boxes] })
    orderNumber = (await bench.orders())[0]?.orderNumber ?? ''
    await bench.start(1)
    await bench.centre.stop()
  })

  afterAll(async () => {
    await bench.remove()
    await scale.remove()
  })

  it('advises the smallest that holds the goods, waits for it, and prints when the weight of both is right', async () => {
    expect(await scan(orderNumber)).toBe('order-opened')
    expect(await page().getByTestId('carton').innerText()).toContain('Small')
    await scan('G1001')
    expect(await scan('G1001')).toBe('item-packed')
    await advice().waitFor()
    expect(await advice().innerText()).toContain('Small')
    expect(await scan('6901234567892')).toBe('carton-chosen')
    expect(await page().getByTestId('carton').innerText()).toContain('Large')
    await page().getByTestId('weight-now').waitFor()
    // The goods alone: the carton that was scanned is missing from it.
    await weighs(600)
    await until('the band says that it is too light', async () =>
      (await said())?.startsWith('weight-'),
    )
    await scan('HF:OK')
    await weighs(0)
    await weighs(880)
    await until('a label comes out', () => bench.printer.documents().length === 1)
    const waybillNumber = bench.labels()[0] ?? ''
    await bench.station.untilFeedback('label-sent')
    expect(await scan(waybillNumber)).toBe('label-confirmed')
    await bench.centre.start()
    await until('nothing is unacked', async () => (await bench.station.unacked()) === 0)
    const packed = await bench.other.order(orderNumber)
    expect(packed.parcels).toMatchObject([
      { weightGrams: 880, carton: { sku: 'BOX-L', grams: 250 }, label: 'confirmed', waybillNumber },
    ])
  })
})
