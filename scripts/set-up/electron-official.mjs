import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inCache, inRoot, packagedNode } from './places.mjs'

const home = inRoot('node_modules', 'electron')
const patience = 10_000
const unpackPatience = 120_000

/** Version of the Electron that the lockfile names. */
export function officialVersion() {
  return JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version
}

/** Path of the official executable when it is there, else undefined. */
export function officialExecutable() {
  const pathFile = join(home, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executable = join(home, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(executable) ? executable : undefined
}

/** Bytes below a folder; files may come and go while it looks. */
function bytesBelow(folder) {
  if (!existsSync(folder)) return 0
  let total = 0
  for (const name of readdirSync(folder, { recursive: true })) {
    try {
      total += statSync(join(folder, name)).size
    } catch {
      // Moved away between listing and looking: the next look counts it where it went.
    }
  }
  return total
}

/**
 * Calls `giveUp` once nothing has arrived for a while. A slow download that still moves is left alone; an unreachable
 * host is not waited for. Checking and unpacking the whole archive may be quiet for longer.
 */
function watchProgress(downloads, giveUp) {
  let seen = 0
  let lastChange = Date.now()
  return setInterval(() => {
    const bytes = bytesBelow(downloads)
    if (bytes !== seen) lastChange = Date.now()
    seen = bytes
    const allowed = seen > 50_000_000 ? unpackPatience : patience
    if (Date.now() - lastChange > allowed) giveUp()
  }, 500)
}

function shortReason(output) {
  const line = output.split('\n').find((text) => /error|fail/i.test(text))
  return (line ?? 'the installer failed').trim().replace(/\.$/, '')
}

/**
 * Runs Electron's own installer (its download, cache, mirror and proxy settings apply). Resolves with undefined when the
 * runtime is there, else with the reason in a few words.
 */
export function installOfficial() {
  if (officialExecutable() !== undefined) return Promise.resolve(undefined)
  const downloads = inCache('electron-download')
  mkdirSync(downloads, { recursive: true })
  return new Promise((resolve) => {
    // The installer downloads into the temporary folder: a place of its own makes progress visible.
    const environment = { ...process.env, TMPDIR: downloads, TEMP: downloads, TMP: downloads }
    const child = spawn(packagedNode(), [join(home, 'install.js')], {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let output = ''
    let stalled = false
    child.stderr.on('data', (chunk) => (output += chunk))
    const watch = watchProgress(downloads, () => {
      stalled = true
      child.kill('SIGKILL')
    })
    child.once('close', () => {
      clearInterval(watch)
      rmSync(downloads, { recursive: true, force: true })
      if (officialExecutable() !== undefined) resolve(undefined)
      else resolve(stalled ? `nothing arrived for ${patience / 1000} s` : shortReason(output))
    })
  })
}
