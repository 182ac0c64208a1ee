import { existsSync, readFileSync } from 'node:fs'
import { npm } from './npm.mjs'
import { inRoot, lockfileHash, packagedNode, readNote, root, writeNote } from './places.mjs'
import { answerOf } from './process.mjs'
import { say, SetUpError } from './say.mjs'

const note = 'packages.json'

function readLock(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

/** Whether npm's own record of what it installed agrees with the lockfile (someone may have run `npm ci` by hand). */
function installedMatchesLockfile() {
  const record = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = readLock(record)
  return Object.entries(readLock(inRoot('package-lock.json'))).every(([path, wanted]) => {
    if (path === '' || wanted.optional || wanted.link) return true
    return installed[path]?.version === wanted.version
  })
}

function isInstalled(hash) {
  if (!existsSync(packagedNode())) return false
  return readNote(note)?.lockfile === hash || installedMatchesLockfile()
}

/** Installs the packages of the lockfile when they are missing or the lockfile has changed. */
export async function ensurePackages() {
  const hash = lockfileHash()
  if (!isInstalled(hash)) {
    say('Installing packages with `npm ci`.')
    // A note that outlived an interrupted install would vouch for half a folder.
    writeNote(note, {})
    const code = await npm(root, ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
    if (code !== 0) {
      throw new SetUpError(
        '`npm ci` failed (see above). Fix its cause, then run the same command again.',
      )
    }
    if (answerOf(packagedNode(), ['--version']) === undefined) {
      throw new SetUpError(
        'The packaged Node 24 does not run. Try `npm rebuild node`, then run this again.',
      )
    }
  }
  if (readNote(note)?.lockfile !== hash) writeNote(note, { lockfile: hash })
}
