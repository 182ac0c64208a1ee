import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The ignored folder where set-up keeps what it made: runtime, stamps, reports. */
export const cache = join(root, '.cache')

/** Absolute path of something inside the project. */
export function inRoot(...parts) {
  return join(root, ...parts)
}

/** Absolute path of something inside the cache folder. */
export function inCache(...parts) {
  return join(cache, ...parts)
}

/** Node 24 from the packages: it runs TypeScript files as they are, whatever Node the machine has. */
export function packagedNode() {
  return inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/** Hash of the lockfile: the name of one set of packages. */
export function lockfileHash() {
  return createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
}

/** Reads a JSON note from the cache folder; undefined when there is none or it is unreadable. */
export function readNote(name) {
  const path = inCache(name)
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Writes a JSON note into the cache folder. */
export function writeNote(name, note) {
  mkdirSync(cache, { recursive: true })
  writeFileSync(inCache(name), `${JSON.stringify(note, null, 2)}\n`)
}
