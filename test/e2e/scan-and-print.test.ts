import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { until } from '../wait/until.ts'
import { createCentreProcess, freePort, type CentreProcess } from './centre-process.ts'
import { zbarRead } from './read-label.ts'
import { createStationApp, type StationApp } from './station-app.ts'

const head = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const line = (order: number, quantity: number): string =>
  `${String(order)},G1001,GOODS 1,${String(quantity)},12/1/10 8:26,2.55,17850,United Kingdom`

describe('a wave of one article without network: an article and a label at a time, by scanner alone', () => {
  let folder: string
  let centre: CentreProcess
  let cable: PtyCable
  let printer: FakePrinter
  let station: StationApp

  const scan = (code: string): Promise<void> => cable.write(Buffer.from(`${code}\r`))
  const numbers = () => printer.documents().map((bytes) => zbarRead(readZpl(bytes).picture))

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-scan-and-print-'))
    centre = createCentreProcess({ dataFolder: join(folder, 'centre'), port: await freePort() })
    ;[cable, printer] = await Promise.all([createPtyCable(), startFakePrinter()])
    await centre.start()
    await centre.importOrders(
      [head, ...[1, 2, 3].map((each) => line(700_000 + each, 1)), ''].join('\n'),
    )
    const { host, port } = printer
    station = await createStationApp(join(folder, 'station'), {
      version: 1,
      doubleReadMs: 0,
      centre: { kind: 'remote', url: centre.url, pairingCode: await centre.createPairingCode() },
      scanners: [{ id: 'hand', name: 'Hand', port: cable.path }],
      printers: [{ id: 'labels', name: 'Labels', transport: { kind: 'tcp', host, port } }],
    })
    await station.start()
    await until('every order is in the queue', async () =>
      (await station.text('queue-foot')).includes('3'),
    )
    await scan('HF:WAVE1')
    await station.untilFeedback('wave-claimed')
    await until('the wave has come', async () =>
      (await station.text('packable-offline')).startsWith('3'),
    )
    await centre.stop('SIGKILL')
  })

  afterAll(async () => {
    await station.quit()
    await Promise.all([cable.remove(), centre.stop('SIGKILL'), printer.turnOff()])
    await rm(folder, { recursive: true, force: true })
  })

  it('gives each unit a label of its own, and nothing once every order has its unit', async () => {
    for (let done = 0; done < 3; done += 1) {
      await scan('G1001')
      await station.untilFeedback('parcel-closed')
      await until('its label is out', () => printer.documents().length === done + 1)
      await scan(numbers()[done] ?? '')
      await station.untilFeedback('label-confirmed')
    }
    expect(new Set(numbers()).size).toBe(3)
    await scan('G1001')
    await station.untilFeedback('no-order-open')
    expect(printer.documents()).toHaveLength(3)
  })
})
