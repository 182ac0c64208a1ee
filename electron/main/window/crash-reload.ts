const windowOfMemoryMs = 60_000
const firstDelayMs = 200
const longestDelayMs = 30_000

/** Times of the crashes that still count at `nowMs`. */
export function recentCrashes(crashTimesMs: readonly number[], nowMs: number): readonly number[] {
  return crashTimesMs.filter((timeMs) => nowMs - timeMs < windowOfMemoryMs)
}

/**
 * How long to wait before a crashed page is loaded again, in ms: at once the first time, then doubling, so that a page
 * that dies at every start does not eat the machine.
 *
 * @param crashes crashes within the last minute, this one included
 */
export function reloadDelayMs(crashes: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, crashes - 1))
}
