import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BucketSums, bucketOf, sumText } from '../../shared/domain/row-sum.ts'
import {
  bucketsResponse,
  changesLine,
  snapshotLine,
  writeCursor,
  type Cursor,
  type FeedRow,
} from '../../shared/protocol/feed.ts'
import type { Centre } from '../../server/centre.ts'
import { openDatabase } from '../../server/database/open.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { until } from '../wait/until.ts'
import { databaseKinds } from './centre-floor.ts'
import {
  enrol,
  faultOf,
  memoryDatabase,
  packingOf,
  startTestCentre,
  TestJournal,
  TestStation,
} from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

function sumsOf(rows: Iterable<FeedRow>): BucketSums {
  const sums = new BucketSums()
  for (const row of rows) sums.add(row)
  return sums
}

async function sumInPage(station: TestStation, cursor: Cursor) {
  const text = await (await station.get(`/v1/changes?cursor=${writeCursor(cursor)}`)).text()
  const head = changesLine.parse(JSON.parse(text.split('\n')[0] ?? ''))
  return head.kind === 'page' ? head.sum : undefined
}

describe.each(databaseKinds)('buckets out of %s', (kind) => {
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
  })

  afterAll(() => centre.close())

  async function packOne(epoch: string): Promise<void> {
    const bench = await enrol(centre, 'other')
    const { rows } = await bench.snapshot()
    const order = [...rows.values()].flatMap((row) =>
      row.entity === 'order' && row.row?.state === 'ready' ? [row.row] : [],
    )[0]
    if (!order) throw new Error('No order is left')
    await bench.push(
      new TestJournal(epoch).add(...packingOf(order, bench.stationId, `W-${epoch}`)).request(),
    )
  }

  async function bucketsAt(cursor: Cursor) {
    const response = await station.get(`/v1/buckets?cursor=${writeCursor(cursor)}`)
    return bucketsResponse.parse(await response.json()).buckets
  }

  test('add up to the rows at the asked place, before and after changes, and so does every page at the head', async () => {
    const first = await station.snapshot()
    const expected = sumsOf(first.rows.values())
    await until('counted', () => sumInPage(station, first.cursor))
    for (let round = 0; round < 3; round += 1) await packOne(`epoch-${kind}-${String(round)}`)
    const last = await station.snapshot()
    for (const { cursor, rows } of [first, last]) {
      const sums = sumsOf(rows.values())
      const asText = sums.all().map((sum) => ({ rows: sum.rows, sum: sumText(sum) }))
      expect(await bucketsAt(cursor)).toEqual(asText)
    }
    const total = sumsOf(last.rows.values()).total()
    expect(await sumInPage(station, last.cursor)).toEqual({ rows: total.rows, sum: sumText(total) })
    expect(sumText(total)).not.toBe(sumText(expected.total()))
  })

  test('one bucket has its rows as they were at the asked place, and no other', async () => {
    const { cursor, rows } = await station.snapshot()
    const order = [...rows.values()].find((row) => row.entity === 'order')
    if (!order) throw new Error('No order')
    const bucket = bucketOf(order)
    await packOne(`epoch-of-bucket-${kind}`)
    const path = `/v1/buckets/${String(bucket)}?cursor=${writeCursor(cursor)}`
    const lines = (await (await station.get(path)).text()).split('\n').slice(0, -1)
    const parsed = lines.map((line) => snapshotLine.parse(JSON.parse(line)))
    const found = parsed.flatMap((line) => (line.kind === 'row' ? [line.change] : []))
    const own = [...rows.values()].filter((row) => bucketOf(row) === bucket)
    expect(found.map(({ key, rev }) => [key, rev]).sort()).toEqual(
      own.map(({ key, rev }) => [key, rev]).sort(),
    )
    expect(parsed[0]).toEqual({ kind: 'snapshot', cursor, rows: own.length })
    expect(parsed.at(-1)).toEqual({ kind: 'end', rows: own.length })
  })

  test('of nowhere, of another history or of a stranger are refused', async () => {
    const { cursor } = await station.snapshot()
    const at = writeCursor(cursor)
    for (const number of ['1024', '-1', '1.5', 'x'])
      expect(
        (await faultOf(await station.get(`/v1/buckets/${number}?cursor=${at}`), 404)).code,
      ).toBe('not-found')
    for (const path of ['/v1/buckets', '/v1/buckets/3']) {
      const other = writeCursor({ ...cursor, feedEpoch: 'other' })
      expect((await faultOf(await station.get(`${path}?cursor=${other}`), 409)).code).toBe('reset')
      expect((await faultOf(await station.get(`${path}?cursor=x`), 400)).code).toBe('malformed')
      const stranger = new TestStation(centre.url, station.stationId, 'guessed')
      expect((await faultOf(await stranger.get(`${path}?cursor=${at}`), 401)).code).toBe(
        'unauthorized',
      )
    }
  })
})

test('a row that somebody mended in the database itself is in the sums of the next process', async () => {
  const url = await postgres.createDatabase()
  const centre = await startTestCentre({ kind: 'postgres', url })
  await centre.seedDemo()
  const station = await enrol(centre, 'bench')
  const { cursor } = await station.snapshot()
  const before = await until('counted', () => sumInPage(station, cursor))
  await centre.close()
  const opened = await openDatabase({ kind: 'postgres', url }, () => undefined)
  if (!opened.ok) throw new Error(opened.error.message)
  await sql`
    with mended as (
      update feed_rows set rev = rev + 1 where entity = 'order' and key = (
        select min(key) from feed_rows where entity = 'order') returning warehouse, seq)
    update feed_changes version set rev = version.rev + 1 from mended
    where version.warehouse = mended.warehouse and version.seq = mended.seq
  `.execute(opened.value.database)
  await opened.value.close()
  const again = await startTestCentre({ kind: 'postgres', url })
  const same = new TestStation(again.url, station.stationId, station.token)
  const after = await until('counted', () => sumInPage(same, cursor))
  expect(after.rows).toBe(before.rows)
  expect(after.sum).not.toBe(before.sum)
  await again.close()
})
