import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApiClient } from '../../electron/main/centre/api-client.ts'
import { Contact } from '../../electron/main/centre/contact.ts'
import { FeedArchive } from '../../electron/main/centre/feed-archive.ts'
import { createFeedProxy, type FeedProxy } from '../../electron/main/centre/feed-proxy.ts'
import { snapshotPath, type FeedRow } from '../../shared/protocol/feed.ts'
import { FakeCentre } from '../fakes/fake-centre.ts'
import { FaultyDisk } from '../fakes/faulty-disk.ts'
import { HeldClock } from '../fakes/held-clock.ts'
import { seededRandom } from '../fakes/random.ts'
import { product, readSnapshot } from './feed-text.ts'

let centre: FakeCentre
let disk: FaultyDisk
let clock: HeldClock
let contact: Contact
let archive: FeedArchive
let proxy: FeedProxy
let notes: string[]

beforeEach(async () => {
  centre = new FakeCentre()
  await centre.listen()
  disk = new FaultyDisk(seededRandom(1))
  clock = new HeldClock()
  contact = new Contact(clock, 30_000)
  notes = []
  await start()
})
afterEach(() => centre.close())

/** The program starts (again) on what is on the disk. */
async function start(): Promise<void> {
  archive = await FeedArchive.open(disk.open(), (detail) => notes.push(detail))
  const client = createApiClient({
    fetch: (url, init) => fetch(url, init),
    baseUrl: centre.url,
    token: () => 'right-token',
    timeoutMs: 5_000,
  })
  const onStatus = (): void => undefined
  proxy = createFeedProxy({ client, contact, archive, clock, idleTimeoutMs: 20_000, onStatus })
}

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return proxy(new Request(`http://app${path}`, init))
}

async function textOf(path: string): Promise<string> {
  const text = await (await ask(path)).text()
  await archive.idle()
  return text
}

function changesAfter(seq: number, limit = 1_000): string {
  return `/v1/changes?cursor=${centre.feedEpoch}~main~${String(seq)}&limit=${String(limit)}`
}

/** Reads a snapshot to where it breaks; answers how many whole rows came. */
async function rowsUntilBreak(path: string): Promise<number> {
  const response = await ask(path)
  let text = ''
  const decoder = new TextDecoder()
  try {
    for await (const piece of response.body ?? []) text += decoder.decode(piece, { stream: true })
  } catch {
    // That is the break.
  }
  await archive.idle()
  return Math.max(0, text.split('\n').length - 2)
}

async function offlineSnapshot(): Promise<ReturnType<typeof readSnapshot>> {
  await centre.close()
  const response = await ask('/v1/snapshot')
  expect(response.headers.get('x-holdfast-source')).toBe('archive')
  return readSnapshot(await response.text())
}

test('a window whose cache was deleted gets the last snapshot without a network, byte for byte', async () => {
  centre.snapshotRows = Array.from({ length: 3_000 }, (_, key) => product(key, 1))
  centre.changesFrom = 17
  const online = await ask('/v1/snapshot')
  expect(online.headers.get('x-holdfast-source')).toBeNull()
  const text = await online.text()
  expect(text).toBe(centre.snapshotText())
  await archive.idle()
  await centre.close()
  await start()
  expect(await textOf('/v1/snapshot')).toBe(text)
})

test('changes behind the snapshot are in it: new rows, newer rows, no deleted ones, and the cursor they reach', async () => {
  centre.snapshotRows = [product(1, 1), product(2, 1), product(3, 1)]
  centre.changesFrom = 10
  await textOf('/v1/snapshot')
  const deleted: FeedRow = { entity: 'product', key: 'S2', rev: 2, row: null }
  centre.changes = [null, deleted, product(4, 1), product(1, 2), null, product(1, 3)]
  expect(await textOf(changesAfter(10, 4))).toContain('"to":14')
  await textOf(changesAfter(14))
  const { seq, rows } = await offlineSnapshot()
  expect(seq).toBe(16)
  expect([...rows.values()].map(({ key, rev }) => `${key}@${String(rev)}`).sort()).toEqual([
    'S1@3',
    'S3@1',
    'S4@1',
  ])
})

test('a page that does not join on, comes twice, is torn, or is of another history leaves the archive consistent', async () => {
  centre.snapshotRows = [product(1, 1)]
  centre.changes = [product(1, 2), product(1, 3), product(1, 4), product(1, 5)]
  await textOf('/v1/snapshot')
  await textOf(changesAfter(2))
  await textOf(changesAfter(0, 1))
  await textOf(changesAfter(0, 1))
  centre.mishaps.push('torn-stream')
  await expect(textOf(changesAfter(1, 2))).rejects.toThrow()
  centre.feedEpoch = 'feed-2'
  await textOf(changesAfter(1, 2))
  const { seq, feedEpoch, rows } = await offlineSnapshot()
  expect([seq, feedEpoch, rows.get('S1')?.rev]).toEqual([1, 'feed-1', 2])
})

test('a snapshot that breaks off, or that nobody reads to its end, does not replace a whole one', async () => {
  centre.snapshotRows = [product(1, 1)]
  await textOf('/v1/snapshot')
  centre.snapshotRows = Array.from({ length: 5_000 }, (_, key) => product(key, 9))
  centre.mishaps.push('torn-stream')
  await expect(textOf('/v1/snapshot')).rejects.toThrow()
  expect(contact.report().state).toBe('offline')
  const unread = await ask('/v1/snapshot')
  await unread.body?.cancel()
  await archive.idle()
  expect(contact.report().state).toBe('online')
  const { rows } = await offlineSnapshot()
  expect([...rows.values()].map(({ rev }) => rev)).toEqual([1])
  // What broke off last is kept for its rest, as long as the program runs.
  const received = () => disk.names().filter((name) => name.startsWith('receiving'))
  expect(received().length).toBeLessThanOrEqual(1)
  await start()
  expect(received()).toEqual([])
})

test('a snapshot that breaks off anywhere and goes on becomes the archive, each row once', async () => {
  centre.snapshotRows = Array.from({ length: 400 }, (_, key) => product(key, 1))
  const whole = centre.snapshotText()
  const cuts = Array.from(
    { length: 12 },
    (_, index) => 1 + Math.floor((whole.length * index) / 12.5),
  )
  for (const cut of cuts) {
    disk = new FaultyDisk(seededRandom(1))
    await start()
    centre.tornAt.push(cut)
    // The window may have come less far than what streamed past on its way to it.
    const had = Math.max(0, (await rowsUntilBreak('/v1/snapshot')) - 3)
    const last = centre.snapshotRows[had - 1]
    const cursor = { feedEpoch: centre.feedEpoch, warehouse: 'main', seq: 0 }
    const mark = last ? { cursor, entity: last.entity, key: last.key, had, rows: 400 } : null
    await textOf(snapshotPath(mark))
    expect(await new Response(await archive.openSnapshot()).text()).toBe(whole)
  }
})

test('the rest of a snapshot of which the archive has no beginning does not become the archive', async () => {
  centre.snapshotRows = [product(1, 1), product(2, 1)]
  const cursor = { feedEpoch: centre.feedEpoch, warehouse: 'main', seq: 0 }
  await textOf(snapshotPath({ cursor, entity: 'product', key: 'S1', had: 1, rows: 2 }))
  expect(await archive.openSnapshot()).toBeNull()
})

test('who wants the rest of a snapshot is not given the archive instead', async () => {
  centre.snapshotRows = [product(1, 1), product(2, 1)]
  await textOf('/v1/snapshot')
  await centre.close()
  const cursor = { feedEpoch: centre.feedEpoch, warehouse: 'main', seq: 0 }
  const mark = { cursor, entity: 'product', key: 'S1', had: 1, rows: 2 } as const
  expect((await ask(snapshotPath(mark))).status).toBe(503)
})

test('many changes are folded into the snapshot, so that the archive does not grow without end', async () => {
  centre.snapshotRows = Array.from({ length: 50 }, (_, key) => product(key, 1))
  await textOf('/v1/snapshot')
  const wide = 'w'.repeat(1_000)
  for (let page = 0; page < 6; page += 1) {
    const from = centre.changes.length
    for (let key = 0; key < 500; key += 1)
      centre.changes.push(product(key % 40, page * 500 + key + 2, wide))
    await textOf(changesAfter(from))
  }
  const stored = disk.names().reduce((sum, name) => sum + (disk.content(name)?.length ?? 0), 0)
  expect(stored).toBeLessThan(2_000_000)
  await start()
  const { seq, rows } = await offlineSnapshot()
  expect(seq).toBe(3_000)
  expect(rows.size).toBe(50)
  expect(rows.get('S19')?.rev).toBe(3_001)
})

test('the page of a Wi-Fi login is no snapshot and no page: the archive answers, changes say busy', async () => {
  centre.snapshotRows = [product(1, 1)]
  await textOf('/v1/snapshot')
  centre.mishaps.push('captive-portal', 'captive-portal', 'html-500')
  const snapshot = await ask('/v1/snapshot')
  expect(snapshot.headers.get('x-holdfast-source')).toBe('archive')
  expect(readSnapshot(await snapshot.text()).rows.size).toBe(1)
  for (const path of [changesAfter(0), '/v1/status']) {
    const answer = await ask(path)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ error: { code: 'busy' } })
  }
  expect(contact.report().state).toBe('offline')
})

test('without archive and without centre a snapshot is refused as busy, and a refusal of the centre is passed on', async () => {
  centre.mishaps.push({ code: 'unauthorized', status: 401 }, { code: 'reset', status: 409 })
  const refused = await ask('/v1/snapshot')
  expect(refused.status).toBe(401)
  expect(await refused.json()).toMatchObject({ error: { code: 'unauthorized' } })
  expect(contact.report()).toMatchObject({ state: 'refused', refusal: 'unauthorized' })
  const reset = await ask(changesAfter(0))
  expect(await reset.json()).toMatchObject({ error: { code: 'reset' } })
  await centre.close()
  const busy = await ask('/v1/snapshot')
  expect([busy.status, await busy.json()]).toMatchObject([503, { error: { code: 'busy' } }])
})

test('a window cannot reach anything else with the token', async () => {
  for (const [path, init] of [
    ['/v1/stations/station-1/events', { method: 'POST', body: '{}' }],
    ['/v1/stations/enrol', {}],
    ['/v1/snapshot', { method: 'POST', body: '{}' }],
    ['/v1/../admin', {}],
  ] as const) {
    const answer = await ask(path, init)
    expect([path, answer.status]).toEqual([path, 404])
    expect(await answer.json()).toMatchObject({ error: { code: 'not-found' } })
  }
  expect((await ask('/v1/changes?cursor=broken')).status).toBe(400)
  expect(centre.requests).toEqual([])
})

test('a damaged archive is put aside and counts as absent until the next snapshot', async () => {
  centre.snapshotRows = Array.from({ length: 2_000 }, (_, key) => product(key, 1))
  await textOf('/v1/snapshot')
  const rows = disk.names().find((name) => name.startsWith('rows-')) ?? ''
  disk.rot(rows, Math.floor((disk.content(rows)?.length ?? 0) / 2))
  const port = Number(new URL(centre.url).port)
  await centre.close()
  await start()
  const torn = await ask('/v1/snapshot')
  await expect(torn.text()).rejects.toThrow()
  expect((await ask('/v1/snapshot')).status).toBe(503)
  expect(disk.names()).toContain('damaged-rows.ndjson.gz')
  expect(notes).toHaveLength(1)
  await centre.listen(port)
  await textOf('/v1/snapshot')
  expect((await offlineSnapshot()).rows.size).toBe(2_000)
})

test('a disk that is full leaves the window its stream and the archive its last state', async () => {
  centre.snapshotRows = [product(1, 1)]
  await textOf('/v1/snapshot')
  centre.snapshotRows = [product(1, 2), product(2, 2)]
  const calls = disk.calls
  for (let call = calls + 1; call < calls + 10; call += 1) {
    disk.planFault({ call, code: 'ENOSPC' })
    expect(await textOf('/v1/snapshot')).toBe(centre.snapshotText())
    const { rows } = readSnapshot(await new Response(await archive.openSnapshot()).text())
    expect([1, 2]).toContain(rows.size)
  }
})

test('power cuts at any call leave an archive that is whole: an older one, a newer one, or none', async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    disk = new FaultyDisk(seededRandom(seed))
    centre.changes = []
    centre.snapshotRows = [product(1, 1)]
    await start()
    disk.planCrash(1 + (seed % 20))
    await textOf('/v1/snapshot')
    centre.changes = [product(1, 2), product(2, 1)]
    await textOf(changesAfter(0, 1))
    await textOf(changesAfter(1, 1))
    disk.cutPower()
    await start()
    const copy = await archive.openSnapshot()
    if (!copy) continue
    const { seq, rows } = readSnapshot(await new Response(copy).text())
    const kept = [...rows.values()].map(({ key, rev }) => `${key}@${String(rev)}`)
    expect(kept, `seed ${String(seed)}`).toEqual([['S1@1'], ['S1@2'], ['S1@2', 'S2@1']][seq])
  }
})

test('a centre that falls silent in the middle of a stream is given up, a slow reader is not', async () => {
  centre.snapshotRows = [product(1, 1)]
  centre.mishaps.push('silence')
  const answer = ask('/v1/snapshot')
  while (centre.requests.length === 0) await new Promise(setImmediate)
  clock.advance(20_000)
  expect((await answer).status).toBe(503)
  const slow = await ask('/v1/snapshot')
  clock.advance(100_000)
  expect(await slow.text()).toBe(centre.snapshotText())
})
