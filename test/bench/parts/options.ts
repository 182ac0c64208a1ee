/** What a run of the bench is asked for. */
export interface BenchOptions {
  /** Groups by name; empty = the default ones. Numbers are rows of DESIGN §11. */
  readonly groups: readonly string[]
  /** Cached orders of each run. */
  readonly sizes: readonly number[]
}

/** Reads `[row or group …] [--orders N]`; answers what is wrong as text. */
export function readOptions(
  words: readonly string[],
  known: readonly string[],
): BenchOptions | string {
  const groups: string[] = []
  let sizes: readonly number[] = [10_000, 100_000]
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (word === '--orders') {
      at += 1
      const orders = Number(words[at])
      if (!Number.isInteger(orders) || orders < 1_000)
        return '--orders needs a number of at least 1000.'
      sizes = [orders]
    } else if (known.includes(word)) groups.push(word)
    else return `"${word}" is no row and no group. There are: ${known.join(' ')}`
  }
  return { groups, sizes }
}
