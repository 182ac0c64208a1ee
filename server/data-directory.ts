import { join } from 'node:path'

/** Where the files of a centre lie in a Holdfast data folder. */
export interface CentrePlaces {
  /** Folder of the built-in database. */
  readonly database: string
  readonly adminToken: string
  /** Tells other programs on this computer that a centre runs here. */
  readonly note: string
}

/** The files of the centre in a data folder, which a station may share. */
export function centrePlaces(dataDirectory: string): CentrePlaces {
  return {
    database: join(dataDirectory, 'centre', 'database'),
    adminToken: join(dataDirectory, 'centre', 'admin-token'),
    note: join(dataDirectory, 'centre.json'),
  }
}

/**
 * The data folder that the app uses when nobody names another: Electron's `userData` for the name Holdfast, so that an import
 * without options finds the centre inside the app.
 */
export function defaultDataDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  const { APPDATA, XDG_CONFIG_HOME } = environment
  if (platform === 'win32') return join(APPDATA ?? join(home, 'AppData', 'Roaming'), 'Holdfast')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Holdfast')
  const configuration =
    XDG_CONFIG_HOME === undefined || XDG_CONFIG_HOME === '' ? null : XDG_CONFIG_HOME
  return join(configuration ?? join(home, '.config'), 'Holdfast')
}
