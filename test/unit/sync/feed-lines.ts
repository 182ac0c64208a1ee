import { succeed } from '../../../shared/domain/result.ts'
import type { ChunkSource } from '../../../renderer/sync/feed-reader.ts'
import { anOrder } from '../store/an-order.ts'

/** A row line's change. */
export function orderChange(orderNumber: string, rev = 1): Record<string, unknown> {
  return { entity: 'order', key: orderNumber, rev, row: anOrder(orderNumber, 3) }
}

/** Text of a snapshot at seq 10 of feed `f`, whole. */
export function snapshotLines(orderNumbers: readonly string[]): unknown[] {
  const rows = orderNumbers.length
  return [
    { kind: 'snapshot', cursor: { feedEpoch: 'f', warehouse: 'w', seq: 10 }, rows },
    ...orderNumbers.map((key) => ({ kind: 'row', change: orderChange(key) })),
    { kind: 'end', rows },
  ]
}

/** Text of a page after `from`, whole; null is a change that a later one replaces. */
export function pageLines(
  from: number,
  orderNumbers: readonly (string | null)[],
  head?: number,
): unknown[] {
  const to = from + orderNumbers.length
  return [
    { kind: 'page', feedEpoch: 'f', from, to, head: head ?? to },
    ...orderNumbers.map((key, index) => ({
      kind: 'change',
      seq: from + index + 1,
      change: key === null ? null : orderChange(key, from + index + 1),
    })),
    { kind: 'end', to },
  ]
}

/** Lines as they travel. */
export function ndjson(lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

/** Bytes that come in pieces of `size`. */
export function inPieces(text: string, size: number): ChunkSource {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  return () => {
    const piece = bytes.subarray(at, at + size)
    at += size
    return Promise.resolve(succeed(piece.length > 0 ? piece : null))
  }
}
