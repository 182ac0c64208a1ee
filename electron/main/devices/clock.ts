/** Time as devices see it, so that tests can hold it still. */
export interface DeviceClock {
  /** Monotonic, ms. */
  readonly nowMs: () => number
  /** Runs something once after `delayMs`; the answer calls it off. */
  readonly schedule: (delayMs: number, run: () => void) => () => void
}

/** The machine's own time. */
export const systemClock: DeviceClock = {
  nowMs: () => performance.now(),
  schedule: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => {
      clearTimeout(timer)
    }
  },
}

/** Waits `delayMs`, or until the signal says to stop, whichever is first. Never rejects. */
export function pause(clock: DeviceClock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const stop = (): void => {
      callOff()
      resolve()
    }
    const callOff = clock.schedule(delayMs, () => {
      signal.removeEventListener('abort', stop)
      resolve()
    })
    signal.addEventListener('abort', stop, { once: true })
  })
}
