import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FeedRow } from '../../shared/protocol/feed.ts'
import type { Centre } from '../../server/centre.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import {
  apply,
  enrol,
  faultOf,
  memoryDatabase,
  packingOf,
  startTestCentre,
  TestJournal,
  testWorld,
  TestStation,
} from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
}, 60_000)

afterAll(() => postgres.stop())

describe.each(['PGlite', 'PostgreSQL'])('the feed out of %s', (kind) => {
  let centre: Centre
  let station: TestStation

  beforeAll(async () => {
    const database =
      kind === 'PGlite'
        ? memoryDatabase
        : ({ kind: 'postgres', url: await postgres.createDatabase() } as const)
    centre = await startTestCentre(database)
    await centre.seedDemo()
    station = await enrol(centre, 'bench')
  }, 60_000)

  afterAll(() => centre.close())

  async function readAll(from: Awaited<ReturnType<TestStation['snapshot']>>, limit: number) {
    const rows = new Map(from.rows)
    let { cursor } = from
    for (;;) {
      const page = await station.changes(cursor, limit)
      for (const change of page.changes) if (change) apply(rows, change)
      cursor = page.cursor
      if (page.head === cursor.seq) return { rows, cursor }
    }
  }

  test('an answer without changes takes at most 1 KB on the wire', async () => {
    const { cursor } = await station.snapshot()
    const { hostname, port } = new URL(centre.url)
    const { feedEpoch, warehouse, seq } = cursor
    const path = `/v1/changes?cursor=${feedEpoch}~${warehouse}~${String(seq)}`
    const sent = httpRequest({ hostname, port, path, headers: station.headers, agent: false }).end()
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    response.resume()
    await once(response, 'end')
    expect(response.statusCode).toBe(200)
    expect(response.socket.bytesRead).toBeGreaterThan(100)
    expect(response.socket.bytesRead).toBeLessThanOrEqual(1_024)
  })

  test('pages from the very beginning lead to the same rows as a snapshot', async () => {
    const snapshot = await station.snapshot()
    const empty = { rows: new Map<string, FeedRow>(), cursor: { ...snapshot.cursor, seq: 0 } }
    for (const limit of [1_000, 37]) {
      const read = await readAll(empty, limit)
      expect(read.cursor).toEqual(snapshot.cursor)
      expect(read.rows).toEqual(snapshot.rows)
    }
  })

  test('a page shows each order as it was at the end of that page, not as it is now', async () => {
    const { cursor, rows } = await station.snapshot()
    const order = [...rows.values()].flatMap((row) =>
      row.entity === 'order' && row.row?.state === 'ready' ? [row.row] : [],
    )[0]
    if (!order) throw new Error('No order is left')
    const journal = new TestJournal(`epoch-of-page-${kind}`).add(
      ...packingOf(order, station.stationId, 'W1'),
    )
    for (let seq = 1; seq <= 3; seq += 1) await station.push(journal.request(seq, seq))
    const first = await station.changes(cursor, 1)
    const [change] = first.changes
    expect(change?.entity === 'order' && change.row?.state).toBe('picking')
    expect(change?.entity === 'order' && change.row?.lines[0]?.packed).toBe(0)
    const all = await station.changes(cursor)
    expect(all.changes.map((version) => version?.rev ?? null)).toEqual([null, null, 4])
  })

  test('a snapshot taken under writers and the changes after it lead to what there is at the end', async () => {
    const before = await station.snapshot()
    const orders = [...before.rows.values()].flatMap((row) =>
      row.entity === 'order' && row.row?.state === 'ready' ? [row.row] : [],
    )
    const benches = await Promise.all(
      [1, 2, 3, 4].map((number) => enrol(centre, `bench ${String(number)}`)),
    )
    let isOver = false
    const working = Promise.all(
      benches.map(async (bench, index) => {
        const mine = orders.filter((_order, place) => place % benches.length === index).slice(0, 12)
        const journal = new TestJournal(`epoch-${bench.stationId}`)
        for (const order of mine) {
          const first = journal.frames.length + 1
          journal.add(...packingOf(order, bench.stationId, `N-${order.orderNumber}`))
          await bench.push(journal.request(first))
        }
      }),
    ).then(() => {
      isOver = true
    })
    const snapshots = []
    while (!isOver) snapshots.push(await station.snapshot())
    await working
    const final = await station.snapshot()
    const between = snapshots.filter(
      ({ cursor }) => cursor.seq > before.cursor.seq && cursor.seq < final.cursor.seq,
    )
    // PGlite has one connection and serves in turn: whether a snapshot falls between is up to it.
    if (kind === 'PostgreSQL') expect(between.length).toBeGreaterThan(0)
    for (const snapshot of snapshots) {
      const read = await readAll(snapshot, 11)
      expect(read.cursor).toEqual(final.cursor)
      expect(read.rows).toEqual(final.rows)
    }
  }, 30_000)

  test('a snapshot is compressed for who takes it, and reads the same', async () => {
    const plain = await fetch(`${centre.url}/v1/snapshot`, {
      headers: { ...station.headers, 'accept-encoding': 'identity' },
    })
    expect(plain.headers.get('content-encoding')).toBeNull()
    const packed = await fetch(`${centre.url}/v1/snapshot`, {
      headers: { ...station.headers, 'accept-encoding': 'gzip' },
    })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(await packed.text()).toBe(await plain.text())
  })

  test('a cursor of another history, of the future, or of nowhere is told to start anew', async () => {
    const { cursor } = await station.snapshot()
    const ask = (text: string) => station.get(`/v1/changes?cursor=${encodeURIComponent(text)}`)
    const head = String(cursor.seq)
    expect((await faultOf(await ask(`other~main~${head}`), 409)).code).toBe('reset')
    const ahead = `${cursor.feedEpoch}~main~${String(cursor.seq + 1)}`
    expect((await faultOf(await ask(ahead), 409)).code).toBe('reset')
    expect((await faultOf(await ask(`${cursor.feedEpoch}~other~${head}`), 409)).code).toBe('reset')
    for (const text of ['', 'x', `${cursor.feedEpoch}~main`, `${cursor.feedEpoch}~main~-1`])
      expect((await faultOf(await ask(text), 400)).code).toBe('malformed')
    const limit = await station.get(`/v1/changes?cursor=${cursor.feedEpoch}~main~0&limit=5001`)
    expect((await faultOf(limit, 400)).code).toBe('malformed')
  })
})

test('changes older than the retention are forgotten, and no row with them', async () => {
  const database = { kind: 'postgres', url: await postgres.createDatabase() } as const
  const first = await startTestCentre(database)
  await first.seedDemo()
  const { stationId, token } = await enrol(first, 'bench')
  const before = await new TestStation(first.url, stationId, token).snapshot()
  await first.close()
  const later = testWorld(() => new Date('2027-02-01T02:00:00Z'))
  const centre = await startTestCentre(database, later)
  const station = new TestStation(centre.url, stationId, token)
  expect(await station.snapshot()).toEqual(before)
  expect((await station.changes(before.cursor)).seqs).toEqual([])
  const { feedEpoch, seq } = before.cursor
  const old = await station.get(`/v1/changes?cursor=${feedEpoch}~main~${String(seq - 1)}`)
  expect((await faultOf(old, 409)).code).toBe('reset')
  await centre.close()
})
