import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { comparePageClock } from '../bench/parts/page-clock.ts'
import { createPtyCable } from '../fakes/serial-pty.ts'
import { until } from '../wait/until.ts'
import { createCentreProcess, freePort } from './centre-process.ts'
import { readJournalFiles } from './journal-file.ts'
import { enrolObserver } from './observer.ts'
import { createStationApp, firstStartPatienceMs } from './station-app.ts'

/** What came of a run. */
export interface ScannerReport {
  readonly scanned: number
  /** Scans a second that were really sent. */
  readonly pace: number
  /** From just before the first byte of a code was written until its answer was painted, ms, one for each scan. */
  readonly paintedMs: readonly number[]
  /** In words; none = every scan counted once, in the order of its scanner. */
  readonly violations: readonly string[]
}

const observerFile = new URL('../bench/page/observer.js', import.meta.url)

/** Two people at one bench, each with a scanner that reads a unit with a serial number of its own every 40 ms. */
const everyMs = 40
const scanners = ['left', 'right'] as const

export interface ScannerLoad {
  readonly seconds: number
  /** Orders that the bench keeps besides the one that is packed. */
  readonly cachedOrders: number
}

/** Lets two scanners read for so long into the real program, over real ttys, and looks at what its journal says. */
export async function runTwoScanners({
  seconds,
  cachedOrders,
}: ScannerLoad): Promise<ScannerReport> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-scanners-'))
  const perScanner = Math.ceil((seconds * 1000) / everyMs)
  const centre = createCentreProcess({ dataFolder: join(folder, 'centre'), port: await freePort() })
  const [left, right] = await Promise.all([createPtyCable(), createPtyCable(), centre.start()])
  const cables = { left, right }
  await centre.importOrders(ordersOf(perScanner + 1, cachedOrders))
  const { orders, products } = await (await enrolObserver(centre)).look()
  const order = [...orders.values()].find(({ lines }) => lines.length === 2)
  if (!order) throw new Error('no order')
  const codes = order.lines.map(({ sku }) => products.get(sku)?.barcodes[0] ?? '')
  const station = await createStationApp(join(folder, 'station'), {
    ...{ version: 1, doubleReadMs: 0, sounds: false },
    centre: { kind: 'remote', url: centre.url, pairingCode: await centre.createPairingCode() },
    scanners: scanners.map((id) => ({ id, name: id, port: cables[id].path })),
    printers: [{ id: 'labels', name: 'Labels', transport: { kind: 'virtual' } }],
  })
  try {
    await station.start()
    await station.page().getByTestId('packable-offline').waitFor()
    // The queue has them all while their waybills are still on the way.
    const everyOrder = `${String(orders.size)}/${String(orders.size)}`
    const isCached = async () =>
      (await station.text('packable-offline')).replaceAll(/[^\d/]/g, '') === everyOrder
    await until('every order can be packed', isCached, firstStartPatienceMs)
    await left.write(Buffer.from(`${order.orderNumber}\r`))
    await station.untilFeedback('order-opened')
    const screen = await watchScreen(station.page())
    const writtenMs = new Map<string, number>()
    const began = performance.now()
    await Promise.all(
      scanners.map(async (id, at) => {
        for (let unit = 0; unit < perScanner; unit += 1) {
          const serial = `${id}-${String(unit)}`
          writtenMs.set(serial, performance.now())
          await cables[id].write(Buffer.from(`01${codes[at] ?? ''}21${serial}\r`))
          await pause(Math.max(0, began + (unit + 1) * everyMs - performance.now()))
        }
      }),
    )
    const pace = (2 * perScanner * 1000) / (performance.now() - began)
    const expected = String(2 * perScanner)
    await until('every scan was answered', async () =>
      (await station.text('order-progress')).startsWith(expected),
    )
    const answers = await screen.painted()
    await station.quit()
    const serials = await packedSerials(join(folder, 'station'))
    const paintedMs = serials.flatMap((serial, at) => {
      const [written, painted] = [writtenMs.get(serial), answers(at + 1)]
      return written === undefined || painted === undefined ? [] : [painted - written]
    })
    const violations = violationsIn(serials, perScanner)
    return { scanned: 2 * perScanner, pace, paintedMs, violations }
  } finally {
    await station.quit()
    await Promise.all([left.remove(), right.remove(), centre.stop('SIGKILL')])
    await rm(folder, { recursive: true, force: true })
  }
}

/** One order of two kinds of goods, so many of each, and so many other orders of one unit. */
function ordersOf(units: number, others: number): string {
  const head = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
  const line = (order: number, sku: string, quantity: number): string =>
    `${String(order)},${sku},GOODS ${sku},${String(quantity)},12/1/10 8:26,2.55,17850,United Kingdom`
  const more = Array.from({ length: others }, (_, index) =>
    line(800_000 + index, `H${String(1_000 + (index % 2_000))}`, 1),
  )
  return [head, line(700_001, 'G1001', units), line(700_001, 'G1002', units), ...more, ''].join(
    '\n',
  )
}

interface Painted {
  readonly serial: number
  readonly paintedMs: number
}

/**
 * Looks at the feedback band from inside the page. A message that another one has replaced before the next frame counts as painted with
 * that one: what a person sees then tells of both.
 */
async function watchScreen(page: Page): Promise<{
  /** When the n-th message from now on, counted from 1, was painted, by the clock of this process. */
  painted(): Promise<(message: number) => number | undefined>
}> {
  const evaluate = <Value>(text: string): Promise<Value> => page.evaluate<Value>(text)
  await evaluate(`${await readFile(observerFile, 'utf8')}\n0`)
  const clock = await comparePageClock({ evaluate })
  const first = await evaluate<number>('bench.watchBand()')
  return {
    async painted() {
      const seen = await evaluate<readonly Painted[]>('bench.painted()')
      return (message) => {
        const found = seen.find(({ serial }) => serial >= first + message)
        return found && clock.toHere(found.paintedMs)
      }
    },
  }
}

/** The serial numbers of the packed units, in the order of the journal. */
async function packedSerials(dataFolder: string): Promise<readonly string[]> {
  const facts = (await readJournalFiles(dataFolder)).flatMap(({ fact }) => fact ?? [])
  return facts.flatMap((fact) =>
    fact.type === 'item.packed' ? (fact.body.serial ?? 'without a serial number') : [],
  )
}

function violationsIn(serials: readonly string[], perScanner: number): readonly string[] {
  return scanners.flatMap((id) => {
    const own = serials.filter((serial) => serial.startsWith(`${id}-`))
    const wanted = Array.from({ length: perScanner }, (_, unit) => `${id}-${String(unit)}`)
    const at = wanted.findIndex((serial, index) => own[index] !== serial)
    if (at < 0 && own.length === wanted.length) return []
    return [
      `${id}: ${String(own.length)} of ${String(perScanner)} scans; number ${String(at)} is ${String(own[at])}`,
    ]
  })
}
