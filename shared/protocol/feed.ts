import { z } from 'zod'
import { bucketCount } from '../domain/row-sum.ts'
import { orderRow, productRow, taskRow, waybillRow } from './rows.ts'

/** A place in a change feed. Another feed epoch means that the centre's history is another one: start anew. */
export const cursor = z.object({
  feedEpoch: z.string().min(1).max(64),
  warehouse: z.string().min(1).max(64),
  seq: z.number().int().min(0),
})
export type Cursor = z.infer<typeof cursor>

/** How a cursor travels in a query: `epoch~warehouse~seq`. */
export function writeCursor(place: Cursor): string {
  return `${place.feedEpoch}~${place.warehouse}~${String(place.seq)}`
}

/** Reads what `writeCursor` wrote; null for anything else. */
export function readCursor(text: string): Cursor | null {
  const [feedEpoch, warehouse, seq, rest] = text.split('~')
  if (rest !== undefined || !seq || !/^\d{1,15}$/.test(seq)) return null
  const parsed = cursor.safeParse({ feedEpoch, warehouse, seq: Number(seq) })
  return parsed.success ? parsed.data : null
}

const rowAt = { key: z.string().min(1).max(200), rev: z.number().int().min(1) }

/** One row of one kind. `rev` grows with every change of that row; a station keeps the highest. */
export const feedRow = z.discriminatedUnion('entity', [
  z.object({ entity: z.literal('order'), ...rowAt, row: orderRow.nullable() }),
  z.object({ entity: z.literal('product'), ...rowAt, row: productRow.nullable() }),
  z.object({ entity: z.literal('waybill'), ...rowAt, row: waybillRow.nullable() }),
  z.object({ entity: z.literal('task'), ...rowAt, row: taskRow.nullable() }),
])
/** `row` null = deleted (a tombstone). */
export type FeedRow = z.infer<typeof feedRow>
export type FeedEntity = FeedRow['entity']

const seq = z.number().int().min(0)

/**
 * How far the centre had taken in the asking station's journal at a place of the feed; null = not one frame. The base
 * at that place shows every frame up to it. Without it a station whose push was applied but whose answer was lost
 * would count its facts twice: once in the base, once on top of it.
 */
const journalMark = z.object({
  epoch: z.string().min(1).max(64),
  seq: z.number().int().min(1),
})

/** `taken` as of the head's own seq (snapshot) or of `to` (page); absent from a centre that does not tell it. */
const taken = journalMark.nullable().optional()

const rowSum = z.object({
  rows: seq,
  /** `sumText` of shared/domain/row-sum.ts. */
  sum: z.string().regex(/^[0-9a-f]{16}$/),
})

/**
 * Lines of `GET /v1/snapshot` (NDJSON): one head, row lines in the order of entity and key, one end. `rows` is what all
 * of it has. Without its end a snapshot is torn and must not be used. The cursor to go on from is (feedEpoch,
 * warehouse, seq). A snapshot never changes: torn anywhere, it goes on behind the last row that was had, and then the
 * head says how many rows it leaves out (`had`). A head without `had` begins at the beginning, whatever was asked.
 */
export const snapshotLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), cursor, rows: seq, had: seq.optional(), taken }),
  z.object({ kind: z.literal('row'), change: feedRow }),
  z.object({ kind: z.literal('end'), rows: seq }),
])
export type SnapshotLine = z.infer<typeof snapshotLine>

/**
 * Lines of `GET /v1/changes?cursor=…&limit=…` (NDJSON): one head, then one line for every seq after `from` up to `to`
 * without a hole, then one end. A change that a later one of the same page overwrites comes with `change` null, so that
 * the reader can still count. A reader that sees a hole, or no end, throws the page away.
 */
export const changesLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('page'),
    feedEpoch: z.string(),
    from: seq,
    to: seq,
    head: seq,
    taken,
    /** What all rows add up to at `to`, when that is the head. Absent from a centre that is still counting. */
    sum: rowSum.optional(),
  }),
  z.object({ kind: z.literal('change'), seq, change: feedRow.nullable() }),
  z.object({ kind: z.literal('end'), to: seq }),
])
export type ChangesLine = z.infer<typeof changesLine>

/**
 * Answer of `GET /v1/buckets?cursor=…`: what the rows of every bucket (shared/domain/row-sum.ts) add up to at exactly that place
 * of the feed. A station whose base adds up to something else finds by it which bucket to fetch again.
 */
export const bucketsResponse = z.object({ cursor, buckets: z.array(rowSum).length(bucketCount) })
export type BucketsResponse = z.infer<typeof bucketsResponse>

/** Query of `GET /v1/buckets` and `GET /v1/buckets/{bucket}`, which answers that bucket’s rows as a snapshot does. */
export const bucketsQuery = z.object({ cursor: z.string() })

/** Most changes in one page. */
export const changesPageLimit = 5_000

/** Where a torn snapshot goes on: behind this row, the `had`th of `rows`. */
export const snapshotMark = z.object({
  cursor,
  entity: z.enum(['order', 'product', 'waybill', 'task']),
  key: rowAt.key,
  had: seq.min(1),
  rows: seq,
})
export type SnapshotMark = z.infer<typeof snapshotMark>

/** Query of `GET /v1/snapshot`: nothing for a new one, all of it to go on with a torn one. `at` is a cursor as text. */
export const snapshotQuery = z.object({
  at: z.string().optional(),
  entity: snapshotMark.shape.entity.optional(),
  key: rowAt.key.optional(),
  had: z.coerce.number().int().min(1).optional(),
  rows: z.coerce.number().int().min(0).optional(),
})

/** Path and query that ask for a snapshot, or for the rest of one. */
export function snapshotPath(mark: SnapshotMark | null): string {
  if (!mark) return '/v1/snapshot'
  const { entity, key, had, rows } = mark
  const query = { at: writeCursor(mark.cursor), entity, key, had: String(had), rows: String(rows) }
  const pairs = Object.entries(query).map(([name, text]) => `${name}=${encodeURIComponent(text)}`)
  return `/v1/snapshot?${pairs.join('&')}`
}

/** Reads the query that `snapshotPath` writes; null = a new snapshot, undefined = unreadable. */
export function readSnapshotQuery(query: unknown): SnapshotMark | null | undefined {
  const parsed = snapshotQuery.safeParse(query)
  if (!parsed.success) return undefined
  const { at, ...place } = parsed.data
  if (at === undefined)
    return Object.values(place).every((value) => value === undefined) ? null : undefined
  return snapshotMark.safeParse({ cursor: readCursor(at), ...place }).data
}

/** Query of `GET /v1/changes`. `cursor` is what `writeCursor` writes. */
export const changesQuery = z.object({
  cursor: z.string(),
  limit: z.coerce.number().int().min(1).max(changesPageLimit).default(changesPageLimit),
})
