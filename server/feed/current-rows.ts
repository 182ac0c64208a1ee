import { sql } from 'kysely'
import type { FeedEntity } from '../../shared/protocol/feed.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'

/**
 * Reads the newest versions of rows and locks them to the end of the transaction, in the order of their keys, so that two
 * transactions never wait for each other in a circle.
 *
 * Two statements: in READ COMMITTED a join to `feed_changes` in the locking statement would still look at the version
 * from before the wait, find that its seq has moved, and drop the row.
 *
 * @returns documents as JSON text, by key; keys without a row are missing
 */
export async function lockRows(
  transaction: DatabaseTransaction,
  warehouse: string,
  entity: FeedEntity,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const pointers = await pointersOf(transaction, warehouse, entity, keys).forUpdate().execute()
  return documentsAt(transaction, warehouse, pointers)
}

/** As `lockRows`, but a row that another transaction holds is left out instead of waited for. */
export async function lockFreeRows(
  transaction: DatabaseTransaction,
  warehouse: string,
  entity: FeedEntity,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const pointers = await pointersOf(transaction, warehouse, entity, keys)
    .forUpdate()
    .skipLocked()
    .execute()
  return documentsAt(transaction, warehouse, pointers)
}

function pointersOf(
  transaction: DatabaseTransaction,
  warehouse: string,
  entity: FeedEntity,
  keys: readonly string[],
) {
  return transaction
    .selectFrom('feed_rows')
    .select('seq')
    .where('warehouse', '=', warehouse)
    .where('entity', '=', entity)
    .where((row) => row('key', '=', row.fn.any(row.val([...keys]))))
    .orderBy('key')
}

async function documentsAt(
  transaction: DatabaseTransaction,
  warehouse: string,
  pointers: readonly { readonly seq: number }[],
): Promise<ReadonlyMap<string, string>> {
  if (pointers.length === 0) return new Map()
  const seqs = pointers.map(({ seq }) => seq)
  const versions = await transaction
    .selectFrom('feed_changes')
    .select(['key', 'document'])
    .where('warehouse', '=', warehouse)
    .where((row) => row('seq', '=', row.fn.any(row.val(seqs))))
    .execute()
  const found = versions.flatMap(({ key, document }) =>
    document === null ? [] : [[key, document] as const],
  )
  return new Map(found)
}

/** Reads the newest versions of rows as JSON text, by key, without locking them. */
export async function readRows(
  database: Database | DatabaseTransaction,
  warehouse: string,
  entity: FeedEntity,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ key: string; document: string | null }>`
    select row.key, version.document
    from feed_rows row join feed_changes version using (warehouse, seq)
    where warehouse = ${warehouse} and row.entity = ${entity} and row.key = any(${[...keys]}::text[])
  `.execute(database)
  return new Map(rows.flatMap(({ key, document }) => (document === null ? [] : [[key, document]])))
}

/** Which of these rows exist, without reading them. */
export async function existingKeys(
  database: Database | DatabaseTransaction,
  warehouse: string,
  entity: FeedEntity,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await database
    .selectFrom('feed_rows')
    .select('key')
    .where('warehouse', '=', warehouse)
    .where('entity', '=', entity)
    .where((row) => row('key', '=', row.fn.any(row.val([...keys]))))
    .execute()
  return new Set(rows.map(({ key }) => key))
}
