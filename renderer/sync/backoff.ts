/** Longest wait between two tries, ms. */
export const backoffCapMs = 15_000
const backoffBaseMs = 500

/**
 * Time before the next try after `failures` (1-based) in a row, ms: full jitter, so that stations that lost their centre together do
 * not come back together. `random` is from 0 up to 1.
 */
export function backoffMs(failures: number, random: number, capMs = backoffCapMs): number {
  const ceiling = Math.min(capMs, backoffBaseMs * 2 ** Math.min(failures - 1, 16))
  return Math.round(random * ceiling)
}
