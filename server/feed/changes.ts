import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { Cursor } from '../../shared/protocol/feed.ts'
import type { Database, FeedChangeTable } from '../database/tables.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'
import { journalMarkOf, type JournalMark } from './journal-mark.ts'

type Version = Pick<FeedChangeTable, 'seq' | 'entity' | 'key' | 'rev' | 'document'>

/** A page of the feed, ready to be sent. */
export interface ChangesPage {
  readonly rows: number
  /** NDJSON as `changesLine` describes it. */
  readonly text: string
}

/**
 * Reads the changes after a cursor. Every seq gets a line; a version that a later one of the same page overwrites is left
 * out, because the reader would throw it away.
 *
 * @param limit most seqs in the page
 * @param stationId who asks; a page that reaches the head tells how far that station's journal is taken in there
 */
export async function readChanges(
  database: Database,
  from: Cursor,
  limit: number,
  stationId: string,
): Promise<Result<ChangesPage, ApiFailure>> {
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const feed = await transaction
        .selectFrom('warehouses')
        .selectAll()
        .where('warehouse', '=', from.warehouse)
        .executeTakeFirst()
      if (!feed || feed.feed_epoch !== from.feedEpoch)
        return fail(resetFailure('this centre holds another history'))
      if (from.seq > feed.head) return fail(resetFailure('the cursor is ahead of this centre'))
      if (from.seq < feed.oldest_cursor)
        return fail(resetFailure('the changes since then are no longer kept'))
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
      return succeed(pageOf(from, { to, head: feed.head, taken }, versions))
    })
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
  versions: readonly Version[],
): ChangesPage {
  const newest = new Map(versions.map((version) => [nameOf(version), version.seq]))
  const { feedEpoch } = from
  const lines = [JSON.stringify({ kind: 'page', feedEpoch, from: from.seq, to, head, taken })]
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

function resetFailure(cause: string): ApiFailure {
  return apiFailure(
    'reset',
    `The place in the feed cannot be used: ${cause}.`,
    'Fetch a new snapshot and go on from its cursor.',
  )
}
