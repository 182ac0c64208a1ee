/** Longest wait between two tries, ms. */
export const longestWaitMs = 60_000
/** Longest wait before the first retry, ms. */
const firstWaitMs = 1_000

/**
 * Full jitter: anywhere between nothing and a bound that doubles, so that many stations that lost the same centre do not
 * come back at the same moment.
 *
 * @param failures tries that failed in a row, from 1
 * @param random a number in [0, 1)
 */
export function waitAfter(failures: number, random: number): number {
  const doublings = Math.min(failures - 1, 16)
  return random * Math.min(longestWaitMs, firstWaitMs * 2 ** doublings)
}
