import { sql } from 'kysely'
import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import type { Cursor, FeedEntity } from '../../shared/protocol/feed.ts'
import { feedChannel } from '../database/listener.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import { indexRows } from './row-index.ts'

interface PublishedRows {
  readonly order: Order
  readonly product: Product
  readonly waybill: Waybill
  readonly task: Task
}

/** A new version of one published row; `row` null deletes it. */
export type RowChange = {
  readonly [Entity in FeedEntity]: {
    readonly entity: Entity
    readonly key: string
    readonly row: PublishedRows[Entity] | null
  }
}[FeedEntity]

/** Which feed is written, and when. */
export interface FeedPlace {
  readonly warehouse: string
  readonly now: Date
}

/** A cursor of a warehouse that is known from elsewhere. */
export type FeedHead = Pick<Cursor, 'feedEpoch' | 'seq'>

/**
 * Writes new versions of rows into the feed and gives each the next seq. The warehouse's counter row is bumped once, and held
 * to the commit: so seq order is commit order, and a reader that sees a seq has seen every lower one (sync facts 5). It
 * must be the last lock that a transaction takes.
 *
 * @param changes at most one per row
 * @returns the head of the feed, which this transaction's commit makes true
 */
export async function publish(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  changes: readonly RowChange[],
): Promise<FeedHead> {
  const { warehouse } = place
  if (changes.length === 0) return readHead(transaction, warehouse)
  await indexRows(transaction, warehouse, changes)
  const { head, feed_epoch: feedEpoch } = await transaction
    .updateTable('warehouses')
    .set((row) => ({ head: row('head', '+', changes.length) }))
    .where('warehouse', '=', warehouse)
    // Heard at the commit, by every process.
    .returning(['head', 'feed_epoch', sql`pg_notify(${feedChannel}, '')`.as('told')])
    .executeTakeFirstOrThrow()
  await writeVersions(transaction, place, changes, head - changes.length + 1)
  return { feedEpoch, seq: head }
}

/** The newest committed place in the feed of a warehouse. */
export async function readHead(
  database: Database | DatabaseTransaction,
  warehouse: string,
): Promise<FeedHead> {
  const { head, feed_epoch: feedEpoch } = await database
    .selectFrom('warehouses')
    .select(['head', 'feed_epoch'])
    .where('warehouse', '=', warehouse)
    .executeTakeFirstOrThrow()
  return { feedEpoch, seq: head }
}

/**
 * One statement for pointers and versions, because every other writer of the warehouse waits for it. Its parts see the
 * pointers as they were before it, and since the counter is held nobody else has moved them.
 */
export async function writeVersions(
  transaction: DatabaseTransaction,
  { warehouse, now }: FeedPlace,
  changes: readonly RowChange[],
  firstSeq: number,
): Promise<void> {
  const entities = changes.map((change) => change.entity)
  const keys = changes.map((change) => change.key)
  const seqs = changes.map((_change, index) => firstSeq + index)
  const documents = changes.map((change) =>
    change.row === null ? null : JSON.stringify(change.row),
  )
  await sql`
    with incoming as (
      select * from unnest(${entities}::text[], ${keys}::text[], ${seqs}::bigint[], ${documents}::text[])
        as incoming (entity, key, seq, document)
    ), replaced as (
      select row.entity, row.key, row.seq
      from incoming join feed_rows row
        on row.warehouse = ${warehouse} and row.entity = incoming.entity and row.key = incoming.key
    ), pointed as (
      insert into feed_rows (warehouse, entity, key, rev, seq)
      select ${warehouse}, entity, key, 1, seq from incoming
      on conflict (warehouse, entity, key)
        do update set rev = feed_rows.rev + 1, seq = excluded.seq
      returning entity, key, rev, seq
    )
    insert into feed_changes
      (warehouse, seq, entity, key, rev, document, changed_at, replaces)
    select ${warehouse}, pointed.seq, pointed.entity, pointed.key, pointed.rev, incoming.document,
      ${now}::timestamptz, replaced.seq
    from pointed join incoming on incoming.seq = pointed.seq
      left join replaced on replaced.entity = pointed.entity and replaced.key = pointed.key
  `.execute(transaction)
}
