import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { binCountsResponse } from '../../shared/protocol/bin-count.ts'
import { until } from '../wait/until.ts'
import { createRemoteBench, type RemoteBench } from './remote-bench.ts'
import type { StationApp } from './station-app.ts'

const csv = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
700001,G1001,CUP,2,12/1/10 8:26,2.55,17850,United Kingdom
700002,G1002,TEA,3,12/1/10 8:26,2.55,17850,United Kingdom
700003,G1003,BAG,1,12/1/10 8:26,2.55,17850,United Kingdom
`

describe('bins that are short are counted, by scanner alone and with no network', () => {
  let bench: RemoteBench
  let station: StationApp

  const page = () => station.page()
  const said = () => page().getByTestId('feedback').getAttribute('data-code')
  const scan = (code: string) => bench.answerTo(code)
  const asked = async () => {
    const panel = page().getByTestId('count-panel')
    return (await panel.count()) > 0 ? panel.getAttribute('data-bin') : null
  }
  /** Opens an order and finds its bin short; answers the bin that the screen asks for. */
  const comesShort = async (orderNumber: string): Promise<string> => {
    expect(await scan(orderNumber)).toBe('order-opened')
    expect(await scan('HF:SHORT')).toBe('line-short')
    return until('the screen asks for the bin', asked)
  }
  const tasks = async () => {
    const { rows } = await bench.other.snapshot()
    return [...rows.values()].flatMap((row) =>
      row.entity === 'task' && row.row?.kind === 'count-bin' ? [row.row] : [],
    )
  }
  const bins: string[] = []

  beforeAll(async () => {
    bench = await createRemoteBench(csv)
    ;({ station } = bench)
    await bench.start(3)
    await bench.centre.stop()
  })

  afterAll(() => bench.remove())

  it('a bin that is counted at once, by cards', async () => {
    bins.push(await comesShort('700001'))
    expect(await scan('HF:QTY1')).toBe('count-chosen')
    expect(await scan('HF:OK')).toBe('bin-counted')
    expect(await asked()).toBeNull()
  })

  it('a bin that is left for later, and found again by its label behind a killed program', async () => {
    const bin = await comesShort('700002')
    bins.push(bin)
    expect(await scan('HF:LATER')).toBe('count-left')
    await station.kill()
    await bench.cable.unplug()
    await bench.cable.plug()
    await station.start()
    await until('it is ready for scans', async () => (await said()) !== null)
    await page().getByTestId('rail-queue').click()
    await page().getByTestId('task-count-bin').waitFor()
    expect(await scan(bin)).toBe('count-asked')
    expect(await scan('HF:OK')).toBe('bin-counted')
    await until(
      'nothing is left to do',
      async () => (await page().getByTestId('tasks').count()) === 0,
    )
  })

  it('an order that is packed over the question leaves the task open', async () => {
    expect(await scan('700003')).toBe('order-opened')
    expect(await scan('G1003')).toBe('parcel-closed')
  })

  it('reaches the centre once, and ends its tasks there', async () => {
    await bench.centre.start()
    await until('nothing is unacked', async () => (await station.unacked()) === 0)
    const { counts } = binCountsResponse.parse(await bench.centre.get('/v1/bins/counts'))
    expect(counts.map(({ bin, quantity, sku }) => [sku, bin, quantity]).sort()).toEqual([
      ['G1001', bins[0], 1],
      ['G1002', bins[1], 0],
    ])
    expect((await tasks()).map(({ sku, done }) => [sku, done]).sort()).toEqual([
      ['G1001', true],
      ['G1002', true],
    ])
  })

  it('a short that nobody counts is a task at the centre, for this bench, and the finger ends it', async () => {
    await bench.centre.importOrders(csv.replaceAll('70000', '71000'))
    await page().getByTestId('rail-queue').click()
    await until('the next orders are there', async () =>
      (await station.text('queue-foot')).includes('3'),
    )
    await scan('HF:LATER')
    const bin = await comesShort('710001')
    expect(await scan('710002')).toBe('order-opened')
    await until('the centre has the task', async () =>
      (await tasks()).some(({ sku, done }) => sku === 'G1001' && !done),
    )
    await page().getByTestId('rail-queue').click()
    await page().getByTestId('task-open').click()
    expect(await until('the screen asks for it', asked)).toBe(bin)
    await page().getByTestId('count-quantity').fill('119')
    await page().getByTestId('count-more').click()
    expect(await page().getByTestId('count-quantity').inputValue()).toBe('120')
    expect(await scan('HF:OK')).toBe('bin-counted')
    await until('nothing is unacked', async () => (await station.unacked()) === 0)
    const { counts } = binCountsResponse.parse(await bench.centre.get('/v1/bins/counts'))
    expect(counts.map(({ quantity }) => quantity).sort()).toEqual([0, 1, 120])
  })
})
