import { existsSync, readdirSync } from 'node:fs'
import { answerOf, isOnPath, run } from './process.mjs'
import { say, SetUpError } from './say.mjs'

// Debian package(s) that bring each shared library the runtime may lack; the first with a candidate is taken.
const libraryPackages = [
  [
    /^libgtk-3|^libgdk-3|^libatk|^libcairo|^libpango|^libX|^libxcb|^libxk/,
    ['libgtk-3-0t64', 'libgtk-3-0'],
  ],
  [/^libnss|^libnspr|^libsmime/, ['libnss3']],
  [/^libasound/, ['libasound2t64', 'libasound2']],
  [/^libgbm|^libdrm/, ['libgbm1']],
]

const fontFolders = ['/usr/share/fonts', '/usr/local/share/fonts', '/System/Library/Fonts']

function hasChineseFont() {
  return fontFolders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }))
    .some((name) => /cjk|pingfang|stheiti|sourcehan|noto\w*sc|wqy|msyh/i.test(String(name)))
}

function commandNeed(command, packages) {
  return isOnPath(command) ? [] : [{ what: command, packages }]
}

/** CUPS lies where only root looks for commands. */
function schedulerNeed() {
  return existsSync('/usr/sbin/cupsd') ? [] : commandNeed('cupsd', ['cups'])
}

function fontNeed() {
  if (process.platform === 'win32' || hasChineseFont()) return []
  return [{ what: 'a font with Chinese characters', packages: ['fonts-noto-cjk'] }]
}

/** The shared libraries that this executable names and the machine does not have. */
function libraryNeeds(executable) {
  const missing = (answerOf('ldd', [executable]) ?? '')
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0])
  return missing.map((what) => ({
    what,
    packages: libraryPackages.find(([pattern]) => pattern.test(what))?.[1] ?? [],
  }))
}

/** Everything the machine lacks for what is wanted: shared libraries, a display, test tools. */
function findNeeds({ executable, display, testTools }) {
  const linux = process.platform === 'linux'
  return [
    ...(linux && executable !== undefined ? libraryNeeds(executable) : []),
    ...(linux && display && !hasDisplay() ? commandNeed('Xvfb', ['xvfb']) : []),
    ...(testTools ? commandNeed('socat', ['socat']) : []),
    ...(testTools ? commandNeed('zbarimg', ['zbar-tools']) : []),
    ...(testTools ? commandNeed('pdftoppm', ['poppler-utils']) : []),
    ...(testTools ? commandNeed('cc', ['gcc', 'libc6-dev']) : []),
    ...(linux && testTools ? schedulerNeed() : []),
    ...(testTools ? fontNeed() : []),
  ]
}

/** Whether a window can be shown without starting a display first. */
export function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY)
}

function hasCandidate(name) {
  return /Candidate: (?!\(none\))/.test(answerOf('apt-cache', ['policy', name]) ?? '')
}

/** Debian names of the packages; older and newer releases name some differently. */
function chooseNames(needs) {
  const names = needs
    .map(({ packages }) => packages.find(hasCandidate) ?? packages.at(-1))
    .filter((name) => name !== undefined)
  const extra = names.includes('xvfb') ? ['xauth'] : []
  return [...new Set([...names, ...extra])]
}

const aptOptions = ['install', '-y', '--no-install-recommends']

function remedy(needs) {
  if (process.platform === 'darwin') return 'Install them with: brew install socat zbar'
  if (!isOnPath('apt-get')) return 'Install them with the package manager of this system.'
  const command = `apt-get update && sudo apt-get ${aptOptions.join(' ')}`
  return `Install them with: sudo ${command} ${chooseNames(needs).join(' ')}`
}

function list(needs) {
  return needs.map(({ what }) => what).join(', ')
}

async function installWithApt(needs) {
  say(`Installing system packages for: ${list(needs)}.`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quiet = { env: environment, stdio: ['ignore', 'ignore', 'inherit'] }
  const updated = await run('apt-get', ['update', '-qq'], quiet)
  const code =
    updated || (await run('apt-get', ['-qq', ...aptOptions, ...chooseNames(needs)], quiet))
  if (code !== 0) throw new SetUpError(`apt-get failed (see above). ${remedy(needs)}`)
}

/**
 * Makes sure of the system's part: installs it on Debian-like systems as root, else names exactly what is missing and
 * the command that would install it.
 */
export async function ensureSystem(wanted) {
  const needs = findNeeds(wanted)
  if (needs.length === 0) return
  if (isOnPath('apt-get') && process.getuid?.() === 0) await installWithApt(needs)
  const left = findNeeds(wanted)
  if (left.length > 0) throw new SetUpError(`This machine lacks: ${list(left)}. ${remedy(left)}`)
}
