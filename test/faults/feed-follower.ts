import type { FeedRow } from '../../shared/protocol/feed.ts'
import { apply, type TestStation } from '../integration/centre-kit.ts'

/**
 * Follows the feed from its begin, each page from the next of the readers, as a station behind a load balancer does. A hole in a page
 * throws. Answers the rows that it ended up with, once `isOver` and the end of the feed is reached.
 */
export async function followFeed(
  readers: readonly TestStation[],
  isOver: () => boolean,
): Promise<ReadonlyMap<string, FeedRow>> {
  const rows = new Map<string, FeedRow>()
  const first = await readers[0]?.snapshot()
  if (!first) throw new Error('nobody to read with')
  let cursor = { ...first.cursor, seq: 0 }
  for (let page = 0; ; page += 1) {
    const wasOver = isOver()
    const read = await readers[page % readers.length]?.changes(cursor, 7)
    if (!read) throw new Error('nobody to read with')
    for (const change of read.changes) if (change) apply(rows, change)
    cursor = read.cursor
    if (wasOver && read.head === cursor.seq) return rows
  }
}
