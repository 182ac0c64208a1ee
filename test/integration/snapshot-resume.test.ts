import { get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiClient } from '../../electron/main/centre/api-client.ts'
import { snapshotLine, snapshotPath, type SnapshotMark } from '../../shared/protocol/feed.ts'
import { mainWarehouse, openCentreDatabase, type Centre } from '../../server/centre.ts'
import type { DatabaseChoice, OpenedDatabase } from '../../server/database/open.ts'
import { readRowsAsOf, type RowPlace } from '../../server/feed/as-of.ts'
import { publish, readHead, type RowChange } from '../../server/feed/publish.ts'
import { forgetOldChanges } from '../../server/feed/retention.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds } from './centre-floor.ts'
import type { TestStation } from './centre-kit.ts'
import {
  enrol,
  faultOf,
  memoryDatabase,
  packingOf,
  startTestCentre,
  TestJournal,
  testWorld,
} from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

async function choose(kind: (typeof databaseKinds)[number]): Promise<DatabaseChoice> {
  return kind === 'PGlite'
    ? memoryDatabase
    : { kind: 'postgres', url: await postgres.createDatabase() }
}

type Row = Extract<ReturnType<typeof snapshotLine.parse>, { kind: 'row' }>['change']

function linesOf(text: string) {
  const lines = text.split('\n').slice(0, -1)
  return lines.map((line) => snapshotLine.parse(JSON.parse(line)))
}

function rowsOf(text: string): readonly Row[] {
  return linesOf(text).flatMap((line) => (line.kind === 'row' ? [line.change] : []))
}

describe.each(databaseKinds)('a snapshot out of %s', (kind) => {
  let centre: Centre
  let station: TestStation

  beforeAll(async () => {
    centre = await startTestCentre(await choose(kind))
    await centre.seedDemo()
    station = await enrol(centre, 'bench')
  })

  afterAll(() => centre.close())

  async function whole() {
    const text = await (await station.get('/v1/snapshot')).text()
    const [head] = linesOf(text)
    if (head?.kind !== 'snapshot') throw new Error('No head')
    return { text, head, rows: rowsOf(text) }
  }

  function markBehind(
    { head, rows }: Awaited<ReturnType<typeof whole>>,
    had: number,
  ): SnapshotMark {
    const last = rows[had - 1]
    if (!last) throw new Error('No such row')
    return { cursor: head.cursor, entity: last.entity, key: last.key, had, rows: head.rows }
  }

  async function packOne(bench: TestStation, epoch: string): Promise<void> {
    const { rows } = await bench.snapshot()
    const order = [...rows.values()].flatMap((row) =>
      row.entity === 'order' && row.row?.state === 'ready' ? [row.row] : [],
    )[0]
    if (!order) throw new Error('No order is left')
    const journal = new TestJournal(epoch)
    await bench.push(journal.add(...packingOf(order, bench.stationId, `W-${epoch}`)).request())
  }

  test('goes on behind any row, the same rows as before, also when the feed has moved on meanwhile', async () => {
    const first = await whole()
    await packOne(await enrol(centre, 'other'), `epoch-${kind}`)
    for (let had = 1; had <= first.rows.length; had += had < 3 ? 1 : 97) {
      const text = await (await station.get(snapshotPath(markBehind(first, had)))).text()
      const lines = linesOf(text)
      expect(lines[0]).toEqual({ ...first.head, had, taken: undefined })
      expect(rowsOf(text)).toEqual(first.rows.slice(had))
      expect(lines.at(-1)).toEqual({ kind: 'end', rows: first.rows.length })
    }
  })

  test('tells how far the asking station’s journal is taken in, and so does a page that reaches the head', async () => {
    const bench = await enrol(centre, 'marked')
    const before = linesOf(await (await bench.get('/v1/snapshot')).text())[0]
    expect(before).toMatchObject({ kind: 'snapshot', taken: null })
    await packOne(bench, `epoch-of-first-mark-${kind}`)
    await packOne(bench, `epoch-of-mark-${kind}`)
    const after = linesOf(await (await bench.get('/v1/snapshot')).text())[0]
    if (before?.kind !== 'snapshot' || after?.kind !== 'snapshot') throw new Error('No head')
    const { taken } = after
    expect(taken).toMatchObject({ epoch: `epoch-of-mark-${kind}` })
    const headOfPage = async (limit: number) => {
      const { feedEpoch, warehouse, seq } = before.cursor
      const path = `/v1/changes?cursor=${feedEpoch}~${warehouse}~${String(seq)}&limit=${String(limit)}`
      const [line] = (await (await bench.get(path)).text()).split('\n')
      return JSON.parse(line ?? '') as { taken?: unknown }
    }
    expect((await headOfPage(5_000)).taken).toEqual(taken)
    expect((await headOfPage(1)).taken).toBeUndefined()
  })

  test('is sent compressed when asked, from the middle as well', async () => {
    const first = await whole()
    const client = createApiClient({
      fetch: (url, init) => fetch(url, init),
      baseUrl: centre.url,
      token: () => station.token,
      timeoutMs: 5_000,
    })
    for (const path of ['/v1/snapshot', snapshotPath(markBehind(first, 5))]) {
      const packed = await new Promise<Buffer>((resolve, reject) => {
        const headers = { ...station.headers, 'accept-encoding': 'gzip' }
        get(new URL(path, centre.url), { headers }, (response) => {
          expect(response.headers['content-encoding']).toBe('gzip')
          buffer(response).then(resolve, reject)
        }).on('error', reject)
      })
      const text = gunzipSync(packed).toString('utf8')
      expect(packed.length).toBeLessThan(text.length / 4)
      expect(linesOf(text).at(-1)).toEqual({ kind: 'end', rows: first.rows.length })
      // The station's own client asks for it.
      const asked = await client.openFeed(path, AbortSignal.timeout(5_000))
      expect(asked.ok && asked.value.headers.get('content-encoding')).toBe('gzip')
      expect(asked.ok && (await asked.value.text())).toBe(text)
    }
  })

  test('of another history, another warehouse, the future, or with half a place is refused', async () => {
    const mark = markBehind(await whole(), 3)
    const ask = (changed: Partial<SnapshotMark>) =>
      station.get(snapshotPath({ ...mark, ...changed }))
    for (const cursor of [
      { ...mark.cursor, feedEpoch: 'other' },
      { ...mark.cursor, warehouse: 'other' },
      { ...mark.cursor, seq: mark.cursor.seq + 1_000 },
    ])
      expect((await faultOf(await ask({ cursor }), 409)).code).toBe('reset')
    for (const path of [
      '/v1/snapshot?at=x',
      '/v1/snapshot?had=3',
      `${snapshotPath(mark)}&had=4`,
      snapshotPath({ ...mark, key: 'a\u0000' }),
      snapshotPath(mark).replace('entity=order', 'entity=everything'),
    ])
      expect((await faultOf(await station.get(path), 400)).code).toBe('malformed')
  })
})

describe.each(databaseKinds)('rows as they were, out of %s', (kind) => {
  let opened: OpenedDatabase
  const warehouse = mainWarehouse

  beforeAll(async () => {
    const result = await openCentreDatabase(await choose(kind), testWorld())
    if (!result.ok) throw new Error(result.error.message)
    opened = result.value
  })

  afterAll(() => opened.close())

  const product = (key: string, bin: string): RowChange => ({
    ...{ entity: 'product', key },
    row: { sku: key, name: '棉袜', barcodes: [], unitWeightGrams: 40, bin },
  })
  const commit = (now: Date, ...changes: RowChange[]) =>
    opened.database
      .transaction()
      .execute((transaction) => publish(transaction, { warehouse, now }, changes))

  async function read(seq: number, limit: number): Promise<Record<string, string>> {
    const { feedEpoch } = await readHead(opened.database, warehouse)
    const found: Record<string, string> = {}
    let after: RowPlace | null = { entity: '', key: '' }
    while (after) {
      const at = { feedEpoch, warehouse, seq }
      const page = await readRowsAsOf(opened.database, at, after, limit)
      for (const { key, rev, document } of page.rows) {
        expect(found[key]).toBeUndefined()
        found[key] = `${String(rev)} ${(JSON.parse(document) as { bin: string }).bin}`
      }
      after = page.next
    }
    return found
  }

  test('are right at every place after changes, deletions, births and returns, in pages of any size', async () => {
    const day = new Date('2026-11-01T00:00:00Z')
    const model = new Map<string, string>()
    const expected: Record<number, Record<string, string>> = {}
    const revs = new Map<string, number>()
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    for (let step = 0; step < 40; step += 1) {
      const key = names[(step * step + step) % names.length] ?? 'a'
      const isDeleted = step % 4 === 3
      const change = product(key, `bin-${String(step)}`)
      const { seq } = await commit(day, isDeleted ? { entity: 'product', key, row: null } : change)
      const rev = (revs.get(key) ?? 0) + 1
      revs.set(key, rev)
      if (isDeleted) model.delete(key)
      else model.set(key, `${String(rev)} bin-${String(step)}`)
      expected[seq] = Object.fromEntries(model)
    }
    for (const [seq, rows] of Object.entries(expected))
      for (const limit of [1, 2, 1_000]) expect(await read(Number(seq), limit)).toEqual(rows)
  })

  test('are kept from the oldest cursor on, and told as forgotten before it', async () => {
    const old = new Date('2026-01-01T00:00:00Z')
    const recent = new Date('2026-11-20T00:00:00Z')
    await commit(old, product('p', 'first'), product('q', 'first'))
    const { seq: oldest } = await commit(old, product('p', 'second'))
    await commit(recent, product('p', 'third'), product('q', 'second'))
    await forgetOldChanges(opened.database, warehouse, new Date('2026-11-24T00:00:00Z'))
    expect(await read(oldest, 2)).toMatchObject({ p: '2 second', q: '1 first' })
    await expect(read(oldest - 1, 2)).rejects.toThrow('no longer kept')
  })
})
