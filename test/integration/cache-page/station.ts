// A station's window on the page of this folder, in a real Electron, with its own data folder and a feed that the test moves.
import { readdir, rm, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ElectronApplication, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { readinessFor, type ReadinessCounts } from '../../../renderer/store/readiness.ts'
import { launchElectron } from '../../electron/launch.ts'
import type { JournalFrame } from '../../../shared/protocol/frame.ts'
import { until } from '../../wait/until.ts'
import { startCentre, type Feed } from './centre.ts'

const pageSource = fileURLToPath(new URL('./', import.meta.url))

export interface Inspected {
  readonly generation?: number
  readonly fault?: string
  readonly base?: {
    readonly complete: boolean
    readonly place: { readonly feed: { readonly seq: number } }
    readonly totals: {
      readonly tabs: { readonly toPack: number }
      readonly readiness: ReadinessCounts
    }
  }
  readonly revs: Record<string, number>
  /** Counted row by row. */
  readonly readiness: ReadinessCounts
  readonly counted: { readonly toPack: number; readonly packable: number }
}

/** Orders that the base calls packable without a network. */
export function packableOf(base: Inspected['base']): number {
  return readinessFor(base?.totals.readiness ?? {}, 'station-1').packable
}

let scratch: string
let pageFolder: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'holdfast-cache-'))
  pageFolder = join(scratch, 'page')
  await build({
    root: pageSource,
    base: './',
    logLevel: 'silent',
    configFile: false,
    worker: { format: 'es' },
    build: { outDir: pageFolder, target: 'chrome130', minify: false },
  })
})
// The children of a killed browser may still write to their folder for a moment.
afterAll(() => rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))

export let feed: Feed
export let dataFolder: string
let centre: Awaited<ReturnType<typeof startCentre>>
let running: ElectronApplication | null = null

beforeEach(async () => {
  feed = {
    ...{ epoch: 'f', head: 600, orders: 301, stopAfterLines: null, isDown: false },
    ...{ frames: [], taken: 0, snapshotsBegun: 0, pagesSent: 0 },
    bucketsAsked: [],
  }
  dataFolder = await mkdtemp(join(scratch, 'data-'))
  centre = await startCentre(feed, pageFolder)
})
afterEach(async () => {
  await kill()
  centre.close()
})

/** Starts a window on the station's data folder, as after a click on the program's icon. */
export async function start(): Promise<Page> {
  const address = `http://127.0.0.1:${String(centre.port)}/`
  running = await launchElectron(pageSource, address, dataFolder)
  const page = await running.firstWindow()
  await page.waitForFunction('window.cachePage !== undefined')
  return page
}

/** Ends the program without a chance to finish anything. */
export async function kill(): Promise<void> {
  const application = running
  if (!application) return
  running = null
  const main = application.process()
  const ended = new Promise((resolve) => main.once('exit', resolve))
  main.kill('SIGKILL')
  await ended
  // Children of a killed browser process end by themselves; the folder is free when they have.
  await until('the data folder is free', () => isUnlocked(dataFolder))
}

async function isUnlocked(folder: string): Promise<boolean> {
  const names = await readdir(folder)
  return (
    !names.includes('SingletonLock') || (await rm(join(folder, 'SingletonLock')).then(() => true))
  )
}

export const open = (page: Page) => page.evaluate('cachePage.open()')
export const startSync = (page: Page) => page.evaluate('cachePage.store.startSync()')
export const status = (page: Page) =>
  page.evaluate<{ state: string; queued: number; packableOffline: number; applied: number }>(
    'cachePage.store.queries.status()',
  )
export const inspect = (page: Page, generation: number) =>
  page.evaluate<Inspected>(`cachePage.inspect(${String(generation)})`)
export const generations = (page: Page) => page.evaluate<string[]>('cachePage.generations()')
export const incidents = async (page: Page) =>
  (await page.evaluate<{ code: string }[]>('cachePage.incidents')).map(({ code }) => code)

/** Waits until a whole base stands at a seq; answers its generation and rows. */
export function syncedTo(page: Page, seq: number): Promise<Inspected> {
  return until(`base at ${String(seq)}`, async () => {
    const found = await page.evaluate<Inspected | null>('cachePage.inspectWhole()')
    return found?.base?.place.feed.seq === seq ? found : null
  })
}

export async function filled(): Promise<Page> {
  const page = await start()
  await open(page)
  await startSync(page)
  await syncedTo(page, feed.head)
  return page
}

export function frame(seq: number, orderNumber: string): JournalFrame {
  const body = { orderNumber, parcelNumber: `${orderNumber}-1`, lineId: `${orderNumber}-L1` }
  return {
    ...{ epoch: 'journal', seq, prev: '0'.repeat(64), at: '2026-11-24T08:00:00.000Z', v: 1 },
    type: 'item.packed',
    body: { ...body, quantity: 1, code: 'c', operatorId: 'o' },
  }
}

export const packedUnits = (page: Page, orderNumber: string) =>
  page.evaluate<number | undefined>(
    `cachePage.store.findOrder('${orderNumber}').then((order) => order?.lines[0].packed)`,
  )
