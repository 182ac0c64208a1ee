import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import {
  packingOf,
  tasksOf,
  TestJournal,
  TestStation,
  waybillsOf,
} from '../integration/centre-kit.ts'
import { until } from '../wait/until.ts'
import { createCentreProcess, freePort, type CentreProcess } from './centre-process.ts'
import { enrolAt } from './observer.ts'
import { ordersCsv } from './orders-csv.ts'
import { zbarRead } from './read-label.ts'
import { createStationApp, type StationApp } from './station-app.ts'

describe('a label whose own bench has no printer any more', () => {
  let folder: string
  let centre: CentreProcess
  let cable: PtyCable
  let printer: FakePrinter
  let station: StationApp
  let other: TestStation
  let orderNumber = ''
  let waybillNumber = ''

  const page = () => station.page()
  const scan = (code: string): Promise<void> => cable.write(Buffer.from(`${code}\r`))

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-copy-'))
    centre = createCentreProcess({ dataFolder: join(folder, 'centre'), port: await freePort() })
    ;[cable, printer] = await Promise.all([createPtyCable(), startFakePrinter(), centre.start()])
    await centre.importOrders(ordersCsv(2, () => 0.5))
    const { stationId, token } = await enrolAt(centre, 'the other bench')
    other = new TestStation(centre.url, stationId, token)
    const { rows } = await other.snapshot()
    const [order] = [...rows.values()].flatMap((row) =>
      row.entity === 'order' && row.row ? [row.row] : [],
    )
    if (!order) throw new Error('no order')
    ;({ orderNumber } = order)
    waybillNumber = (await waybillsOf(other, orderNumber))[0]?.waybillNumber ?? ''
    // Everything up to the label that its printer says it has printed.
    const packed = packingOf(order, stationId, waybillNumber).slice(0, -2)
    await other.push(new TestJournal('other').add(...packed).request())
    const transport = { kind: 'tcp', host: printer.host, port: printer.port }
    station = await createStationApp(join(folder, 'station'), {
      version: 1,
      doubleReadMs: 0,
      centre: { kind: 'remote', url: centre.url, pairingCode: await centre.createPairingCode() },
      scanners: [{ id: 'hand', name: 'Hand', port: cable.path }],
      printers: [{ id: 'labels', name: 'Labels', transport }],
    })
    await station.start()
    await until('the queue is there', async () => (await station.text('queue-foot')).includes('1'))
  })

  afterAll(async () => {
    await station.quit()
    await Promise.all([cable.remove(), printer.turnOff(), centre.stop('SIGKILL')])
    await rm(folder, { recursive: true, force: true })
  })

  it('comes out here with its copy number, offline, and leaves the parcel with the bench that packed it', async () => {
    await centre.stop()
    await scan('HF:LABELS')
    await station.untilFeedback('scenario-changed')
    await scan(waybillNumber)
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
