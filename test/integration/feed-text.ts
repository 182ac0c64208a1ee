import { expect } from 'vitest'
import type { FeedRow } from '../../shared/protocol/feed.ts'

/** One product in its `rev`th version. */
export function product(key: number, rev: number, name = 'x'): FeedRow {
  const sku = `S${String(key)}`
  const row = { sku, name, barcodes: [], unitWeightGrams: rev, bin: 'A-1' }
  return { entity: 'product', key: sku, rev, row }
}

/** Rows of a snapshot by key, with its cursor; throws unless it is whole. */
export function readSnapshot(text: string): {
  seq: number
  feedEpoch: string
  rows: Map<string, FeedRow>
} {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line): Line => JSON.parse(line) as Line)
  const head = lines.shift()
  const end = lines.pop()
  const changes = lines.map((line) => line.change).filter((change) => change !== undefined)
  const rows = new Map(changes.map((change) => [change.key, change]))
  expect([head?.kind, head?.rows, end?.kind, end?.rows, rows.size]).toEqual([
    ...['snapshot', lines.length, 'end', lines.length, lines.length],
  ])
  return { seq: head?.cursor?.seq ?? -1, feedEpoch: head?.cursor?.feedEpoch ?? '', rows }
}

interface Line {
  readonly kind: string
  readonly rows?: number
  readonly cursor?: { readonly seq: number; readonly feedEpoch: string }
  readonly change?: FeedRow
}
