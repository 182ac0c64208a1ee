import type { CentreClock } from '../../electron/main/centre/clock.ts'

interface Timer {
  readonly at: number
  readonly delayMs: number
  readonly run: () => void
}

/** A clock that stands still until a test moves it. */
export class HeldClock implements CentreClock {
  #now = 0
  #timers: Timer[] = []
  /** Unix time at which it stands. */
  wall = Date.parse('2026-11-24T08:00:00.000Z')

  readonly nowMs = (): number => this.#now

  readonly wallMs = (): number => this.wall + this.#now

  readonly schedule = (delayMs: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + delayMs, delayMs, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Delays that are being waited for. */
  get waits(): readonly number[] {
    return this.#timers.map((timer) => timer.delayMs)
  }

  /** Moves time on and runs what is due. */
  advance(ms: number): void {
    this.#now += ms
    const due = this.#timers.filter((timer) => timer.at <= this.#now)
    this.#timers = this.#timers.filter((timer) => timer.at > this.#now)
    for (const timer of due) timer.run()
  }
}
