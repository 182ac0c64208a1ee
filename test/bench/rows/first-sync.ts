import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { startBenchCentre } from '../parts/bench-centre.ts'
import { rowCountOf, writeSnapshotRows } from '../parts/bench-orders.ts'
import { startElectron } from '../parts/electron-program.ts'
import { formatMs, type Finding } from '../parts/finding.ts'
import { median } from '../parts/statistics.ts'
import { createPeerEndpoints } from '../sync/peer-endpoints.ts'

const pageSource = fileURLToPath(new URL('../sync/pages', import.meta.url))
/** Shows one page in a window: `electron <folder> <address> <data folder>`. */
const windowFolder = fileURLToPath(new URL('../../integration/cache-page', import.meta.url))

const contenders = ['raw', 'ours', 'rxdb', 'pouchdb'] as const
type Contender = (typeof contenders)[number]

/** An order of the bench has two and a half lines on average. */
const linesOfOrder = 2.5
/** The peers' own default of 100 documents at once made both of them slower. */
const peerBatch = 1_000
/** Above it, only ours and the raw writes run: the peers would take most of an hour. */
const mostLinesOfPeers = 200_000

/**
 * Row 3: the same rows come over loopback HTTP into an empty IndexedDB of the same Electron, each contender in a page, a window and a
 * data folder of its own. They take turns, so that a disk that changes its mood does so for all.
 */
export async function measureFirstSync(
  lines: number,
  scratch: string,
): Promise<readonly Finding[]> {
  const orders = Math.round(lines / linesOfOrder)
  const [rowsPath, pageFolder] = [join(scratch, `rows-${String(lines)}`), join(scratch, 'pages')]
  await writeSnapshotRows(rowsPath, orders)
  for (const contender of contenders) await buildPage(contender, pageFolder)
  const endpoints = await createPeerEndpoints(pageFolder, rowsPath)
  const centre = await startBenchCentre(orders, rowsPath, endpoints)
  const times = new Map<Contender, number[]>()
  const takingPart = lines > mostLinesOfPeers ? contenders.slice(0, 2) : contenders
  for (let round = 0; round < roundsFor(lines); round += 1)
    for (const contender of takingPart) {
      const ms = await syncOnce(contender, centre.url, scratch, rowCountOf(orders))
      times.set(contender, [...(times.get(contender) ?? []), ms])
    }
  await centre.close()
  await rm(rowsPath)
  return findingsOf(lines, times)
}

function roundsFor(lines: number): number {
  if (lines <= 20_000) return 3
  return lines <= mostLinesOfPeers ? 2 : 1
}

function buildPage(contender: Contender, pageFolder: string): Promise<unknown> {
  return build({
    root: pageSource,
    base: './',
    logLevel: 'silent',
    configFile: false,
    worker: { format: 'es' },
    build: {
      ...{ outDir: pageFolder, emptyOutDir: false, target: 'chrome130' },
      rolldownOptions: { input: join(pageSource, `${contender}.html`) },
    },
  })
}

async function syncOnce(
  contender: Contender,
  centreUrl: string,
  scratch: string,
  rows: number,
): Promise<number> {
  const dataFolder = await mkdtemp(join(scratch, `${contender}-`))
  const address = `${centreUrl}/${contender}.html?batch=${String(peerBatch)}`
  const program = startElectron(windowFolder, [address, dataFolder])
  const page = await program.page(address)
  await page.evaluate(contenderIsThere)
  const told = await page.evaluate<number | { ms: number; count: number }>('contender.sync()')
  page.close()
  await program.quit()
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  if (typeof told === 'number') return told
  if (told.count !== rows)
    throw new Error(`${contender} has ${String(told.count)} rows instead of ${String(rows)}`)
  return told.ms
}

const contenderIsThere = `new Promise((resolve) => {
  const look = () => (window.contender ? resolve(true) : setTimeout(look, 5))
  look()
})`

function findingsOf(
  lines: number,
  times: ReadonlyMap<Contender, readonly number[]>,
): readonly Finding[] {
  const size = `${String(lines / 1_000)}k order lines`
  // One that did not take part has no time.
  const msOf = (contender: Contender): number => median(times.get(contender) ?? [NaN])
  const [ours, raw] = [msOf('ours'), msOf('raw')]
  const isGoalSize = lines === 100_000
  const common = { row: 3, what: `first sync, ${size}` }
  const faster = (contender: Contender, name: string, times: number): readonly Finding[] =>
    Number.isNaN(msOf(contender))
      ? []
      : [
          {
            ...common,
            goal: isGoalSize ? `≥ ${String(times)} × faster than ${name}` : '',
            measured: `${name} ${formatMs(msOf(contender))}`,
            reference: `ours ${formatMs(ours)}`,
            ratio: msOf(contender) / ours,
            limit: isGoalSize ? { atLeast: times } : null,
          },
        ]
  return [
    {
      ...common,
      goal: isGoalSize ? '≤ 1.3 × raw IndexedDB put' : '',
      measured: formatMs(ours),
      reference: `raw put ${formatMs(raw)}`,
      ratio: ours / raw,
      limit: isGoalSize ? { atMost: 1.3 } : null,
    },
    ...faster('rxdb', 'RxDB on Dexie', 2),
    ...faster('pouchdb', 'PouchDB', 5),
  ]
}
