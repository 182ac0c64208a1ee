import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tasksOf } from '../integration/centre-kit.ts'
import { until } from '../wait/until.ts'
import { createRemoteBench, type RemoteBench } from './remote-bench.ts'

const csv = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
700001,G1001,CUP,1,12/1/10 8:26,2.55,17850,United Kingdom
700001,G1002,TEA,1,12/1/10 8:26,2.55,17850,United Kingdom
700002,G1001,CUP,1,12/1/10 8:26,2.55,17850,United Kingdom
700002,G1003,BAG,1,12/1/10 8:26,2.55,17850,United Kingdom
`
const [labelled, picked] = ['700001', '700002'] as const

describe('orders that the office cancels behind the picker’s back, worked off by scanner alone and with no network', () => {
  let bench: RemoteBench

  const page = () => bench.station.page()
  const scan = (code: string) => bench.answerTo(code)
  /** The first scan says what to do, the second that it is done. */
  const worksOff = async (code: string): Promise<void> => {
    expect(await scan(code)).toBe('task-first')
    expect(await scan('HF:OK')).toBe('acknowledged')
    expect(await scan(code)).toBe('task-done')
  }
  const toteOf = async (orderNumber: string): Promise<string> => {
    const order = (await bench.orders()).find((one) => one.orderNumber === orderNumber)
    return order?.tote ?? ''
  }

  beforeAll(async () => {
    bench = await createRemoteBench(csv)
    await bench.start(2)
  })

  afterAll(() => bench.remove())

  it('the list on paper begins the walk, and each order gets its tote', async () => {
    await scan('HF:WAVE')
    await bench.station.untilFeedback('wave-claimed')
    const [order] = await bench.orders()
    const head = order?.waveNumber ?? ''
    await until('the head of the list begins it', async () => (await scan(head)) === 'walk-begun')
    let tote = 0
    while ((await page().getByTestId('walk-collecting').count()) > 0) {
      const sku = await page().getByTestId('walk-stop').getAttribute('data-sku')
      if ((await scan(sku ?? '')) === 'tote-needed') await scan(`HF:TOTE:T-${String((tote += 1))}`)
    }
    expect(await bench.said()).toBe('walk-collected')
    await until('the centre knows', async () => (await bench.station.unacked()) === 0)
    expect(await scan(`HF:TOTE:${await toteOf(labelled)}`)).toBe('order-resumed')
    for (const code of ['G1001', 'G1002']) await scan(code)
    await bench.station.untilFeedback('label-sent')
    expect(await scan(bench.labels()[0] ?? '')).toBe('label-confirmed')
    await until('the centre knows that too', async () => (await bench.station.unacked()) === 0)
  })

  it('the cage stops at the parcel, and the tote at its goods', async () => {
    const tote = await toteOf(picked)
    for (const number of [labelled, picked])
      await bench.centre.post(`/v1/orders/${number}/cancel`, { requestId: `cancel-${number}` })
    await scan('HF:QUEUE')
    for (const kind of ['pull-parcel', 'put-back'])
      await page().getByTestId(`task-${kind}`).waitFor()
    await bench.centre.stop()
    await scan('HF:HANDOVER')
    await worksOff(bench.labels()[0] ?? '')
    expect(await scan(bench.labels()[0] ?? '')).toBe('cancelled')
    await scan('HF:OK')
    await scan('HF:QUEUE')
    await worksOff(`HF:TOTE:${tote}`)
    expect(await scan(`HF:TOTE:${tote}`)).toBe('tote-empty')
    await scan('HF:OK')
  })

  it('the centre hears of both, once', async () => {
    await bench.centre.start()
    await until('nothing is unacked', async () => (await bench.station.unacked()) === 0)
    for (const [number, kind] of [
      [labelled, 'pull-parcel'],
      [picked, 'put-back'],
    ] as const) {
      expect(await bench.other.order(number)).toMatchObject({ state: 'cancelled' })
      expect(await tasksOf(bench.other, number)).toMatchObject([{ kind, done: true }])
    }
    expect(bench.labels()).toHaveLength(1)
  })
})
