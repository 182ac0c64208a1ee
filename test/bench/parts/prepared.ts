import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { until } from '../../wait/until.ts'
import { startBenchCentre, type BenchCentre } from './bench-centre.ts'
import { writeSnapshotRows } from './bench-orders.ts'
import { startStation, writeSettings } from './station-window.ts'

/** A station that has synced so many orders from the bench's centre, to be copied for each measurement. */
export interface PreparedStation {
  readonly orders: number
  readonly rowsPath: string
  /** A copy of its data folder, which the caller may change; gone at the end of the run. */
  copy(): Promise<string>
  /** Starts the centre that the station synced from, as it was then. */
  startCentre(): Promise<BenchCentre>
}

const cacheFolder = fileURLToPath(new URL('../../../.cache', import.meta.url))
const syncPatienceMs = 300_000

/** Syncs a station through the real program, once for each build and size; later runs find it in `.cache/bench`. */
export async function prepareStation(orders: number, scratch: string): Promise<PreparedStation> {
  const name = `${buildMark()}-${String(orders)}`
  const home = join(cacheFolder, 'bench', name)
  if (!existsSync(home)) await fillHome(home, orders)
  const rowsPath = join(home, 'rows.ndjson')
  return {
    ...{ orders, rowsPath },
    async copy() {
      const folder = await mkdtemp(join(scratch, 'station-'))
      await cp(join(home, 'station'), folder, { recursive: true, filter: isNoLock })
      return folder
    },
    startCentre: () => startBenchCentre(orders, rowsPath),
  }
}

/** A folder for everything that one run leaves behind. */
export function makeScratch(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'holdfast-bench-'))
}

/** The built program and the made-up shop: another of either needs another station. */
function buildMark(): string {
  const shop = fileURLToPath(new URL('./bench-orders.ts', import.meta.url))
  const hash = createHash('sha256')
  for (const path of [join(cacheFolder, 'build.json'), shop]) hash.update(readFileSync(path))
  return hash.digest('hex').slice(0, 16)
}

/** Links that tell Chromium who has a folder open. */
function isNoLock(path: string): boolean {
  return !basename(path).startsWith('Singleton')
}

async function fillHome(home: string, orders: number): Promise<void> {
  console.log(`Preparing a station with ${String(orders)} cached orders (once for each build).`)
  await removeOlder(home)
  const beginning = `${home}.beginning`
  await rm(beginning, { recursive: true, force: true })
  const station = join(beginning, 'station')
  await mkdir(station, { recursive: true })
  const rowsPath = join(beginning, 'rows.ndjson')
  await writeSnapshotRows(rowsPath, orders)
  const centre = await startBenchCentre(orders, rowsPath)
  await writeSettings(station, { centreUrl: centre.url })
  await syncOnce(station, centre, orders)
  await centre.close()
  await rename(beginning, home)
}

async function removeOlder(home: string): Promise<void> {
  const folder = join(home, '..')
  await mkdir(folder, { recursive: true })
  const mark = basename(home).split('-')[0] ?? ''
  for (const name of await readdir(folder))
    if (!name.startsWith(mark)) await rm(join(folder, name), { recursive: true })
}

async function syncOnce(station: string, centre: BenchCentre, orders: number): Promise<void> {
  const { program, page } = await startStation(station)
  await until('the whole snapshot was sent', () => centre.snapshotsSent() > 0, syncPatienceMs)
  const packable = `document.querySelector('[data-testid="packable-offline"]').textContent`
  await until(
    'every order can be packed',
    async () => {
      const text = await page.evaluate<string>(packable)
      if (text.replaceAll(/[^\d/]/g, '') === `${String(orders)}/${String(orders)}`) return true
      throw new Error(text)
    },
    syncPatienceMs,
  )
  const archive = join(station, 'feed-archive')
  await until('the archive is whole', async () =>
    (await readdir(archive)).some((name) => name.endsWith('.json')),
  )
  page.close()
  await program.quit()
}
