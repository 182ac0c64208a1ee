import type { DeviceClock } from '../../electron/main/devices/clock.ts'

/** A clock that only moves when a test moves it. */
export interface HeldClock extends DeviceClock {
  /** Moves time on and runs what falls due, in order. */
  readonly advance: (byMs: number) => void
  /** Settles when the code under test next schedules something (or already has), with the delay in ms. */
  readonly nextDelay: () => Promise<number>
}

interface Due {
  readonly atMs: number
  readonly run: () => void
}

/** Builds a clock that stands at `startMs`. */
export function heldClock(startMs = 1_000): HeldClock {
  let nowMs = startMs
  const waiting = new Set<Due>()
  const delays: number[] = []
  let takeDelay: ((delayMs: number) => void) | null = null
  return {
    nowMs: () => nowMs,
    schedule: (delayMs, run) => {
      const due = { atMs: nowMs + delayMs, run }
      waiting.add(due)
      if (takeDelay) takeDelay(delayMs)
      else delays.push(delayMs)
      takeDelay = null
      return () => {
        waiting.delete(due)
      }
    },
    advance: (byMs) => {
      nowMs += byMs
      const ripe = [...waiting].filter((due) => due.atMs <= nowMs)
      for (const due of ripe.sort((one, other) => one.atMs - other.atMs)) {
        waiting.delete(due)
        due.run()
      }
    },
    nextDelay: () =>
      new Promise((resolve) => {
        const early = delays.shift()
        if (early === undefined) takeDelay = resolve
        else resolve(early)
      }),
  }
}
