import { z } from 'zod'
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

/**
 * Lines of `GET /v1/snapshot` (NDJSON): one head, `rows` row lines, one end. Without its end a snapshot is torn and
 * must not be used. The cursor to go on from is (feedEpoch, warehouse, seq).
 */
export const snapshotLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), cursor, rows: seq, taken }),
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
  }),
  z.object({ kind: z.literal('change'), seq, change: feedRow.nullable() }),
  z.object({ kind: z.literal('end'), to: seq }),
])
export type ChangesLine = z.infer<typeof changesLine>

/** Most changes in one page. */
export const changesPageLimit = 5_000
