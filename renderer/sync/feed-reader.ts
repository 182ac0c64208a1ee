import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { sumOfText, type RowSum } from '../../shared/domain/row-sum.ts'
import {
  changesLine,
  snapshotLine,
  type ChangesLine,
  type FeedRow,
  type SnapshotLine,
} from '../../shared/protocol/feed.ts'
import type { BaseChange, BasePlace, FeedPlace } from '../store/base-change.ts'
import type { BasePage } from '../store/apply-rows.ts'
import { createLineSplitter, type LineFault } from './line-splitter.ts'

/** Why a feed could not be used. Nothing of it counts then. */
export type FeedFault =
  LineFault | 'malformed' | 'hole' | 'other-feed' | 'stalled' | 'connection-lost'

/** Where feed bytes come from: one chunk at a time, null at the end. */
export type ChunkSource = () => Promise<Result<Uint8Array | null, FeedFault>>

/** Longest line of a feed. An order of 2000 lines has about a tenth of it. */
const maximumLineLength = 4 * 1024 * 1024

/** Says what a line is, or why the feed is no good; `done` must be the last line. */
type LineVerdict = Result<'more' | 'done', FeedFault>

async function readLines(
  source: ChunkSource,
  take: (line: unknown) => LineVerdict | Promise<LineVerdict>,
): Promise<Result<null, FeedFault>> {
  const splitter = createLineSplitter(maximumLineLength)
  let isDone = false
  for (;;) {
    const chunk = await source()
    if (!chunk.ok) return chunk
    if (chunk.value === null) break
    const lines = splitter.push(chunk.value)
    if (!lines.ok) return lines
    for (const line of lines.value) {
      if (isDone) return fail('malformed')
      const verdict = take(parseJson(line))
      const settled = verdict instanceof Promise ? await verdict : verdict
      if (!settled.ok) return settled
      isDone = settled.value === 'done'
    }
  }
  const end = splitter.end()
  if (!end.ok) return end
  return isDone ? succeed(null) : fail('torn')
}

/** undefined for text that is no JSON, which no schema accepts. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const more: LineVerdict = succeed('more')
const done: LineVerdict = succeed('done')

/** What a row is called by itself; a feed that calls it otherwise is broken. */
function ownKeyOf(change: FeedRow): string | null {
  if (change.row === null) return null
  if (change.entity === 'order') return change.row.orderNumber
  if (change.entity === 'product') return change.row.sku
  return change.entity === 'waybill' ? change.row.waybillNumber : change.row.taskId
}

function isKeyedRight(change: FeedRow): boolean {
  const key = ownKeyOf(change)
  return key === null || key === change.key
}

/** The first line of a snapshot. */
export interface SnapshotHead {
  readonly place: BasePlace
  /** Rows of the whole snapshot. */
  readonly rows: number
  /** Rows that it leaves out, because they were had before it broke off; 0 = it begins at the beginning. */
  readonly had: number
}

/** What is done with a snapshot while it comes in. */
export interface SnapshotTaker {
  /** Answers false for a snapshot that does not join on to what was taken before. */
  begin(head: SnapshotHead): Promise<boolean>
  /** At most `batchSize` rows; the next batch is read meanwhile. */
  rows(changes: readonly BaseChange[]): Promise<void>
}

/**
 * Reads `GET /v1/snapshot`: one head, as many rows as it says, one end. Succeeds only when all of it was there and taken; the
 * taker has then had every row. When it fails, the taker has had whole rows from the beginning, and can go on behind them.
 */
export async function readSnapshot(
  source: ChunkSource,
  taker: SnapshotTaker,
  batchSize: number,
): Promise<Result<null, FeedFault>> {
  let head: SnapshotHead | null = null
  let count = 0
  const batch: BaseChange[] = []
  let taking = Promise.resolve()

  async function flush(full: BaseChange[]): Promise<void> {
    await taking
    taking = taker.rows(full)
    // It is awaited before the next batch; until then nobody else would hear of it.
    taking.catch(() => undefined)
  }

  async function takeHead(line: Extract<SnapshotLine, { kind: 'snapshot' }>): Promise<LineVerdict> {
    if (head) return fail('malformed')
    const { cursor, taken, rows, had } = line
    head = { place: { feed: cursor, taken: taken ?? null }, rows, had: had ?? 0 }
    count = head.had
    return (await taker.begin(head)) ? more : fail('malformed')
  }

  function takeLine(text: unknown): LineVerdict | Promise<LineVerdict> {
    const line = snapshotLine.safeParse(text).data
    if (!line) return fail('malformed')
    if (line.kind === 'snapshot') return takeHead(line)
    if (!head) return fail('malformed')
    if (line.kind === 'end') return line.rows === count && head.rows === count ? done : fail('hole')
    if (!isKeyedRight(line.change)) return fail('malformed')
    count += 1
    batch.push(line.change)
    return batch.length < batchSize ? more : flush(batch.splice(0)).then(() => more)
  }

  try {
    const read = await readLines(source, takeLine)
    if (batch.length > 0 && (read.ok || isBrokenOff(read.error))) await flush(batch)
    return read
  } finally {
    await taking
  }
}

/** Whether what came before was good, and only the rest is missing. */
export function isBrokenOff(fault: FeedFault): boolean {
  return fault === 'connection-lost' || fault === 'stalled' || fault === 'torn'
}

/** One page of changes that was there from its first line to its last. */
export interface ReadPage extends BasePage {
  /** The newest seq of the feed when the page was made. */
  readonly head: number
  /** What the whole base adds up to after this page; null = not told. */
  readonly sum: RowSum | null
}

/**
 * Reads `GET /v1/changes` from a place on: one head, one line for every seq, one end. A hole, a repeated seq or a missing end
 * spoils the whole page.
 */
export async function readChangesPage(
  source: ChunkSource,
  from: FeedPlace,
): Promise<Result<ReadPage, FeedFault>> {
  let head: Extract<ChangesLine, { kind: 'page' }> | null = null
  let seq = from.seq
  const changes: BaseChange[] = []

  function takeLine(text: unknown): LineVerdict {
    const line = changesLine.safeParse(text).data
    if (!line) return fail('malformed')
    if (line.kind === 'page') {
      if (head) return fail('malformed')
      head = line
      if (line.feedEpoch !== from.feedEpoch) return fail('other-feed')
      return line.from === from.seq && line.to >= line.from ? more : fail('hole')
    }
    if (!head) return fail('malformed')
    if (line.kind === 'end') return line.to === seq && head.to === seq ? done : fail('hole')
    if (line.seq !== seq + 1) return fail('hole')
    if (line.change && !isKeyedRight(line.change)) return fail('malformed')
    seq = line.seq
    if (line.change) changes.push(line.change)
    return more
  }

  const read = await readLines(source, takeLine)
  if (!read.ok) return read
  const page: Extract<ChangesLine, { kind: 'page' }> | null = head
  return page ? succeed(pageOf(page, from, changes)) : fail('torn')
}

function pageOf(
  page: Extract<ChangesLine, { kind: 'page' }>,
  from: FeedPlace,
  changes: readonly BaseChange[],
): ReadPage {
  const to: BasePlace = { feed: { ...from, seq: page.to }, taken: page.taken ?? null }
  const sum = page.sum ? sumOfText(page.sum.rows, page.sum.sum) : null
  return { from, to, changes, head: page.head, sum }
}
