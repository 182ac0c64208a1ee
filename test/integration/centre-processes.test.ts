import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  superviseCentre,
  type CentreChild,
  type EmbeddedCentreState,
} from '../../electron/main/embedded-centre/embedded-centre.ts'
import { readCentreNote } from '../../server/centre-note.ts'

const root = join(import.meta.dirname, '../..')
/** Goods, cartons, orders and waybills of the demo shop. */
const demoRows = 120 + 6 + 200 + 199
const preparedArchive = join(root, '.cache/tests/empty-pglite-0.5.16.tar.gz')
const sample = join(root, 'resources/data/online-retail-sample.csv')
const patience = { timeout: 30_000, interval: 50 }

let directory = ''
const children: ChildProcess[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'holdfast-centre-'))
})

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
  await rm(directory, { recursive: true, force: true })
})

function forkCentre(): CentreChild {
  const child = fork(join(root, 'electron/main/embedded-centre/centre-process.ts'), {
    silent: true,
  })
  children.push(child)
  return {
    postMessage: (message) => child.send(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill('SIGKILL'),
  }
}

function supervise(states: EmbeddedCentreState[]) {
  return superviseCentre({
    dataDirectory: directory,
    preparedArchive,
    seedDemo: true,
    fork: forkCentre,
    onState: (state) => states.push(state),
    later: (run, delayMs) => {
      const timer = setTimeout(run, delayMs)
      return () => {
        clearTimeout(timer)
      }
    },
  })
}

async function lastReady(states: readonly EmbeddedCentreState[], after = 0) {
  return vi.waitFor(() => {
    const state = states.slice(after).findLast((each) => each.state === 'ready')
    if (state?.state !== 'ready') throw new Error(JSON.stringify(states.at(-1)))
    return state
  }, patience)
}

async function runImport(...parameters: readonly string[]) {
  const child = spawn(process.execPath, [join(root, 'server/import.ts'), ...parameters])
  children.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}

test('the centre in the app starts with the demo shop, comes back after it was killed, and closes cleanly', async () => {
  const states: EmbeddedCentreState[] = []
  const centre = supervise(states)
  const first = await lastReady(states)
  expect(new URL(first.url).hostname).toBe('127.0.0.1')
  const note = join(directory, 'centre.json')
  expect(await readCentreNote(note)).toEqual({ url: first.url, adminToken: first.adminToken })
  expect((await stat(note)).mode & 0o777).toBe(0o600)
  expect(await centre.createPairingCode()).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  const told = states.length
  children[0]?.kill('SIGKILL')
  const second = await lastReady(states, told)
  expect(second.adminToken).toBe(first.adminToken)
  const status = (await (await fetch(`${second.url}/v1/status`)).json()) as { head: number }
  // 120 products, 200 orders, and a waybill for every order but the cancelled one: seeded once.
  expect(status.head).toBe(demoRows)
  await centre.close()
  expect(children.map(({ exitCode }) => exitCode)).toEqual([null, 0])
  expect(existsSync(note)).toBe(false)
  expect(existsSync(join(directory, 'centre/database.lock'))).toBe(false)
}, 60_000)

test('an import goes to the centre that runs, and into its database when none does', async () => {
  const states: EmbeddedCentreState[] = []
  const centre = supervise(states)
  const { url } = await lastReady(states)
  const through = await runImport(sample, '--data-dir', directory)
  expect(through.output).toMatch(/Orders: +62 created, 0 known already/)
  expect(through.output).toMatch(/line 143: a cancellation .*: C536379,D,Discount,-1/)
  expect(through.code).toBe(0)
  const status = (await (await fetch(`${url}/v1/status`)).json()) as { head: number }
  expect(status.head).toBe(demoRows + 62 + 62 + 584)
  await centre.close()
  const direct = await runImport(sample, '--data-dir', directory)
  expect(direct.output).toMatch(/Orders: +0 created, 62 known already/)
  expect(direct.code).toBe(0)
}, 60_000)

test('a second process is kept from a database that another has open, and told what to do', async () => {
  const states: EmbeddedCentreState[] = []
  const centre = supervise(states)
  await lastReady(states)
  await rm(join(directory, 'centre.json'))
  const { code, output } = await runImport(sample, '--data-dir', directory)
  expect(code).toBe(1)
  expect(output).toMatch(/in use by process \d+/)
  expect(output).toMatch(/Stop that process/)
  await centre.close()
}, 60_000)

test('a bad file, a wrong token and a server that is none end an import with words and code 1', async () => {
  const bad = join(directory, 'bad.csv')
  await writeFile(bad, 'InvoiceNo,StockCode\n1,2\n')
  const states: EmbeddedCentreState[] = []
  const centre = supervise(states)
  const { url } = await lastReady(states)
  for (const [parameters, words] of [
    [[bad], /Description is missing.*\n.*must name these columns/],
    [[join(directory, 'nowhere.csv')], /cannot be read/],
    [[sample, '--server', url, '--admin-token', 'guessed'], /admin token is not the right one/],
    [[sample, '--server', 'http://127.0.0.1:9', '--admin-token', 'x'], /does not answer/],
    [[], /Use: npm run import/],
    [[sample, '--wrong'], /Use: npm run import/],
  ] as const) {
    const { code, output } = await runImport(...parameters, '--data-dir', directory)
    expect(output).toMatch(words)
    expect(code).toBe(1)
  }
  const status = (await (await fetch(`${url}/v1/status`)).json()) as { head: number }
  expect(status.head).toBe(demoRows)
  await centre.close()
}, 60_000)

test('the standalone centre prints address and pairing code, and ends on SIGTERM with its note taken back', async () => {
  const child = spawn(process.execPath, [join(root, 'server/index.ts')], {
    env: { ...process.env, PORT: '0', HOLDFAST_DATA_DIR: directory, DATABASE_URL: '' },
  })
  children.push(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  await vi.waitUntil(() => /Pairing code for the first: \S{9}\n/.test(output), patience)
  const url = /ready at (\S+)/.exec(output)?.[1] ?? ''
  expect((await fetch(`${url}/v1/status`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(existsSync(join(directory, 'centre.json'))).toBe(false)
  expect(await readFile(join(directory, 'centre/admin-token'), 'utf8')).not.toBe('')
}, 60_000)
