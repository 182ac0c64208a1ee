// `npm run bench`: the figures of DESIGN §11 as ratios within one run. README and ARCHITECTURE.md say what they mean.
import { rm } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import type { Finding } from './parts/finding.ts'
import { readOptions } from './parts/options.ts'
import { makeScratch, prepareStation, type PreparedStation } from './parts/prepared.ts'
import { reportTable } from './parts/report.ts'
import { measureDrain } from './rows/drain.ts'
import { measureDurableAck } from './rows/durable-ack.ts'
import { measureFirstSync } from './rows/first-sync.ts'
import { measureLabelLanguages } from './rows/label-languages.ts'
import { measureLabelRate } from './rows/label-rate.ts'
import { measureNoChange } from './rows/no-change.ts'
import { measureRestart } from './rows/restart.ts'
import { measureSafeFeed } from './rows/safe-feed.ts'
import { measureScanning } from './rows/scanning.ts'
import { measureStart } from './rows/start.ts'

/** What is measured together. A later group is one more entry. */
interface Group {
  /** Words of the command line that ask for it: rows of DESIGN §11, or a name. */
  readonly words: readonly string[]
  /** Takes so long, or needs so much beside the program, that it runs only when one of its words is given. */
  readonly onlyWhenAsked?: true
  /** Once for each size with a station of that size, or once for all. */
  readonly measure:
    | {
        readonly eachSize: (
          prepared: PreparedStation,
          scratch: string,
        ) => Promise<readonly Finding[]>
      }
    | { readonly once: () => Promise<readonly Finding[]> }
    | {
        readonly eachLineCount: (lines: number, scratch: string) => Promise<readonly Finding[]>
      }
}

const groups: readonly Group[] = [
  { words: ['2'], measure: { eachSize: measureDurableAck } },
  { words: ['7'], measure: { once: measureLabelRate } },
  { words: ['7', 'labels'], measure: { once: measureLabelLanguages } },
  { words: ['1', '7'], measure: { eachSize: measureScanning } },
  { words: ['4'], measure: { eachSize: measureRestart } },
  { words: ['9', '10'], measure: { eachSize: measureStart } },
  { words: ['5', 'sync'], onlyWhenAsked: true, measure: { once: measureDrain } },
  { words: ['6', 'sync'], onlyWhenAsked: true, measure: { once: measureSafeFeed } },
  { words: ['8', 'sync'], onlyWhenAsked: true, measure: { once: measureNoChange } },
  { words: ['3', 'sync'], onlyWhenAsked: true, measure: { eachLineCount: measureFirstSync } },
]

const options = readOptions(process.argv.slice(2), [
  ...new Set(groups.flatMap(({ words }) => words)),
])
if (typeof options === 'string') {
  console.error(options)
  process.exit(2)
}
const asked = groups.filter(({ words, onlyWhenAsked }) =>
  options.groups.length === 0
    ? onlyWhenAsked !== true
    : words.some((word) => options.groups.includes(word)),
)
// Ratios hold on any machine; a busy one makes the worst of a hundred worse, so what else ran is told.
const load = (): string =>
  `${loadavg()[0]?.toFixed(1) ?? '?'} on ${String(availableParallelism())} cores`
console.log(`Load of the machine before: ${load()}.`)
const scratch = await makeScratch()
const findings: Finding[] = []
try {
  for (const { measure } of asked) {
    if ('once' in measure) findings.push(...(await measure.once()))
    if (!('eachLineCount' in measure)) continue
    for (const lines of options.lineCounts)
      findings.push(...(await measure.eachLineCount(lines, scratch)))
  }
  for (const size of options.sizes) {
    for (const { measure } of asked) {
      if (!('eachSize' in measure)) continue
      findings.push(...(await measure.eachSize(await prepareStation(size, scratch), scratch)))
    }
  }
} finally {
  await rm(scratch, { recursive: true, force: true })
}
console.log(reportTable([...findings].sort((one, other) => one.row - other.row)))
