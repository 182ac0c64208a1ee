import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ElectronApplication, Page } from 'playwright-core'
import type { HoldfastBridge } from '../../shared/ipc/bridge.ts'
import type { LabelPicture } from '../../shared/ipc/routes.ts'
import { launchElectron } from '../electron/launch.ts'
import { until } from '../wait/until.ts'
import { FeedbackLog } from './feedback-log.ts'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** How long a first start may take, which makes a database and fills a cache, on a busy machine, ms. */
export const firstStartPatienceMs = 150_000

/** The real station in the real Electron, on a data folder of its own. */
export interface StationApp {
  /** `onLaunched` hears when its process is there, before there is a window. */
  start(onLaunched?: () => void): Promise<void>
  /** SIGKILL to the whole program: no handler runs, nothing is flushed. */
  kill(): Promise<void>
  /** Ends it as a person would. */
  quit(): Promise<void>
  /** Whether its process is there, with or without a window yet. */
  isRunning(): boolean
  /** Deletes the window's IndexedDB, as Chromium does with a database that it cannot read. */
  deleteIndexedDb(): Promise<void>
  page(): Page
  /** Text of an element by its test id. */
  text(testId: string): Promise<string>
  /** Waits until the feedback band says this, or has said it since the last wait, also when something else has covered it meanwhile. */
  untilFeedback(code: string): Promise<void>
  /** Does something, and answers the code of what the band says to it; what comes by itself meanwhile is no answer. */
  answerTo(what: string, act: () => Promise<void>): Promise<string>
  screenshot(path: string): Promise<void>
  /** Gives the window's content this size, CSS px. */
  resize(width: number, height: number): Promise<void>
  picture(printJobId: string): Promise<LabelPicture | null>
  /** Facts that the centre has not acknowledged, as main counts them; the screen tells it a little later. */
  unacked(): Promise<number>
  /** Presses the keys of a code and Enter, as fast as a scanner that is a keyboard does. */
  typeCode(code: string): Promise<void>
}

/** Prepares a station; `settings` becomes its `station.json`, a text as it stands; without it the station makes its own. */
export async function createStationApp(
  dataFolder: string,
  settings?: Readonly<Record<string, unknown>> | string,
): Promise<StationApp> {
  await mkdir(dataFolder, { recursive: true })
  const text = typeof settings === 'string' ? settings : JSON.stringify(settings)
  if (settings) await writeFile(join(dataFolder, 'station.json'), text)
  let running: { readonly app: ElectronApplication; readonly page: Page | null } | null = null
  const page = (): Page => {
    if (!running?.page) throw new Error('the station is not running')
    return running.page
  }
  const feedback = new FeedbackLog(page)
  const end = async (close: (app: ElectronApplication) => Promise<void>): Promise<void> => {
    const ending = running
    running = null
    if (ending) await close(ending.app)
  }
  return {
    page,
    async start(onLaunched) {
      const app = await launchElectron(projectRoot, '--data-dir', dataFolder)
      // From here on it can be killed, before it has a window too.
      running = { app, page: null }
      onLaunched?.()
      const window = await app.firstWindow()
      if (running.app !== app) throw new Error('the station was ended while it started')
      running = { app, page: window }
      await feedback.begin()
    },
    isRunning: () => running !== null,
    kill: () => end(killHard),
    quit: () => end((app) => app.close()),
    async deleteIndexedDb() {
      await rm(join(dataFolder, 'window', 'IndexedDB'), { recursive: true })
    },
    text: (testId) => page().getByTestId(testId).innerText(),
    untilFeedback: (code) => feedback.untilSaid(code),
    answerTo: (what, act) => feedback.answerTo(what, act),
    screenshot: async (path) => void (await page().screenshot({ path, animations: 'disabled' })),
    async resize(width, height) {
      await running?.app.evaluate(
        ({ BrowserWindow }, size) => {
          for (const window of BrowserWindow.getAllWindows())
            window.setContentSize(size.width, size.height)
        },
        { width, height },
      )
      const isSized = () =>
        page().evaluate(() => {
          const { innerWidth, innerHeight } = globalThis as unknown as Sized
          return [innerWidth, innerHeight] as const
        })
      await until('the window has its size', async () => {
        const [shownWidth, shownHeight] = await isSized()
        return shownWidth === width && shownHeight === height
      })
    },
    unacked: () => readUnacked(page()),
    picture: (printJobId) => readPicture(page(), printJobId),
    async typeCode(code) {
      await running?.app.evaluate(({ BrowserWindow }, text) => {
        const [window] = BrowserWindow.getAllWindows()
        for (const key of [...text, 'Enter']) {
          const modifiers: 'shift'[] = /^[A-Z:]$/.test(key) ? ['shift'] : []
          window?.webContents.sendInputEvent({ type: 'keyDown', keyCode: key, modifiers })
          // What the key writes, where nobody holds it back.
          window?.webContents.sendInputEvent({ type: 'char', keyCode: key, modifiers })
          window?.webContents.sendInputEvent({ type: 'keyUp', keyCode: key, modifiers })
        }
      }, code)
    },
  }
}

async function killHard(app: ElectronApplication): Promise<void> {
  const child = app.process()
  const ended = until(
    'Electron is gone',
    () => child.exitCode !== null || child.signalCode !== null,
  )
  child.kill('SIGKILL')
  await ended
}

interface Sized {
  readonly innerWidth: number
  readonly innerHeight: number
}

interface HoldfastWindow {
  readonly holdfast: HoldfastBridge
}

async function readUnacked(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { holdfast } = globalThis as unknown as HoldfastWindow
    const answer = await holdfast.request('station.health', {})
    if (!answer.ok) throw new Error(answer.error.detail)
    return answer.value.unackedCount
  })
}

async function readPicture(page: Page, printJobId: string): Promise<LabelPicture | null> {
  const read = await page.evaluate(async (id) => {
    const { holdfast } = globalThis as unknown as HoldfastWindow
    const answer = await holdfast.request('print.picture', { printJobId: id })
    if (!answer.ok || !answer.value.picture) return null
    return { ...answer.value.picture, bits: Array.from(answer.value.picture.bits) }
  }, printJobId)
  return read && { ...read, bits: Uint8Array.from(read.bits) }
}
