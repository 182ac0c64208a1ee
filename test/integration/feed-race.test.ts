import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Task } from '../../shared/domain/task.ts'
import type { Cursor } from '../../shared/protocol/feed.ts'
import { mainWarehouse, openCentreDatabase } from '../../server/centre.ts'
import type { OpenedDatabase } from '../../server/database/open.ts'
import { BucketLedger } from '../../server/feed/bucket-ledger.ts'
import { readChanges } from '../../server/feed/changes.ts'
import { publish, readHead } from '../../server/feed/publish.ts'
import { snapshotText, startSnapshot } from '../../server/feed/snapshot.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { readPage, testWorld } from './centre-kit.ts'

const writers = 8
const transactionsEach = 60
const warehouse = mainWarehouse

let postgres: TestPostgres
let opened: OpenedDatabase

beforeAll(async () => {
  postgres = await startPostgres()
  const url = await postgres.createDatabase()
  const result = await openCentreDatabase({ kind: 'postgres', url }, testWorld())
  if (!result.ok) throw new Error(result.error.message)
  opened = result.value
  await sql`create table naive_log (seq bigserial primary key, name text not null)`.execute(
    opened.database,
  )
}, 60_000)

afterAll(async () => {
  await opened.close()
  await postgres.stop()
})

class RolledBack extends Error {}

function taskNamed(taskId: string): Task {
  const at = { orderNumber: 'SO-1', stationId: 'station-1' }
  return { taskId, kind: 'unpack', ...at, code: 'over-packed', done: false }
}

/** Commits its rows into both logs, holding the transaction open at random; one in five is rolled back. */
async function write(writer: number, committed: Set<string>): Promise<void> {
  const { database } = opened
  for (let index = 0; index < transactionsEach; index += 1) {
    const names = [0, 1, 2].map((row) => `w${String(writer)}-${String(index)}-${String(row)}`)
    const isRolledBack = (writer + index) % 5 === 0
    try {
      await database.transaction().execute(async (transaction) => {
        await sql`insert into naive_log (name) select unnest(${names}::text[])`.execute(transaction)
        await sql`select pg_sleep(random() * 0.004)`.execute(transaction)
        const changes = names.map((key) => ({ entity: 'task' as const, key, row: taskNamed(key) }))
        await publish(transaction, { warehouse, now: new Date(0) }, changes)
        await sql`select pg_sleep(random() * 0.002)`.execute(transaction)
        if (isRolledBack) throw new RolledBack()
      })
      for (const name of names) committed.add(name)
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error
    }
  }
}

/** Follows the feed until the writers are done and its end is reached. */
async function followFeed(isOver: () => boolean): Promise<readonly string[]> {
  const { database } = opened
  const ledger = new BucketLedger(database)
  const { feedEpoch } = await readHead(database, warehouse)
  let cursor: Cursor = { feedEpoch, warehouse, seq: 0 }
  const delivered: string[] = []
  for (;;) {
    const wasOver = isOver()
    const page = await readChanges({ database, ledger }, cursor, 7, 'nobody')
    if (!page.ok) throw new Error(page.error.error.message)
    const read = readPage(cursor, page.value.text)
    delivered.push(...read.changes.flatMap((change) => (change ? [change.key] : [])))
    cursor = read.cursor
    if (wasOver && read.head === cursor.seq) return delivered
  }
}

/** The control: what everybody writes first, `seq > cursor` over a sequence. */
async function followNaively(isOver: () => boolean): Promise<readonly string[]> {
  const delivered: string[] = []
  let cursor = 0
  for (;;) {
    const wasOver = isOver()
    const { rows } = await sql<{ seq: number; name: string }>`
      select seq, name from naive_log where seq > ${cursor} order by seq limit 7
    `.execute(opened.database)
    delivered.push(...rows.map(({ name }) => name))
    cursor = rows.at(-1)?.seq ?? cursor
    if (wasOver && rows.length === 0) return delivered
  }
}

test('with 8 writers and rollbacks a reader of the feed misses nothing, while a reader of a sequence does', async () => {
  const committed = new Set<string>()
  let isOver = false
  const writing = Promise.all(
    Array.from({ length: writers }, (_unused, writer) => write(writer, committed)),
  ).then(() => {
    isOver = true
  })
  const [delivered, naive] = await Promise.all([
    followFeed(() => isOver),
    followNaively(() => isOver),
    writing,
  ])
  expect([...delivered].sort()).toEqual([...committed].sort())
  const { seq: head } = await readHead(opened.database, warehouse)
  expect(head).toBe(committed.size)
  const missed = [...committed].filter((name) => !naive.includes(name))
  expect(missed.length).toBeGreaterThan(0)
}, 60_000)

test('what is committed while a snapshot is read comes with the changes after it, and not before', async () => {
  const { database } = opened
  const place = { warehouse, now: new Date(0) }
  const commit = (key: string) =>
    database
      .transaction()
      .execute((transaction) =>
        publish(transaction, place, [{ entity: 'task', key, row: taskNamed(key) }]),
      )
  await commit('before')
  let text = ''
  for await (const piece of snapshotText(database, await startSnapshot(database, warehouse, 'x'))) {
    if (text === '') await commit('meanwhile')
    text += piece
  }
  expect(text).toContain('"key":"before"')
  expect(text).not.toContain('"key":"meanwhile"')
  const { seq } = await readHead(database, warehouse)
  expect(text.split('\n')[0]).toContain(`"seq":${String(seq - 1)}}`)
})
