// Composition root of the main process: the one place where Electron, the machine and the station's parts meet.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  app,
  ipcMain,
  nativeTheme,
  protocol,
  safeStorage,
  session,
  type BrowserWindow,
  type WebContents,
} from 'electron'
import { createCentreAddress } from './composition/centre-address.ts'
import { startCentreOf, type CentreOfStation } from './composition/centre-of-station.ts'
import { forwardWith } from './composition/connection.ts'
import { createIpcHandlers } from './composition/ipc-handlers.ts'
import { readLaunchOptions } from './composition/launch-options.ts'
import { createSecretFile } from './composition/secret-file.ts'
import { createSetupBoard, type SetupBoard } from './composition/setup-board.ts'
import { readStationHealth, type HealthSources } from './composition/station-health.ts'
import { Station } from './composition/station.ts'
import { attachRouter, createEventSender, type SendEvent } from './ipc/attach.ts'
import { createRouter } from './ipc/router.ts'
import { isTrustedSender, originOf, type SenderFacts } from './ipc/trusted-sender.ts'
import { createLog, type Log } from './log/log.ts'
import { openLogFile } from './log/log-file.ts'
import { findLabelFontFiles } from './print/font-files.ts'
import { createRenderClient } from './print/render-client.ts'
import { describeSettingsFault } from './settings/settings-fault.ts'
import { loadStationSettings } from './settings/settings-file.ts'
import { settingsFileName, type StationSettings } from './settings/station-settings.ts'
import { appEntryUrl, registerAppScheme, serveApp } from './window/app-protocol.ts'
import { openMainWindow } from './window/main-window.ts'
import { readRendererFile } from './window/renderer-file.ts'
import { confineContents, denyPermissions } from './window/security.ts'

const { dataFolder } = readLaunchOptions(process.argv, {
  workingFolder: process.cwd(),
  configurationFolder: app.getPath('appData'),
})
app.setName('Holdfast')
app.setPath('userData', join(dataFolder, 'window'))
// A scan is no gesture, and its sound must be heard all the same.
app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required')
registerAppScheme(protocol)

const entryUrl = process.env['ELECTRON_RENDERER_URL'] ?? appEntryUrl
const built = join(app.getAppPath(), 'out')
const logFile = openLogFile({ folder: join(dataFolder, 'log'), maxBytes: 5_000_000, keep: 5 })
const log = createLog({ write: logFile.write, now: () => new Date(), level: 'info' })
let window: BrowserWindow | null = null

// Electron would show the error in a dialogue that nobody at a bench can answer, and stand still behind it.
process.on('uncaughtException', (cause) => log.error('main.bug', { cause: cause.stack ?? '' }))

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    window?.show()
    window?.focus()
  })
  confineContents(app, entryUrl, (what, target) => log.info('window.blocked', { what, target }))
  // Not awaited at the top level: Electron is ready only after this module has been run.
  app.whenReady().then(run).catch(crash)
} else {
  app.exit(0)
}

function crash(cause: unknown): void {
  log.error('main.crashed', { cause: cause instanceof Error ? (cause.stack ?? '') : String(cause) })
  app.exit(1)
}

async function run(): Promise<void> {
  denyPermissions(session.defaultSession, (what, target) =>
    log.info('window.blocked', { what, target }),
  )
  const send = createEventSender(contentsOfWindow)
  const setup = createSetupBoard((state) => {
    log.info('station.setup', { ...state })
    send('setup.changed', state)
  })
  const settingsPath = join(dataFolder, settingsFileName)
  const loaded = await loadStationSettings(settingsPath)
  if (loaded.ok) setup.speak(loaded.value.language)
  else setup.write('settings-invalid', describeSettingsFault(loaded.error))
  const composed = loaded.ok
    ? composeStation(loaded.value, { settingsPath, setup, send, log })
    : null
  serveApp(protocol, {
    rendererFolder: join(built, 'renderer'),
    readFile: readRendererFile,
    forward: forwardWith(() => composed?.station.proxy ?? null),
  })
  answerWindow(setup, composed?.station ?? null)
  window = openMainWindow({
    preloadPath: join(built, 'preload', 'index.cjs'),
    ...{ entryUrl, title: 'Holdfast 稳发', dark: nativeTheme.shouldUseDarkColors, log },
    nowMs: () => performance.now(),
  })
  closeInOrder(async () => {
    await composed?.station.close()
    await composed?.centre.close()
  })
  await composed?.station.start()
}

/** Opens the door through which the window's requests come; without usable settings it only tells what is wrong. */
function answerWindow(setup: SetupBoard, station: Station | null): void {
  const handlers = createIpcHandlers({
    setup,
    station: () => station?.working() ?? null,
    health: () => station?.health() ?? readStationHealth(nothingYet),
    pair: (code) => station?.pair(code) ?? notSetUp(),
    saveLanguage: (language) => station?.saveLanguage(language) ?? notSetUp(),
  })
  const origin = originOf(entryUrl)
  const router = createRouter(handlers, {
    isTrustedSender: (sender: SenderFacts) => isTrustedSender(sender, [origin]),
    reportCrash: (route, thrown) => log.error('ipc.crashed', { route, thrown: String(thrown) }),
    reportRejected: (code, detail) => log.error('ipc.rejected', { code, detail }),
  })
  attachRouter(ipcMain, router, contentsOfWindow)
}

/** A window that is gone has no contents: asked for them it throws, and what the station still has to say comes after it. */
function contentsOfWindow(): WebContents | null {
  return window?.isDestroyed() === false ? window.webContents : null
}

interface Surroundings {
  readonly settingsPath: string
  readonly setup: SetupBoard
  readonly send: SendEvent
  readonly log: Log
}

interface Composed {
  readonly station: Station
  readonly centre: CentreOfStation
}

function composeStation(settings: StationSettings, surroundings: Surroundings): Composed {
  const address = createCentreAddress()
  const { setup } = surroundings
  const centre = startCentreOf(settings.centre, {
    ...{ address, setup, log, dataFolder },
    modulePath: join(built, 'main', 'centre.js'),
    preparedArchive: join(app.getAppPath(), '.cache', 'empty-database.tar'),
    demoPictures: join(app.getAppPath(), 'resources', 'demo-pictures'),
  })
  const secrets = createSecretFile(join(dataFolder, 'identity', 'token'), safeStorage, () =>
    log.info('token.unsealed', { detail: 'this system has no keychain' }),
  )
  const renderer = createRenderClient({
    workerUrl: pathToFileURL(join(built, 'main', 'label-renderer.js')),
    fonts: findLabelFontFiles(pathToFileURL(join(app.getAppPath(), 'package.json')).href),
  })
  const station = new Station({
    ...surroundings,
    ...{ dataFolder, settings, address, secrets, renderer, fetch },
    version: app.getVersion(),
    ownPairingCode: () => centre.pairingCode(),
    cancelOrder: (orderNumber) => centre.cancelOrder(orderNumber),
  })
  return { station, centre }
}

/** Quitting waits until the journal is closed and the centre's database is at rest. */
function closeInOrder(close: () => Promise<void>): void {
  let closed = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    closed = true
    void close()
      .catch((cause: unknown) => log.error('main.close-failed', { cause: String(cause) }))
      .finally(() => {
        logFile.close()
        app.quit()
      })
  })
}

function notSetUp(): Promise<{ readonly ok: false; readonly error: string }> {
  return Promise.resolve({ ok: false, error: 'settings-invalid' })
}

const nothingYet: HealthSources = {
  contact: () => null,
  push: () => null,
  journal: () => null,
  exclusion: () => null,
  disk: () => null,
  devices: () => [],
  wallMs: Date.now,
}
