import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Order } from '../../shared/domain/order.ts'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { TestStation } from '../integration/centre-kit.ts'
import { until } from '../wait/until.ts'
import { createCentreProcess, freePort, type CentreProcess } from './centre-process.ts'
import { enrolAt } from './observer.ts'
import { zbarRead } from './read-label.ts'
import { createStationApp, type StationApp } from './station-app.ts'

/** A bench with a scanner on a tty and a printer on the network, its centre in a process of its own, and a second bench that looks on. */
export interface RemoteBench {
  readonly centre: CentreProcess
  /** Where the centre keeps its data. */
  readonly centreFolder: string
  readonly cable: PtyCable
  readonly printer: FakePrinter
  /** Not started yet. */
  readonly station: StationApp
  /** Where the station keeps its data. */
  readonly dataFolder: string
  readonly other: TestStation
  /** Starts the station and waits until it has so many orders. */
  start(orders: number): Promise<void>
  scan(code: string): Promise<void>
  /** The code of what the band says now. */
  said(): Promise<string | null>
  /** Scans and answers the code of what the band says of it. */
  answerTo(code: string): Promise<string>
  /** Every order as the centre has it now. */
  orders(): Promise<readonly Order[]>
  /** The waybill numbers on the labels that came out, as zbar reads them. @param from leave out so many of the first */
  labels(from?: number): readonly (string | null)[]
  remove(): Promise<void>
}

/** Settings of a station; its printers come behind the one for labels. */
type BenchSettings = Readonly<Record<string, unknown>> & { readonly printers?: readonly unknown[] }

/**
 * Makes one whose centre has the orders of a file (CSV).
 *
 * @param settings what its `station.json` says besides centre, scanner and the printer for labels
 */
export async function createRemoteBench(
  ordersCsv: string,
  { printers = [], ...settings }: BenchSettings = {},
): Promise<RemoteBench> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-remote-bench-'))
  const centreFolder = join(folder, 'centre')
  const centre = createCentreProcess({ dataFolder: centreFolder, port: await freePort() })
  const [cable, printer] = await Promise.all([createPtyCable(), startFakePrinter(), centre.start()])
  await centre.importOrders(ordersCsv)
  const { stationId, token } = await enrolAt(centre, 'the other bench')
  const transport = { kind: 'tcp', host: printer.host, port: printer.port }
  const dataFolder = join(folder, 'station')
  const station = await createStationApp(dataFolder, {
    version: 1,
    doubleReadMs: 0,
    centre: { kind: 'remote', url: centre.url, pairingCode: await centre.createPairingCode() },
    scanners: [{ id: 'hand', name: 'Hand', port: cable.path }],
    printers: [{ id: 'labels', name: 'Labels', transport }, ...printers],
    ...settings,
  })
  const other = new TestStation(centre.url, stationId, token)
  const band = () => station.page().getByTestId('feedback')
  const said = () => band().getAttribute('data-code')
  const scan = (code: string) => cable.write(Buffer.from(`${code}\r`))
  return {
    ...{ centre, centreFolder, cable, printer, station, dataFolder, other, said, scan },
    answerTo: (code) => station.answerTo(code, () => scan(code)),
    async orders() {
      const { rows } = await other.snapshot()
      return [...rows.values()].flatMap((row) =>
        row.entity === 'order' && row.row ? [row.row] : [],
      )
    },
    labels: (from = 0) =>
      printer
        .documents()
        .slice(from)
        .map((document) => zbarRead(readZpl(document).picture)),
    async start(orders) {
      await station.start()
      await until('every order is in the queue', async () =>
        (await station.text('queue-foot')).includes(String(orders)),
      )
    },
    async remove() {
      await station.quit()
      await Promise.all([cable.remove(), printer.turnOff(), centre.stop('SIGKILL')])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
