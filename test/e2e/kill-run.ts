import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { orderedUnits } from '../../shared/domain/order.ts'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { seededRandom } from '../fakes/random.ts'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { until } from '../wait/until.ts'
import { readStationEvents } from './centre-facts.ts'
import { createCentreProcess, freePort, type CentreProcess } from './centre-process.ts'
import { readJournalFiles, tornWrites } from './journal-file.ts'
import { violationsOf, type Remains } from './kill-oracle.ts'
import { Killer, planKills } from './kill-plan.ts'
import { ordersCsv } from './orders-csv.ts'
import { createLabelTray, isComplete, type LabelTray } from './label-tray.ts'
import { enrolObserver, type CentreState, type Observer } from './observer.ts'
import { Packer, type Shift } from './packer.ts'
import { createStationApp, firstStartPatienceMs, type StationApp } from './station-app.ts'

/** How long and how hard. */
export interface KillRunOptions {
  readonly seed: number
  readonly parcels: number
  readonly kills: number
  readonly say: (line: string) => void
}

/** What a run showed. */
export interface KillReport {
  readonly kills: number
  /** In words; none = the promise held. */
  readonly violations: readonly string[]
}

interface Bench {
  readonly folder: string
  readonly centre: CentreProcess
  readonly cable: PtyCable
  readonly printer: FakePrinter
  readonly tray: LabelTray
  readonly observer: Observer
  readonly station: StationApp
  readonly floor: CentreState
}

/** Scans that open an order, confirm its label, hand it over, and its share of the way to the cage. */
const scansBesideUnits = 3.5

/** Packs orders in the real program and kills it by a seeded plan, then looks at every side of what is left. */
export async function runKills(options: KillRunOptions): Promise<KillReport> {
  const random = seededRandom(options.seed)
  const bench = await layBench(ordersCsv(options.parcels, random))
  try {
    const { floor, station } = bench
    const orderNumbers = [...floor.orders.keys()]
    const units = [...floor.orders.values()].reduce((sum, order) => sum + orderedUnits(order), 0)
    const scans = units + scansBesideUnits * orderNumbers.length
    const killer = new Killer(planKills(options.kills, scans, random), () => station.kill())
    bench.printer.onConnection(() => {
      killer.saw('label')
    })
    const shift = await new Packer({ ...bench, killer, orderNumbers }).work()
    const remains = await collect(bench, orderNumbers, shift)
    await describe(options, bench, killer, shift, remains)
    const surprises = shift.surprises.map((shown) => `unexpected red: ${JSON.stringify(shown)}`)
    return { kills: killer.count, violations: [...surprises, ...violationsOf(remains)] }
  } finally {
    await clear(bench)
  }
}

async function layBench(csv: string): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-kills-'))
  const centre = createCentreProcess({ dataFolder: join(folder, 'centre'), port: await freePort() })
  // Slow enough for a kill to meet a label on its way.
  const [cable, printer] = await Promise.all([
    createPtyCable(),
    startFakePrinter({ pauseMs: 80 }),
    centre.start(),
  ])
  await centre.importOrders(csv)
  const observer = await enrolObserver(centre)
  const floor = await observer.look()
  const station = await createStationApp(join(folder, 'station'), {
    version: 1,
    doubleReadMs: 0,
    sounds: false,
    centre: { kind: 'remote', url: centre.url, pairingCode: await centre.createPairingCode() },
    scanners: [{ id: 'hand', name: 'Hand', port: cable.path }],
    printers: [
      {
        ...{ id: 'labels', name: 'Labels', language: 'zpl', dotsPerInch: 203, compression: 'hex' },
        transport: { kind: 'tcp', host: printer.host, port: printer.port },
      },
    ],
  })
  const tray = createLabelTray(printer)
  await enrolStation(station)
  return { folder, centre, cable, printer, tray, observer, station, floor }
}

/** The first start enrols and fills the cache; a kill there would end a run that has not begun. */
async function enrolStation(station: StationApp): Promise<void> {
  await station.start()
  await station.page().getByTestId('queue-foot').waitFor({ timeout: firstStartPatienceMs })
  await station.kill()
}

/** Waits until the centre has everything, then reads what is left where it lies. */
async function collect(
  bench: Bench,
  orderNumbers: readonly string[],
  { greens }: Shift,
): Promise<Remains> {
  const { station, centre, observer, printer, tray, folder } = bench
  await until('nothing is unacked', async () => (await station.unacked()) === 0)
  await station.quit()
  const state = await observer.look()
  await centre.stop()
  const labels = await tray.labels()
  return {
    orderNumbers,
    greens,
    journal: await readJournalFiles(join(folder, 'station')),
    stored: await readStationEvents(join(folder, 'centre')),
    centre: state,
    documents: printer.documents(),
    labels,
  }
}

async function describe(
  { say, seed }: KillRunOptions,
  { folder }: Bench,
  { strokes, count }: Killer,
  shift: Shift,
  { orderNumbers, greens, journal, documents }: Remains,
): Promise<void> {
  const unknown = journal.filter(({ fact }) => fact?.type === 'label.unknown').length
  const torn = await tornWrites(join(folder, 'station'))
  const half = documents.filter((document) => !isComplete(document)).length
  say(
    `seed ${String(seed)}: ${String(orderNumbers.length)} parcels; ${String(count)} kills ` +
      `(${String(strokes.start)} at a start, ${String(strokes.scan)} after a scan, ` +
      `${String(strokes.label)} after a label began; ${String(shift.unanswered)} before an answer, ` +
      `${String(unknown)} amid a label); ${String(shift.scans)} scans, ${String(greens.length)} greens, ` +
      `${String(journal.length)} facts, ${String(documents.length)} documents (${String(half)} cut off), ` +
      `${String(torn.length)} torn writes`,
  )
}

async function clear({ folder, station, cable, printer, centre }: Bench): Promise<void> {
  if (station.isRunning()) await station.kill()
  await Promise.all([cable.remove(), printer.turnOff(), centre.stop('SIGKILL')])
  await rm(folder, { recursive: true, force: true })
}
