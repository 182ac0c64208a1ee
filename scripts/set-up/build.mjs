import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot, packagedNode, readNote, root, writeNote } from './places.mjs'
import { run } from './process.mjs'
import { say } from './say.mjs'

const note = 'build.json'
const folders = ['electron', 'renderer', 'resources', 'server', 'shared']
const files = ['electron.vite.config.ts', 'package.json', 'package-lock.json']
const outputs = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

function filesBelow(folder) {
  if (!existsSync(inRoot(folder))) return []
  return readdirSync(inRoot(folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(inRoot(path)).isFile())
    .sort()
}

/** Hash over everything that the built program is made from. */
function sourceHash() {
  const hash = createHash('sha256')
  for (const path of [...folders.flatMap(filesBelow), ...files]) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(inRoot(path)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Builds the program into out/; resolves with the exit code. */
export async function build() {
  const hash = sourceHash()
  const tool = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const code = await run(packagedNode(), [tool, 'build', '--logLevel', 'warn'], { cwd: root })
  writeNote(note, code === 0 ? { sources: hash } : {})
  return code
}

/** Builds only when a source has changed since the last build; resolves with the exit code. */
export async function ensureBuilt() {
  const built = outputs.every((path) => existsSync(inRoot(path)))
  if (built && readNote(note)?.sources === sourceHash()) return 0
  say('Building.')
  return build()
}
