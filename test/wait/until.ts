import { setTimeout as pause } from 'node:timers/promises'

/** Longest that a test waits for a state before it fails, ms. */
const patienceMs = 60_000

/**
 * Waits until a state holds and answers what the check answered. A check that throws counts as not yet; its last words are in the
 * failure.
 */
export async function until<Value>(
  state: string,
  check: () => Value | Promise<Value>,
  patience = patienceMs,
): Promise<NonNullable<Value>> {
  const giveUpAt = performance.now() + patience
  let last: unknown = 'never checked'
  while (performance.now() < giveUpAt) {
    try {
      const value = await check()
      if (value !== null && value !== undefined && value !== false) return value
      last = value
    } catch (thrown) {
      last = thrown
    }
    await pause(20)
  }
  throw new Error(`waited ${String(patience)} ms in vain for: ${state}. Last seen: ${String(last)}`)
}
