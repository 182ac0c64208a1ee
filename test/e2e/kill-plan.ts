/** What a kill follows. */
export type KillCause = 'start' | 'scan' | 'label'

/** One moment at which the program is killed: so long after the n-th event of a kind since its start. */
export interface KillMoment {
  readonly cause: KillCause
  readonly nth: number
  readonly delayMs: number
}

/** The time in which the program is at work on each, ms: until the bench takes scans, until the answer is painted, until the label is out. */
const busyMs: Readonly<Record<KillCause, number>> = { start: 2_500, scan: 60, label: 250 }

/**
 * Moments spread over a run, most of them while journal, printer or push are at work, some while the program starts.
 *
 * @param scans that the whole run is expected to take
 */
export function planKills(
  kills: number,
  scans: number,
  random: () => number,
): readonly KillMoment[] {
  // Well below twice the even distance, so that all of them come before the work is done.
  const scansBetween = (1.2 * scans) / (kills + 1)
  return Array.from({ length: kills }, (): KillMoment => {
    const chance = random()
    const cause = chance < 0.2 ? 'start' : chance < 0.6 ? 'scan' : 'label'
    const between = { start: 1, scan: scansBetween, label: scansBetween / scansPerLabel }[cause]
    const nth = 1 + Math.floor(random() * between)
    return { cause, nth, delayMs: Math.floor(random() * busyMs[cause]) }
  })
}

const scansPerLabel = 5.5

/** Kills by plan. It hears of starts, scans and labels, and the packer never knows when it strikes. */
export class Killer {
  readonly #kill: () => Promise<void>
  readonly #moments: KillMoment[]
  readonly #seen = { start: 0, scan: 0, label: 0 }
  #timer: NodeJS.Timeout | null = null
  #striking: Promise<void> | null = null
  /** Kills so far, by what they followed. */
  readonly strokes: Record<KillCause, number> = { start: 0, scan: 0, label: 0 }

  constructor(moments: readonly KillMoment[], kill: () => Promise<void>) {
    this.#moments = [...moments]
    this.#kill = kill
  }

  /** Something happened after which the program may be killed. */
  saw(cause: KillCause): void {
    if (cause === 'start') Object.assign(this.#seen, { start: 0, scan: 0, label: 0 })
    this.#seen[cause] += 1
    const [next] = this.#moments
    if (next?.cause !== cause || next.nth !== this.#seen[cause]) return
    this.#moments.shift()
    this.#timer = setTimeout(() => {
      this.strokes[cause] += 1
      this.#striking = this.#kill()
    }, next.delayMs)
  }

  get count(): number {
    return Object.values(this.strokes).reduce((sum, times) => sum + times, 0)
  }

  /** Waits until a kill that is on its way is over. */
  async settled(): Promise<void> {
    await this.#striking
  }

  /** No further kill. */
  rest(): void {
    this.#moments.length = 0
    if (this.#timer) clearTimeout(this.#timer)
  }
}
