const firstDelayMs = 500
const longestDelayMs = 10_000

/**
 * How long to wait before the next attempt after so many failures (1 or more): doubling up to about ten seconds, with
 * half of it left to chance (`random` at least 0, below 1), so that several stations do not knock in step.
 */
export function retryDelayMs(failures: number, random: number): number {
  const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1))
  return Math.round(delay / 2 + (delay / 2) * random)
}
