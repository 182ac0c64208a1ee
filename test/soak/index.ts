// The long runs: `npm run soak -- [kills | writers | scanners] [--seed N] [--parcels N] [--kills N] [--minutes N] [--orders N]`; without a word, all.
import { parseArgs } from 'node:util'
import { runKills } from '../e2e/kill-run.ts'
import { runWriters } from '../faults/feed-writers.ts'
import { formatMs } from '../bench/parts/finding.ts'
import { median, percentile } from '../bench/parts/statistics.ts'
import { runTwoScanners } from '../e2e/two-scanners.ts'
import { startPostgres } from '../fakes/postgres.ts'

const runs = { kills, writers, scanners } as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    parcels: { type: 'string', default: '200' },
    kills: { type: 'string', default: '60' },
    /** How long the slowest of the writers keeps its transaction open. */
    minutes: { type: 'string', default: '1' },
    /** Orders in the cache of the bench with two scanners, besides the one that is packed. */
    orders: { type: 'string', default: '0' },
  },
})

function say(line: string): void {
  console.log(line)
}

/** SIGKILL of the app at random moments; answers what was violated. */
async function kills(): Promise<readonly string[]> {
  const [seed, parcels, times] = [values.seed, values.parcels, values.kills].map(Number)
  if (seed === undefined || parcels === undefined || times === undefined) return ['no numbers']
  const report = await runKills({ seed, parcels, kills: times, say })
  const missing = times - report.kills
  return missing === 0
    ? report.violations
    : [`${String(missing)} kills never came`, ...report.violations]
}

/** Writers on PostgreSQL with a transaction that stays open for a minute. */
async function writers(): Promise<readonly string[]> {
  const postgres = await startPostgres(['track_commit_timestamp=on', 'max_connections=120'])
  const violations: string[] = []
  for (const count of [8, 16, 64]) {
    const url = await postgres.createDatabase()
    const [seed, openForMs] = [Number(values.seed), Number(values.minutes) * 60_000]
    const load = { writers: count, transactionsEach: 100, seed, openForMs }
    const { committed, delivered, missedNaively } = await runWriters({ ...load, url })
    const isSame = JSON.stringify(committed) === JSON.stringify(delivered)
    if (!isSame) violations.push(`${String(count)} writers: the feed is not what was committed`)
    if (missedNaively.length === 0)
      violations.push(
        `${String(count)} writers: the control missed nothing, so this proves nothing`,
      )
    const missed = ((100 * missedNaively.length) / committed.length).toFixed(1)
    say(
      `${String(count)} writers: ${String(committed.length)} rows committed, ` +
        `${String(delivered.length)} delivered; seq > cursor missed ${missed} %`,
    )
  }
  await postgres.stop()
  return violations
}

/** Five seconds of two scanners. */
const coldScans = 250

/** Two scanners, fifty scans a second, for a minute. */
async function scanners(): Promise<readonly string[]> {
  const { scanned, pace, paintedMs, violations } = await runTwoScanners({
    seconds: 60 * Number(values.minutes),
    cachedOrders: Number(values.orders),
  })
  const told = (times: readonly number[]): string =>
    `p50 ${formatMs(median(times))}, p99 ${formatMs(percentile(times, 0.99))} of ${String(times.length)}`
  say(`two scanners: ${String(scanned)} scans, ${pace.toFixed(1)} a second`)
  // A program that was just started compiles its code in the first seconds.
  const warm = paintedMs.slice(coldScans)
  say(`scan → painted: ${told(paintedMs)}; without the first ${String(coldScans)}: ${told(warm)}`)
  return violations
}

const known = Object.keys(runs) as (keyof typeof runs)[]
const wanted = known.filter((name) => positionals.length === 0 || positionals.includes(name))
if (wanted.length === 0) {
  say(`There is no such run: ${positionals.join(' ')}. There are: ${known.join(', ')}.`)
  process.exitCode = 1
}
for (const name of wanted) {
  const again =
    `npm run soak -- ${name} --seed ${values.seed} --parcels ${values.parcels} ` +
    `--kills ${values.kills} --minutes ${values.minutes} --orders ${values.orders}`
  say(again)
  const violations = await runs[name]()
  for (const violation of violations) say(`VIOLATED: ${violation}`)
  say(violations.length === 0 ? `${name}: the promise held.` : `Run it again: ${again}`)
  if (violations.length > 0) process.exitCode = 1
}
