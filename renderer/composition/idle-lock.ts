const minuteMs = 60_000
const signs = ['pointerdown', 'keydown'] as const

/** The clock of the lock, so that a test can hold it. */
export interface LockClock {
  later(run: () => void, afterMs: number): unknown
  cancel(timer: unknown): void
}

/** What shows that somebody is here: the window's own events, and scans. What the bench shows by itself is no sign: a scale drifts. */
export interface LockSigns {
  readonly window: {
    addEventListener(sign: string, listener: () => void, options: { capture: true }): void
  }
  /** Tells of each scan that did not come as keys. */
  readonly subscribe: (listener: () => void) => unknown
}

/**
 * Locks a bench at which nobody has scanned, pressed or touched anything for a while.
 *
 * @param minutes 0 = never
 */
export function attachIdleLock(
  { window, subscribe }: LockSigns,
  lock: () => void,
  minutes: number,
  clock: LockClock,
): void {
  if (minutes === 0) return
  let timer: unknown = null
  const begin = (): void => {
    clock.cancel(timer)
    timer = clock.later(lock, minutes * minuteMs)
  }
  for (const sign of signs) window.addEventListener(sign, begin, { capture: true })
  subscribe(begin)
  begin()
}
