import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DevtoolsPage } from './devtools.ts'
import { startElectron, type ElectronProgram } from './electron-program.ts'
import { comparePageClock, type PageClock } from './page-clock.ts'

const projectRoot = fileURLToPath(new URL('../../..', import.meta.url))
const observer = await readFile(new URL('../page/observer.js', import.meta.url), 'utf8')

/** What a station of the bench is connected to. */
export interface StationSurroundings {
  readonly centreUrl: string
  readonly scannerPath?: string
  readonly printerPort?: number
}

/** The real station, started as a person starts it and looked at from inside its page. */
export interface StationWindow {
  readonly program: ElectronProgram
  readonly page: DevtoolsPage
  readonly clock: PageClock
  /** From the start of the process until the queue, or the open order, was painted and the scanner was listened to, ms. */
  readonly readyAfterMs: number
  /** False when the bench looked so late that the screen was there already: then the time is too long, never too short. */
  readonly sawItHappen: boolean
}

/** Writes the settings of a station into its data folder. */
export async function writeSettings(dataFolder: string, about: StationSurroundings): Promise<void> {
  const { centreUrl, scannerPath, printerPort } = about
  const printer = { id: 'labels', name: 'Labels', language: 'zpl', dotsPerInch: 203 }
  const transport = { kind: 'tcp', host: '127.0.0.1', port: printerPort }
  const settings = {
    ...{ version: 1, doubleReadMs: 0 },
    centre: { kind: 'remote', url: centreUrl, pairingCode: 'BENCH-CODE' },
    scanners: scannerPath === undefined ? [] : [{ id: 'hand', name: 'Hand', port: scannerPath }],
    printers: printerPort === undefined ? [] : [{ ...printer, transport }],
  }
  await writeFile(join(dataFolder, 'station.json'), JSON.stringify(settings))
}

interface Ready {
  readonly wasThere: boolean
  readonly paintedMs: number
  readonly openMs: number
}

/**
 * Starts a station on a data folder and resolves when it is ready to scan: a row of the queue is painted, or a line of the order
 * that was open when the station stopped.
 */
export async function startStation(
  dataFolder: string,
  shows: 'row' | 'line' = 'row',
): Promise<StationWindow> {
  const program = startElectron(projectRoot, ['--data-dir', dataFolder])
  const page = await program.page('app://holdfast')
  await page.evaluate(`${observer}\n0`)
  const ready = await page.evaluate<Ready>(`bench.ready('${shows}')`)
  const clock = await comparePageClock(page)
  const readyMs = clock.toHere(Math.max(ready.paintedMs, ready.openMs))
  return {
    ...{ program, page, clock },
    readyAfterMs: readyMs - program.startedMs,
    sawItHappen: !ready.wasThere,
  }
}

const blankFolder = fileURLToPath(new URL('../blank-window', import.meta.url))

/** The reference of every start: a blank window of the same Electron. */
export interface BlankWindow {
  readonly program: ElectronProgram
  readonly page: DevtoolsPage
  /** From the start of the process until its one word was painted, ms. */
  readonly paintedAfterMs: number
}

/** Starts a blank window on a data folder of its own. */
export async function startBlankWindow(dataFolder: string): Promise<BlankWindow> {
  const program = startElectron(blankFolder, [dataFolder])
  const page = await program.page('file://')
  const paintedMs = await page.evaluate<number>('window.painted')
  const clock = await comparePageClock(page)
  return { program, page, paintedAfterMs: clock.toHere(paintedMs) - program.startedMs }
}
