import { simulate, type SimulationReport } from './simulation.ts'
import { SimulatedCentre } from './simulated-centre.ts'

// `npm run simulate -- --seeds N [--from S]` or `-- --seed S --trace`.

function numberAfter(flag: string): number | null {
  const at = process.argv.indexOf(flag)
  return at < 0 ? null : Number(process.argv[at + 1])
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function describe(report: SimulationReport): string {
  const { seed, steps, virtualMs, facts, labels, departures, hash, failure } = report
  const figures = `${String(steps)} steps, ${String(Math.round(virtualMs / 1_000))} s, ${String(facts)} facts, ${String(labels)} labels, ${String(departures)} departures`
  return `seed ${String(seed)}: ${failure ?? 'all promises kept'} (${figures}, ${hash.slice(0, 12)})`
}

const one = numberAfter('--seed')
const first = one ?? numberAfter('--from') ?? 1
const count = one === null ? (numberAfter('--seeds') ?? 100) : 1
const endsAtFailure = process.argv.includes('--until-failure')
const isTraced = process.argv.includes('--trace')
const centre = await SimulatedCentre.open()
const failed: SimulationReport[] = []
const totals = { steps: 0, facts: 0, labels: 0, departures: 0 }
const started = performance.now()
for (let seed = first; seed < first + count; seed += 1) {
  const report = await simulate(centre, seed, isTraced ? say : undefined)
  for (const figure of ['steps', 'facts', 'labels', 'departures'] as const)
    totals[figure] += report[figure]
  if (report.failure !== null) {
    failed.push(report)
    say(describe(report))
    say(`  replay: npm run simulate -- --seed ${String(seed)} --trace`)
  } else if (one !== null) say(describe(report))
  const done = seed - first + 1
  if (endsAtFailure && failed.length > 0) break
  if (done % 50 === 0)
    say(`${String(done)} of ${String(count)} seeds, ${String(failed.length)} failed`)
}
const seconds = (performance.now() - started) / 1_000
say(
  `${String(count)} seeds in ${seconds.toFixed(1)} s: ${String(failed.length)} failed. ${Object.entries(
    totals,
  )
    .map(([figure, total]) => `${String(total)} ${figure}`)
    .join(', ')}`,
)
await centre.close()
process.exitCode = failed.length === 0 ? 0 : 1
