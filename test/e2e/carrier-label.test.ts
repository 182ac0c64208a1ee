import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CarrierDocument } from '../../shared/domain/waybill.ts'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { startPrintComponent, type PrintComponent } from '../fakes/print-component.ts'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { TestStation } from '../integration/centre-kit.ts'
import { until } from '../wait/until.ts'
import { createCentreProcess, freePort, type CentreProcess } from './centre-process.ts'
import { enrolAt } from './observer.ts'
import { ordersCsv } from './orders-csv.ts'
import { createStationApp, type StationApp } from './station-app.ts'

const zpl = Buffer.from('^XA^FO20,20^BCN,80^FDYT0^FS^FX \xff\x01 ^FS^PQ1^XZ', 'latin1')
const contents = '[{"encryptedData":"AES:abc=","templateURL":"https://t.example/1","ver":1.10}]'

const documentOf = (format: CarrierDocument['format'], bytes: Uint8Array): CarrierDocument => ({
  format,
  content: Buffer.from(bytes).toString('base64'),
  dotsPerInch: format === 'zpl' ? 203 : null,
})

describe('labels that carriers and platforms make, packed without network by scanner alone', () => {
  let folder: string
  let centre: CentreProcess
  let cable: PtyCable
  let printer: FakePrinter
  let component: PrintComponent
  let station: StationApp
  let orders: readonly { readonly orderNumber: string; readonly waybillNumber: string }[]

  const scan = (code: string): Promise<void> => cable.write(Buffer.from(`${code}\r`))
  const next = (): Promise<string | null> =>
    station.page().getByTestId('virtual-next').getAttribute('data-code')
  const isPacking = async (): Promise<boolean> =>
    (await station.page().getByTestId('phase-packing').count()) > 0
  const untilPhase = (name: string): Promise<void> =>
    station.page().getByTestId(`phase-${name}`).waitFor()

  /** Opens an order and scans all its goods. */
  const pack = async (index: number): Promise<string> => {
    const { orderNumber = '', waybillNumber = '' } = orders[index] ?? {}
    await scan(orderNumber)
    await station.untilFeedback('order-opened')
    while (await isPacking()) {
      const code = (await next()) ?? ''
      await station.answerTo(code, () => scan(code))
    }
    return waybillNumber
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-carrier-label-'))
    centre = createCentreProcess({ dataFolder: join(folder, 'centre'), port: await freePort() })
    ;[cable, printer, component] = await Promise.all([
      createPtyCable(),
      startFakePrinter(),
      startPrintComponent(['KM-118']),
    ])
    await centre.start()
    await centre.importOrders(ordersCsv(6, () => 0.5))
    const { stationId, token } = await enrolAt(centre, 'the observer')
    const { rows } = await new TestStation(centre.url, stationId, token).snapshot()
    orders = [...rows.values()].flatMap(({ entity, row }) =>
      entity === 'waybill' && row?.state === 'allocated' ? [row] : [],
    )
    const documents = [
      documentOf('zpl', zpl),
      documentOf('component', Buffer.from(contents)),
      documentOf('pdf', Buffer.from('%PDF-1.4\n%%EOF')),
    ]
    const headers = {
      authorization: `Bearer ${centre.adminToken}`,
      'content-type': 'application/json',
    }
    for (const [index, document] of documents.entries()) {
      const path = `/v1/waybills/${orders[index]?.waybillNumber ?? ''}/document`
      const body = JSON.stringify(document)
      const answer = await fetch(centre.url + path, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(await answer.text())
    }
    const { host, port } = printer
    station = await createStationApp(join(folder, 'station'), {
      version: 1,
      doubleReadMs: 0,
      centre: { kind: 'remote', url: centre.url, pairingCode: await centre.createPairingCode() },
      scanners: [{ id: 'hand', name: 'Hand', port: cable.path }],
      virtualScanner: true,
      printers: [
        { id: 'labels', name: 'Labels', transport: { kind: 'tcp', host, port } },
        {
          ...{ id: 'cainiao', name: 'Cainiao', profile: 'component-203' },
          transport: { kind: 'component', port: component.port, printer: 'KM-118' },
        },
      ],
    })
    await station.start()
    await until('every order is in the queue', async () =>
      (await station.text('queue-foot')).includes('6'),
    )
    await centre.stop('SIGKILL')
  })

  afterAll(async () => {
    await station.quit()
    await Promise.all([cable.remove(), centre.stop('SIGKILL'), printer.turnOff(), component.stop()])
    await rm(folder, { recursive: true, force: true })
  })

  it('come out byte for byte, are kept under their hash, and are confirmed by their scan', async () => {
    const waybillNumber = await pack(0)
    await untilPhase('awaiting-scan-back')
    expect(printer.documents().map((bytes) => bytes.equals(zpl))).toEqual([true])
    await scan(waybillNumber)
    await station.untilFeedback('label-confirmed')
    const hash = createHash('sha256').update(zpl).digest('hex')
    expect(await readdir(join(folder, 'station', 'carrier-labels'))).toEqual([
      `${waybillNumber}-${hash}.zpl`,
    ])
  })

  it('go to the platform’s own component, once, whichever printer was chosen for the others', async () => {
    const waybillNumber = await pack(1)
    await untilPhase('awaiting-scan-back')
    expect(component.tasks().map(({ documents }) => documents)).toEqual([
      `{"documentID":"${waybillNumber}","contents":${contents}}`,
    ])
    expect(printer.documents()).toHaveLength(1)
    await scan(waybillNumber)
    await station.untilFeedback('label-confirmed')
  })

  it('that no printer here can print stay green and say what is missing', async () => {
    await pack(2)
    await untilPhase('label-failed')
    await scan('HF:LABELS')
    await station.untilFeedback('scenario-changed')
    expect(await station.page().getByTestId('labels-job').innerText()).toContain(
      'no-printer-for-document',
    )
    expect(printer.documents()).toHaveLength(1)
    expect(component.tasks()).toHaveLength(1)
  })
})
