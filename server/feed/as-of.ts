import { sql } from 'kysely'
import type { Cursor, FeedEntity } from '../../shared/protocol/feed.ts'
import type { Database } from '../database/tables.ts'

/** A published row: which, and its newest version at some place of the feed. */
export interface RowVersion {
  readonly entity: FeedEntity
  readonly key: string
  readonly rev: number
  readonly seq: number
  readonly document: string
}

/** Where a reading of all rows goes on: behind this one. */
export type RowPlace =
  Pick<RowVersion, 'entity' | 'key'> | { readonly entity: ''; readonly key: '' }

/** Rows as they were at one place of the feed. */
export interface RowsAsOf {
  /** In the order of entity and key. */
  readonly rows: readonly RowVersion[]
  /** Where the next page goes on; null = there is none. */
  readonly next: RowPlace | null
}

interface Newest {
  readonly entity: FeedEntity
  readonly key: string
  readonly rev: number
  readonly seq: number
  readonly replaces: number | null
  /** Left out of versions that are newer than the place. */
  readonly document: string | null
}

/** The versions that were true at that place are no longer kept. */
export class HistoryForgotten extends Error {}

/**
 * Reads one page of all rows as they were at a place of the feed, however far the feed has come since. Takes no
 * transaction: a version, once committed, never changes.
 *
 * @param content `names` leaves the documents empty, for who only counts
 */
export async function readRowsAsOf(
  database: Database,
  at: Cursor,
  after: RowPlace,
  limit: number,
  content: 'documents' | 'names' = 'documents',
): Promise<RowsAsOf> {
  const { warehouse, seq } = at
  const document =
    content === 'documents'
      ? sql`version.document`
      : sql`case when version.document is not null then '' end`
  const { rows: newest } = await sql<Newest>`
    select row.entity, row.key, version.rev, version.seq, version.replaces,
      case when version.seq <= ${seq} then ${document} end as document
    from feed_rows row join feed_changes version using (warehouse, seq)
    where warehouse = ${warehouse} and (version.document is not null or version.seq > ${seq})
      and (row.entity, row.key) > (${after.entity}, ${after.key})
    order by row.entity, row.key
    limit ${limit}
  `.execute(database)
  const moved = newest.filter((row) => row.seq > seq)
  const before = await readReplaced(database, at, moved)
  const rows = newest.flatMap((row) => {
    const { entity, key, rev, document, ...at } = row.seq > seq ? (before.get(row.seq) ?? row) : row
    return document === null ? [] : [{ entity, key, rev, seq: at.seq, document }]
  })
  const last = newest.at(-1)
  const isFull = newest.length === limit && last !== undefined
  return { rows, next: isFull ? { entity: last.entity, key: last.key } : null }
}

type Replaced = Omit<Newest, 'replaces'>

/** The documents of versions, by seq. */
export async function readDocuments(
  database: Database,
  warehouse: string,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ seq: number; document: string }>`
    select seq, document from feed_changes
    where warehouse = ${warehouse} and seq = any(${[...seqs]}::bigint[]) and document is not null
  `.execute(database)
  return new Map(rows.map(({ seq, document }) => [seq, document]))
}

/** Walks back from versions that are newer than the place; answers what was true there, by the seq of the newer one. */
async function readReplaced(
  database: Database,
  { warehouse, seq }: Cursor,
  moved: readonly Newest[],
): Promise<ReadonlyMap<number, Replaced>> {
  const linked = moved.filter(({ replaces }) => replaces !== null)
  if (linked.length === 0) return new Map()
  const starts = linked.map((row) => row.seq)
  const { rows } = await sql<Replaced & { start: number }>`
    with recursive walk as (
      select version.seq as start, version.replaces as seq from feed_changes version
      where version.warehouse = ${warehouse} and version.seq = any(${starts}::bigint[])
      union all
      select walk.start, version.replaces
      from walk join feed_changes version
        on version.warehouse = ${warehouse} and version.seq = walk.seq
      where version.seq > ${seq} and version.replaces is not null
    )
    select walk.start, version.seq, version.entity, version.key, version.rev,
      version.document
    from walk join feed_changes version
      on version.warehouse = ${warehouse} and version.seq = walk.seq
    where version.seq <= ${seq} or version.replaces is null
  `.execute(database)
  const found = new Map(rows.map((row) => [row.start, row]))
  if (linked.some((row) => !found.has(row.seq)))
    throw new HistoryForgotten(`Versions at ${String(seq)} are no longer kept`)
  // Whatever was born after the place was not there yet.
  return new Map(rows.filter((row) => row.seq <= seq).map((row) => [row.start, row]))
}
