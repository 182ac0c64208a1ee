import { sql } from 'kysely'
import { succeed, type Result } from '../../shared/domain/result.ts'
import type { Cursor, SnapshotMark } from '../../shared/protocol/feed.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import type { ApiFailure } from '../http/failure.ts'
import { readRowsAsOf, type RowPlace, type RowsAsOf } from './as-of.ts'
import { feedRowText } from './changes.ts'
import { journalMarkOf, type JournalMark } from './journal-mark.ts'
import { readPlace } from './place.ts'

/** Rows read in one go: about a megabyte of orders. */
const pageSize = 1_000

/** A snapshot that is about to be sent, from its beginning or from where it was torn. */
export interface SnapshotStart {
  readonly cursor: Cursor
  /** Of the whole snapshot. */
  readonly rows: number
  readonly had: number
  readonly after: RowPlace
  /** What the head says of the asking station's journal; undefined = nothing, because the first head did. */
  readonly taken: JournalMark | null | undefined
}

/** Fixes a new snapshot at the newest place of the feed. */
export async function startSnapshot(
  database: Database,
  warehouse: string,
  stationId: string,
): Promise<SnapshotStart> {
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const { feed_epoch: feedEpoch, head: seq } = await transaction
        .selectFrom('warehouses')
        .select(['feed_epoch', 'head'])
        .where('warehouse', '=', warehouse)
        .executeTakeFirstOrThrow()
      const rows = await countRows(transaction, warehouse)
      const taken = await journalMarkOf(transaction, stationId)
      const cursor = { feedEpoch, warehouse, seq }
      return { cursor, rows, had: 0, after: { entity: '', key: '' }, taken }
    })
}

/** Finds a torn snapshot again. It is there as long as its place in the feed is kept, whichever process began it. */
export async function resumeSnapshot(
  database: Database,
  { cursor, entity, key, had, rows }: SnapshotMark,
): Promise<Result<SnapshotStart, ApiFailure>> {
  const found = await readPlace(database, cursor)
  if (!found.ok) return found
  return succeed({ cursor, rows, had, after: { entity, key }, taken: undefined })
}

/**
 * The snapshot as `snapshotLine` NDJSON: everything as it was at one seq, page by page. No transaction is held open, so the reader
 * may be as slow as its network.
 */
export async function* snapshotText(
  database: Database,
  { cursor, rows, had, after, taken }: SnapshotStart,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ kind: 'snapshot', cursor, rows, ...(had > 0 ? { had } : {}), taken })}\n`
  let sent = had
  for await (const page of pages(database, cursor, after)) {
    sent += page.rows.length
    yield page.rows.map((row) => `{"kind":"row","change":${feedRowText(row)}}\n`).join('')
  }
  yield `${JSON.stringify({ kind: 'end', rows: sent })}\n`
}

/** The next page is read while the one before is on its way. */
async function* pages(
  database: Database,
  cursor: Cursor,
  after: RowPlace,
): AsyncGenerator<RowsAsOf> {
  let reading: Promise<RowsAsOf> | null = readRowsAsOf(database, cursor, after, pageSize)
  while (reading) {
    const page: RowsAsOf = await reading
    reading = page.next && readRowsAsOf(database, cursor, page.next, pageSize)
    // A reader that goes away leaves this one unasked for.
    reading?.catch(() => undefined)
    yield page
  }
}

async function countRows(transaction: DatabaseTransaction, warehouse: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total
    from feed_rows row join feed_changes version using (warehouse, seq)
    where warehouse = ${warehouse} and version.document is not null
  `.execute(transaction)
  return rows[0]?.total ?? 0
}
