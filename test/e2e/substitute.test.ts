import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { until } from '../wait/until.ts'
import { countStationEvents } from './centre-facts.ts'
import { createRemoteBench, type RemoteBench } from './remote-bench.ts'
import type { StationApp } from './station-app.ts'

const csv = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
700001,G1001,CUP,2,12/1/10 8:26,2.55,17850,United Kingdom
700001,G1002,TEA,1,12/1/10 8:26,2.55,17850,United Kingdom
700002,G1003,BAG,1,12/1/10 8:26,2.55,17850,United Kingdom
`

describe('an article that is not there, and another that goes in, by scanner alone and with no network', () => {
  let bench: RemoteBench
  let station: StationApp
  let receipts: FakePrinter
  let orderNumber: string

  const page = () => station.page()
  const scan = (code: string) => bench.answerTo(code)
  const isAt = async (phase: string) => (await page().getByTestId(`phase-${phase}`).count()) > 0
  const slips = () => receipts.documents().map((bytes) => new TextDecoder('gbk').decode(bytes))
  const lines = () => page().locator('[data-testid=line] .line-item').allInnerTexts()

  beforeAll(async () => {
    receipts = await startFakePrinter()
    const { host, port } = receipts
    const list = { id: 'receipts', name: 'Receipts', profile: 'escpos-80mm' }
    bench = await createRemoteBench(csv, {
      supervisors: ['0001'],
      printers: [{ ...list, prints: 'packing-lists', transport: { kind: 'tcp', host, port } }],
    })
    ;({ station } = bench)
    await bench.start(2)
    const two = (await bench.orders()).find(({ lines: of }) => of.length === 2)
    orderNumber = two?.orderNumber ?? ''
    await bench.centre.stop()
  })

  afterAll(async () => {
    await bench.remove()
    await receipts.turnOff()
  })

  it('is named only by goods that it can be, and only a supervisor’s badge lets it in', async () => {
    expect(await scan('HF:SUBSTITUTE')).toBe('not-expected-here')
    await scan('HF:OK')
    expect(await scan(orderNumber)).toBe('order-opened')
    expect(await scan('G1001')).toBe('item-packed')
    expect(await scan('HF:SUBSTITUTE')).toBe('substitute-needed')
    const refused = [
      [orderNumber, 'substitute-first'],
      ['G1001', 'same-article'],
      ['NO-SUCH-CODE', 'unknown-code'],
      ['HF:CLOSE', 'not-expected-here'],
    ] as const
    for (const [code, answer] of refused) {
      expect(await scan(code)).toBe(answer)
      expect(await scan('HF:OK')).toBe('acknowledged')
    }
    expect(await scan('G1003')).toBe('supervisor-needed')
    expect(await scan('HF:STAFF:0007')).toBe('not-supervisor')
    await scan('HF:OK')
    expect(await scan('HF:UNDO')).toBe('substitute-left')
    expect(await lines()).toHaveLength(2)
  })

  it('is asked for by a finger, with a reason, and left', async () => {
    await page().getByTestId('substitute').click()
    await page().getByTestId('substitute-buyerAsked').click()
    await page().getByTestId('substitute-confirm').click()
    await station.untilFeedback('substitute-needed')
    await page().getByTestId('substitute-leave').click()
    await station.untilFeedback('substitute-left')
    expect(await isAt('packing')).toBe(true)
  })

  it('stands in the order from the green light on, whatever happens to the program', async () => {
    expect(await scan('HF:SUBSTITUTE')).toBe('substitute-needed')
    expect(await scan('G1003')).toBe('supervisor-needed')
    expect(await scan('HF:STAFF:0001')).toBe('line-substituted')
    await station.kill()
    await bench.cable.unplug()
    await bench.cable.plug()
    await station.start()
    await until('the order is open again', () => isAt('packing'))
    const [cup, bag, tea] = await lines()
    expect([cup, tea]).toEqual([expect.stringContaining('CUP'), expect.stringContaining('TEA')])
    expect(bag).toMatch(/BAG[^]*CUP/)
  })

  it('is packed by its own code, and the label and the list name it', async () => {
    expect(await scan('G1001')).toBe('over-quantity')
    await scan('HF:OK')
    expect(await scan('G1003')).toBe('item-packed')
    await scan('G1002')
    await until('the label came out', () => isAt('awaiting-scan-back'))
    const waybillNumber = await station.text('waybill-number')
    expect(bench.labels()).toEqual([waybillNumber])
    await until('the list came out', () => slips().length === 1)
    for (const name of ['CUP', 'BAG', 'TEA']) expect(slips()[0]).toContain(name)
    expect(await scan(waybillNumber)).toBe('label-confirmed')
  })

  it('reaches the centre once, and takes no unit away or adds one', async () => {
    await bench.centre.start()
    await until('nothing is unacked', async () => (await station.unacked()) === 0)
    const order = await bench.other.order(orderNumber)
    expect(order.state).toBe('packed')
    expect(order.lines.map(({ sku, quantity, packed }) => [sku, quantity, packed])).toEqual([
      ['G1001', 1, 1],
      ['G1003', 1, 1],
      ['G1002', 1, 1],
    ])
    expect(order.lines[1]?.substituteFor).toMatchObject({ sku: 'G1001', name: 'CUP' })
    await station.quit()
    await bench.centre.stop()
    expect(await countStationEvents(bench.centreFolder)).toMatchObject({ 'line.substituted': 1 })
  })
})
