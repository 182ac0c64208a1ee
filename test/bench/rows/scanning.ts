import { until } from '../../wait/until.ts'
import { formatMs, type Finding } from '../parts/finding.ts'
import { startPacking, type PackingBench, type PackingTimes } from '../parts/packing.ts'
import type { PreparedStation } from '../parts/prepared.ts'
import { median, percentile } from '../parts/statistics.ts'

/** Orders that are packed before anything counts: code is compiled, fonts are open. */
const warmUpOrders = 5
const idleOrders = 50
/** Scans during a first sync that make a p99 worth telling. */
const enoughScans = 120
const mostSyncs = 6
const syncBeginsWithinMs = 30_000

/**
 * Rows 1 and 7: orders are packed one scan at a time on a station with so many cached orders, first with nothing else to do, then
 * while the station fills a first sync of all of them.
 */
export async function measureScanning(prepared: PreparedStation): Promise<readonly Finding[]> {
  const packing = await startPacking(prepared)
  const orders = orderIndexes(prepared.orders)
  const pack = (times: PackingTimes): Promise<void> => packing.packOrder(orders.next().value, times)
  const idle: PackingTimes = { painted: [], label: [] }
  for (let count = 0; count < warmUpOrders; count += 1) await pack({ painted: [], label: [] })
  for (let count = 0; count < idleOrders; count += 1) await pack(idle)
  const syncing = await packWhileSyncing(packing, pack)
  const frameMs = await packing.window.page.evaluate<number>(frameTime)
  const { uncertaintyMs } = packing.window.clock
  await packing.end()
  console.log(
    `Scans: ${String(idle.painted.length)} idle, ${String(syncing.painted.length)} during a first sync; ` +
      `clocks known to ±${formatMs(uncertaintyMs)}; an empty frame takes ${formatMs(frameMs)}.`,
  )
  tellByDecision('idle', idle)
  tellByDecision('during a first sync', syncing)
  const size = `${String(prepared.orders / 1000)}k orders`
  return [...paintFindings(size, idle, syncing), ...labelFindings(size, idle, syncing)]
}

function tellByDecision(when: string, { painted }: PackingTimes): void {
  for (const code of new Set(painted.map((scan) => scan.code))) {
    const times = painted.flatMap((scan) => (scan.code === code ? [scan.ms] : []))
    const [half, most] = [median(times), percentile(times, 0.99)].map(formatMs)
    console.log(
      `  ${code}, ${when}: p50 ${half ?? ''}, p99 ${most ?? ''} of ${String(times.length)}`,
    )
  }
}

/** What any change of the screen costs in this window: the median time to the next painted frame. */
const frameTime = `(async () => {
  const times = []
  for (let count = 0; count < 101; count += 1) {
    await new Promise((resolve) => setTimeout(resolve, 7))
    const began = performance.now()
    times.push(await bench.afterPaint() - began)
  }
  return times.sort((one, other) => one - other)[50]
})()`

/** Orders from all over the cache, none twice. */
function* orderIndexes(orders: number): Generator<number, number> {
  const step = 61
  for (let index = 17; ; index += step) yield index % orders
}

async function packWhileSyncing(
  packing: PackingBench,
  pack: (times: PackingTimes) => Promise<void>,
): Promise<PackingTimes> {
  const { centre } = packing
  const times: PackingTimes = { painted: [], label: [] }
  for (let syncs = 0; syncs < mostSyncs && times.painted.length < enoughScans; syncs += 1) {
    centre.beginNewFeed()
    await until('a first sync begins', () => centre.isSendingSnapshot(), syncBeginsWithinMs)
    while (centre.isSendingSnapshot()) {
      const during: PackingTimes = { painted: [], label: [] }
      await pack(during)
      // An order that outlasted the sync tells of both.
      if (!centre.isSendingSnapshot()) break
      times.painted.push(...during.painted)
      times.label.push(...during.label)
    }
  }
  return times
}

function paintFindings(size: string, idle: PackingTimes, syncing: PackingTimes): Finding[] {
  const told = (times: readonly number[]): string =>
    `p50 ${formatMs(median(times))}, p99 ${formatMs(percentile(times, 0.99))}`
  const idleMs = idle.painted.map(({ ms }) => ms)
  const syncingMs = syncing.painted.map(({ ms }) => ms)
  const idleP99 = percentile(idleMs, 0.99)
  const findings: Finding[] = [
    {
      row: 1,
      what: `scan byte → decision painted, ${size}`,
      goal: 'p99 ≤ 50 ms',
      measured: told(idleMs),
      reference: '50 ms',
      ratio: idleP99 / 50,
      limit: { atMost: 1 },
    },
  ]
  if (syncingMs.length === 0) return findings
  findings.push({
    row: 1,
    what: `the same while a first sync runs, ${size}`,
    goal: 'p99 ≤ 1.5 × idle',
    measured: told(syncingMs),
    reference: `idle p99 ${formatMs(idleP99)}`,
    ratio: percentile(syncingMs, 0.99) / idleP99,
    limit: { atMost: 1.5 },
  })
  return findings
}

function labelFindings(size: string, idle: PackingTimes, syncing: PackingTimes): Finding[] {
  const finding = (what: string, times: readonly number[], isGoal: boolean): Finding => ({
    row: 7,
    what: `last scan → first label byte${what}, ${size}`,
    goal: isGoal ? 'p99 ≤ 150 ms' : '',
    measured: `p50 ${formatMs(median(times))}, p99 ${formatMs(percentile(times, 0.99))}`,
    reference: '150 ms',
    ratio: percentile(times, 0.99) / 150,
    limit: isGoal ? { atMost: 1 } : null,
  })
  const findings = [finding('', idle.label, true)]
  if (syncing.label.length > 0)
    findings.push(finding(' while a first sync runs', syncing.label, false))
  return findings
}
