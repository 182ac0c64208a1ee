import type { CentreClock } from './clock.ts'

/** What a watchdog sees of a loop. */
export interface Vitals {
  /** Whether there is work that the loop should be about. A loop that stopped for good has none. */
  readonly hasWork: boolean
  /** Another value each time that the loop did anything at all. */
  readonly beat: number
}

/** What a watchdog needs. */
export interface WatchdogOptions {
  readonly clock: CentreClock
  /** Longer than any rest that the loop takes by itself, ms. */
  readonly intervalMs: number
  readonly vitals: () => Vitals
  readonly restart: () => void
}

/**
 * Looks at a loop again and again, and restarts it when it had work and did nothing for two intervals. Nothing is known that
 * makes a loop stand still; this is for what nobody has thought of. Answers the end.
 */
export function startWatchdog({ clock, intervalMs, vitals, restart }: WatchdogOptions): () => void {
  let lastBeat: number | null = null
  let idleIntervals = 0
  let callOff = (): void => undefined
  const look = (): void => {
    const { hasWork, beat } = vitals()
    idleIntervals = hasWork && beat === lastBeat ? idleIntervals + 1 : 0
    lastBeat = beat
    if (idleIntervals >= 2) {
      idleIntervals = 0
      restart()
    }
    callOff = clock.schedule(intervalMs, look)
  }
  look()
  return () => {
    callOff()
  }
}
