import { createHash } from 'node:crypto'

/** A number in [0, bound) that is always the same for the same text. `bound` at most 2^48. */
export function stableNumber(text: string, bound: number): number {
  return createHash('sha256').update(text, 'utf8').digest().readUIntBE(0, 6) % bound
}

/** An item of a list that is always the same for the same text. */
export function stableChoice<Item>(text: string, items: readonly [Item, ...Item[]]): Item {
  return items[stableNumber(text, items.length)] ?? items[0]
}
