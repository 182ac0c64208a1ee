import { isAbsolute, join, resolve } from 'node:path'

/** What the command line asks for. */
export interface LaunchOptions {
  /** The station's data folder, absolute. */
  readonly dataFolder: string
}

/**
 * Reads `--data-dir DIR` or `--data-dir=DIR`; without it the station lives in the user's own configuration folder.
 * Everything else on the command line belongs to Electron.
 */
export function readLaunchOptions(
  commandLine: readonly string[],
  surroundings: { readonly workingFolder: string; readonly configurationFolder: string },
): LaunchOptions {
  const named = valueOf(commandLine, '--data-dir')
  if (named === null) return { dataFolder: join(surroundings.configurationFolder, 'Holdfast') }
  return { dataFolder: isAbsolute(named) ? named : resolve(surroundings.workingFolder, named) }
}

function valueOf(commandLine: readonly string[], option: string): string | null {
  const joined = commandLine.find((word) => word.startsWith(`${option}=`))
  if (joined) return joined.slice(option.length + 1)
  const at = commandLine.indexOf(option)
  return at < 0 ? null : (commandLine[at + 1] ?? null)
}
