import { sumText, type RowSum } from '../../shared/domain/row-sum.ts'
import { succeed, type Result } from '../../shared/domain/result.ts'
import type { Cursor } from '../../shared/protocol/feed.ts'
import type { Database, DatabaseTransaction, FeedChangeTable } from '../database/tables.ts'
import type { ApiFailure } from '../http/failure.ts'
import type { BucketLedger } from './bucket-ledger.ts'
import { journalMarkOf, type JournalMark } from './journal-mark.ts'
import { readPlace } from './place.ts'

type Version = Pick<FeedChangeTable, 'seq' | 'entity' | 'key' | 'rev' | 'document'>

/** A page of the feed, ready to be sent. */
export interface ChangesPage {
  readonly rows: number
  /** NDJSON as `changesLine` describes it. */
  readonly text: string
}

/** Where changes are read, and who counts the rows. */
export interface ChangesSource {
  readonly database: Database
  readonly ledger: Pick<BucketLedger, 'at'>
}

/**
 * Reads the changes after a cursor. Every seq gets a line; a version that a later one of the same page overwrites is left
 * out, because the reader would throw it away.
 *
 * @param limit most seqs in the page
 * @param stationId who asks; a page that reaches the head tells how far that station's journal is taken in there
 */
export async function readChanges(
  { database, ledger }: ChangesSource,
  from: Cursor,
  limit: number,
  stationId: string,
): Promise<Result<ChangesPage, ApiFailure>> {
  const read = await database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((transaction) => readVersions(transaction, from, limit, stationId))
  if (!read.ok) return read
  const { end, versions } = read.value
  const isHead = end.to === end.head
  const sums = isHead ? await ledger.at({ ...from, seq: end.head }) : null
  return succeed(pageOf(from, end, sums?.total() ?? null, versions))
}

async function readVersions(
  transaction: DatabaseTransaction,
  from: Cursor,
  limit: number,
  stationId: string,
): Promise<Result<{ readonly end: PageEnd; readonly versions: readonly Version[] }, ApiFailure>> {
  const found = await readPlace(transaction, from)
  if (!found.ok) return found
  const feed = found.value
  const to = Math.min(feed.head, from.seq + limit)
  const versions = await transaction
    .selectFrom('feed_changes')
    .select(['seq', 'entity', 'key', 'rev', 'document'])
    .where('warehouse', '=', from.warehouse)
    .where('seq', '>', from.seq)
    .where('seq', '<=', to)
    .orderBy('seq')
    .execute()
  if (versions.length !== to - from.seq)
    throw new Error(`The feed has a hole between ${String(from.seq)} and ${String(to)}`)
  const taken = to === feed.head ? await journalMarkOf(transaction, stationId) : undefined
  return succeed({ end: { to, head: feed.head, taken }, versions })
}

interface PageEnd {
  readonly to: number
  readonly head: number
  /** Undefined = not known of a place that is not the head. */
  readonly taken: JournalMark | null | undefined
}

function pageOf(
  from: Cursor,
  { to, head, taken }: PageEnd,
  total: RowSum | null,
  versions: readonly Version[],
): ChangesPage {
  const newest = new Map(versions.map((version) => [nameOf(version), version.seq]))
  const { feedEpoch } = from
  const sum = total ? { rows: total.rows, sum: sumText(total) } : undefined
  const lines = [JSON.stringify({ kind: 'page', feedEpoch, from: from.seq, to, head, taken, sum })]
  for (const version of versions) {
    const isNewest = newest.get(nameOf(version)) === version.seq
    const change = isNewest ? feedRowText(version) : 'null'
    lines.push(`{"kind":"change","seq":${String(version.seq)},"change":${change}}`)
  }
  lines.push(JSON.stringify({ kind: 'end', to }), '')
  return { rows: versions.length, text: lines.join('\n') }
}

function nameOf({ entity, key }: Pick<Version, 'entity' | 'key'>): string {
  return `${entity} ${key}`
}

/** A version as `feedRow` JSON. The document is JSON text already and is not read again. */
export function feedRowText(version: Omit<Version, 'seq'>): string {
  const { entity, key, rev, document } = version
  const row = document ?? 'null'
  return `{"entity":"${entity}","key":${JSON.stringify(key)},"rev":${String(rev)},"row":${row}}`
}
