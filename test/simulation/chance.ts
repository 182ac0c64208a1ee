import { seededRandom } from '../fakes/random.ts'

/** Everything that is left to chance in one part of a simulation. The same seed gives the same answers in the same order. */
export interface Chance {
  /** In [0, 1). */
  readonly random: () => number
  happens(probability: number): boolean
  /** A whole number from `least` to `most`, both counted in. */
  between(least: number, most: number): number
  /** One of them; undefined when there is none. */
  pick<Item>(items: readonly Item[]): Item | undefined
  /** Letters and digits. */
  id(prefix: string): string
  bytes(count: number): Uint8Array
}

/** Makes the chance of one part: parts do not disturb each other's numbers. */
export function chanceOf(seed: number, part: string): Chance {
  const random = seededRandom((Math.imul(seed, 2_654_435_761) ^ textNumber(part)) >>> 0)
  const between = (least: number, most: number): number =>
    least + Math.floor(random() * (most - least + 1))
  return {
    random,
    happens: (probability) => random() < probability,
    between,
    pick: (items) => items[Math.floor(random() * items.length)],
    id: (prefix) => `${prefix}-${Math.floor(random() * 2 ** 40).toString(36)}`,
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
  }
}

function textNumber(text: string): number {
  let number = 2_166_136_261
  for (const sign of text) number = Math.imul(number ^ (sign.codePointAt(0) ?? 0), 16_777_619)
  return number >>> 0
}
