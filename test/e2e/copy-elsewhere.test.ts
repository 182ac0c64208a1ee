import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readZpl } from '../fakes/zpl-picture.ts'
import { packingOf, tasksOf, TestJournal, waybillsOf } from '../integration/centre-kit.ts'
import { until } from '../wait/until.ts'
import { ordersCsv } from './orders-csv.ts'
import { zbarRead } from './read-label.ts'
import { createRemoteBench, type RemoteBench } from './remote-bench.ts'

describe('a label whose own bench has no printer any more', () => {
  let bench: RemoteBench
  let orderNumber = ''
  let waybillNumber = ''

  const page = () => bench.station.page()

  beforeAll(async () => {
    bench = await createRemoteBench(ordersCsv(2, () => 0.5))
    const { other } = bench
    const { rows } = await other.snapshot()
    const [order] = [...rows.values()].flatMap((row) =>
      row.entity === 'order' && row.row ? [row.row] : [],
    )
    if (!order) throw new Error('no order')
    ;({ orderNumber } = order)
    waybillNumber = (await waybillsOf(other, orderNumber))[0]?.waybillNumber ?? ''
    // Everything up to the label that its printer says it has printed.
    const packed = packingOf(order, other.stationId, waybillNumber).slice(0, -2)
    await other.push(new TestJournal('other').add(...packed).request())
    await bench.start(1)
  })

  afterAll(() => bench.remove())

  it('comes out here with its copy number, offline, and leaves the parcel with the bench that packed it', async () => {
    const { centre, station, printer, other } = bench
    await centre.stop()
    await bench.scan('HF:LABELS')
    await station.untilFeedback('scenario-changed')
    await bench.scan(waybillNumber)
    await station.untilFeedback('label-found')
    await page().getByTestId('reprint').click()
    await page().getByTestId('reason-torn').click()
    await page().getByTestId('reprint-print').click()
    await station.untilFeedback('label-requested-again')
    await until('a label comes out', () => printer.documents().length === 1)
    const [document] = printer.documents()
    expect(document && zbarRead(readZpl(document).picture)).toBe(waybillNumber)
    await page().getByTestId('labels-job-state').waitFor()
    await centre.start()
    await until('nothing is unacked', async () => (await station.unacked()) === 0)
    const order = await other.order(orderNumber)
    expect(order).toMatchObject({ state: 'packed', claimedBy: other.stationId })
    expect(order.parcels[0]).toMatchObject({ label: 'sent', reprints: 1 })
    expect(await tasksOf(other, orderNumber)).toEqual([])
  })
})
