/** What a run of the bench is asked for. */
export interface BenchOptions {
  /** Groups by name; empty = the default ones. Numbers are rows of DESIGN §11. */
  readonly groups: readonly string[]
  /** Cached orders of each run. */
  readonly sizes: readonly number[]
  /** Order lines of each first sync. */
  readonly lineCounts: readonly number[]
}

/** Reads `[row or group …] [--orders N] [--lines N]`; answers what is wrong as text. */
export function readOptions(
  words: readonly string[],
  known: readonly string[],
): BenchOptions | string {
  const groups: string[] = []
  let sizes: readonly number[] = [10_000, 100_000]
  let lineCounts: readonly number[] = [10_000, 100_000]
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (word === '--orders' || word === '--lines') {
      at += 1
      const count = Number(words[at])
      if (!Number.isInteger(count) || count < 1_000)
        return `${word} needs a number of at least 1000.`
      if (word === '--orders') sizes = [count]
      else lineCounts = [count]
    } else if (known.includes(word)) groups.push(word)
    else return `"${word}" is no row and no group. There are: ${known.join(' ')}`
  }
  return { groups, sizes, lineCounts }
}
