import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAppHandler } from '../../../electron/main/window/app-protocol.ts'
import { readRendererFile } from '../../../electron/main/window/renderer-file.ts'

let root = ''
let ask: (request: Request) => Promise<Response>
const forwarded: string[] = []

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'holdfast-app-'))
  const rendererFolder = join(root, 'renderer')
  await mkdir(join(rendererFolder, 'assets'), { recursive: true })
  await mkdir(join(root, 'renderer-secrets'))
  await writeFile(join(root, 'secret.txt'), 'secret')
  await writeFile(join(root, 'renderer-secrets', 'secret.txt'), 'secret')
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html>')
  await writeFile(join(rendererFolder, 'assets', 'main.js'), 'export {}')
  ask = createAppHandler({
    rendererFolder,
    readFile: readRendererFile,
    forward: (request) => {
      forwarded.push(new URL(request.url).pathname)
      const headers = { 'content-type': 'application/x-ndjson', 'content-security-policy': 'x' }
      return Promise.resolve(new Response('{}\n', { status: 409, headers }))
    },
  })
})
afterAll(() => rm(root, { recursive: true, force: true }))

test.each([
  ['/', 'text/html; charset=utf-8'],
  ['/index.html?x=1#y', 'text/html; charset=utf-8'],
  ['/assets/main.js', 'text/javascript; charset=utf-8'],
])('%s is served with its type, or a module script would not run', async (path, type) => {
  const response = await ask(new Request(`app://holdfast${path}`))
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(type)
  expect((await response.text()).length).toBeGreaterThan(0)
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..%2frenderer-secrets/secret.txt',
  '/..%5csecret.txt',
  '/%2fetc/passwd',
  '/index.html%00.js',
  '/%ff',
  '/assets',
  '/assets/',
  '/assets/main.js/x',
  '/nothing.js',
])('%s gets nothing, inside or outside the folder', async (path) => {
  const response = await ask(new Request(`app://holdfast${path}`))
  expect(response.status).toBe(404)
  expect(await response.text()).not.toContain('secret')
})

test('another host of the scheme gets nothing', async () => {
  expect((await ask(new Request('app://elsewhere/index.html'))).status).toBe(404)
})

test('files are read only', async () => {
  expect((await ask(new Request('app://holdfast/', { method: 'POST' }))).status).toBe(405)
})

test('requests to the centre go to the centre, and a path that only looks like one does not', async () => {
  const response = await ask(new Request('app://holdfast/v1/changes?cursor=1', { method: 'POST' }))
  expect(response.status).toBe(409)
  expect(await response.text()).toBe('{}\n')
  await ask(new Request('app://holdfast/v1x/changes'))
  await ask(new Request('app://holdfast/v1/../index.html'))
  expect(forwarded).toEqual(['/v1/changes'])
})

test('every answer carries the policy, without unsafe-*, also one that the centre gave', async () => {
  for (const path of ['/', '/nothing.js', '/v1/status']) {
    const response = await ask(new Request(`app://holdfast${path}`))
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toContain('unsafe')
  }
})
