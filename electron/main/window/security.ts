import type { App, Event, Session, WebContents } from 'electron'

/** Told of everything that a page tried and was not allowed. */
export type ReportBlocked = (what: string, target: string) => void

/**
 * Shuts every way out of the station's page, for all web contents there will ever be: no navigation (reloading the
 * entry page is not navigation), no new windows, no webviews, no frames.
 */
export function confineContents(
  app: Pick<App, 'on'>,
  entryUrl: string,
  reportBlocked: ReportBlocked,
): void {
  app.on('web-contents-created', (_event, contents) => {
    confine(contents, entryUrl, reportBlocked)
  })
}

/** The one permission that is given: that the disk running full does not make the browser throw the cache away. */
const keepStorage = 'persistent-storage'

/**
 * Denies every permission that a page can ask for, devices included, but for keeping its own storage. The station
 * talks to its devices in main.
 */
export function denyPermissions(session: Session, reportBlocked: ReportBlocked): void {
  session.setPermissionRequestHandler((_contents, permission: string, answer) => {
    if (permission !== keepStorage) reportBlocked('permission', permission)
    answer(permission === keepStorage)
  })
  session.setPermissionCheckHandler((_contents, permission: string) => permission === keepStorage)
  session.setDevicePermissionHandler(() => false)
}

function confine(contents: WebContents, entryUrl: string, reportBlocked: ReportBlocked): void {
  const block = (event: Pick<Event, 'preventDefault'>, what: string, target: string): void => {
    event.preventDefault()
    reportBlocked(what, target)
  }
  const entry = new URL(entryUrl).href
  contents.on('will-navigate', (details) => {
    if (details.url !== entry) block(details, 'navigation', details.url)
  })
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame) block(details, 'frame', details.url)
  })
  contents.on('will-redirect', (details) => {
    block(details, 'redirect', details.url)
  })
  contents.on('will-attach-webview', (event, _preferences, parameters) => {
    block(event, 'webview', parameters['src'] ?? '')
  })
  contents.setWindowOpenHandler(({ url }) => {
    reportBlocked('window', url)
    return { action: 'deny' }
  })
}
