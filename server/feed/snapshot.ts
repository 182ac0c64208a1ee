import { sql } from 'kysely'
import type { FeedEntity } from '../../shared/protocol/feed.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import { feedRowText } from './changes.ts'

/** Rows read in one go: about a megabyte of orders. */
const pageSize = 1_000

interface PageRow {
  readonly entity: FeedEntity
  readonly key: string
  readonly rev: number
  readonly document: string
}

/**
 * Writes the snapshot of a warehouse as `snapshotLine` NDJSON: everything as it was at one seq, page by page. It is read in
 * one transaction, so `write` should be quick: it must not wait for a reader at the other end of a network.
 */
export async function writeSnapshot(
  database: Database,
  warehouse: string,
  write: (text: string) => Promise<void>,
): Promise<void> {
  await database
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
      const cursor = { feedEpoch, warehouse, seq }
      await write(`${JSON.stringify({ kind: 'snapshot', cursor, rows })}\n`)
      for await (const page of pages(transaction, warehouse)) {
        await write(page.map((row) => `{"kind":"row","change":${feedRowText(row)}}\n`).join(''))
      }
      await write(`${JSON.stringify({ kind: 'end', rows })}\n`)
    })
}

async function countRows(transaction: DatabaseTransaction, warehouse: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total
    from feed_rows row join feed_changes version using (warehouse, seq)
    where warehouse = ${warehouse} and version.document is not null
  `.execute(transaction)
  return rows[0]?.total ?? 0
}

async function* pages(
  transaction: DatabaseTransaction,
  warehouse: string,
): AsyncGenerator<readonly PageRow[]> {
  let after: Pick<PageRow, 'entity' | 'key'> | { entity: ''; key: '' } = { entity: '', key: '' }
  for (;;) {
    const { rows } = await sql<PageRow>`
      select row.entity, row.key, row.rev, version.document
      from feed_rows row join feed_changes version using (warehouse, seq)
      where warehouse = ${warehouse} and version.document is not null
        and (row.entity, row.key) > (${after.entity}, ${after.key})
      order by row.entity, row.key
      limit ${pageSize}
    `.execute(transaction)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last
  }
}
