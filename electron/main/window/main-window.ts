import { BrowserWindow, type WebContents } from 'electron'
import type { Log } from '../log/log.ts'
import { recentCrashes, reloadDelayMs } from './crash-reload.ts'

/** What a window needs to know before it opens. */
export interface MainWindowOptions {
  /** Built preload script, absolute. */
  readonly preloadPath: string
  /** The page: `app://holdfast/`, or the development server's address. */
  readonly entryUrl: string
  readonly title: string
  /** Whether the machine asks for dark windows; decides what is seen before the first paint. */
  readonly dark: boolean
  readonly log: Log
  /** Monotonic clock, ms. */
  readonly nowMs: () => number
}

/** First size of the window and the smallest at which the bench screen still fits. */
const firstSize = { width: 1280, height: 800 }
const smallestSize = { width: 1024, height: 700 }
const emptyColours = { dark: '#14171a', light: '#f6f7f8' }

/** Opens the station's only window. It shows itself when the first paint is ready. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...firstSize,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: options.title,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: options.dark ? emptyColours.dark : emptyColours.light,
    webPreferences: {
      preload: options.preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A scan must be decided at once, also when another window lies on top.
      backgroundThrottling: false,
    },
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  window.on('page-title-updated', (event) => {
    event.preventDefault()
  })
  reviveAfterCrash(window, options)
  void load(window, options)
  return window
}

/** A crashed page is loaded again; facts are in the journal, so nothing but the screen was lost. */
function reviveAfterCrash(window: BrowserWindow, options: MainWindowOptions): void {
  let crashTimesMs: readonly number[] = []
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    const nowMs = options.nowMs()
    crashTimesMs = [...recentCrashes(crashTimesMs, nowMs), nowMs]
    const delayMs = reloadDelayMs(crashTimesMs.length)
    const { reason, exitCode } = details
    options.log.error('window.crashed', { reason, exitCode, delayMs })
    setTimeout(() => {
      void load(window, options)
    }, delayMs)
  })
  logTroubles(window.webContents, options.log)
}

function logTroubles(contents: WebContents, log: Log): void {
  contents.on('unresponsive', () => {
    log.error('window.unresponsive', {})
  })
  contents.on('responsive', () => {
    log.info('window.responsive', {})
  })
  contents.on('preload-error', (_event, path, error) => {
    log.error('window.preload-failed', { path, cause: error.message })
  })
}

async function load(window: BrowserWindow, options: MainWindowOptions): Promise<void> {
  if (window.isDestroyed()) return
  try {
    await window.loadURL(options.entryUrl)
  } catch (thrown) {
    // Also thrown when the page is closed or replaced while it loads; the log is enough.
    options.log.error('window.load-failed', { cause: String(thrown) })
  }
}
