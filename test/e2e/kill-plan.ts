/** One moment at which the program is killed: so long after the n-th scan since its start; 0 = after the start itself. */
export interface KillMoment {
  readonly afterScans: number
  readonly delayMs: number
}

/** From the process being there to a bench that takes scans, ms. */
const startMs = 2_500

/** Within the way of one scan, of a scan and its paint, and of a label. */
const delaysMs = [5, 60, 500] as const

/**
 * Moments spread over a run: one in five while the program starts, the rest shortly after a scan, when journal, printer and
 * push are at work.
 *
 * @param scans that the whole run is expected to take
 */
export function planKills(
  kills: number,
  scans: number,
  random: () => number,
): readonly KillMoment[] {
  const between = Math.max(1, Math.floor((2 * scans) / (kills + 1)))
  return Array.from({ length: kills }, () => {
    if (random() < 0.2) return { afterScans: 0, delayMs: Math.floor(random() * startMs) }
    const longest = delaysMs[Math.floor(random() * delaysMs.length)] ?? 0
    const afterScans = 1 + Math.floor(random() * between)
    return { afterScans, delayMs: Math.floor(random() * longest) }
  })
}

/** Kills by plan. It hears of starts and scans, and the packer never knows when it strikes. */
export class Killer {
  readonly #kill: () => Promise<void>
  readonly #moments: KillMoment[]
  #scans = 0
  #timer: NodeJS.Timeout | null = null
  #striking: Promise<void> | null = null
  /** Kills so far. */
  count = 0

  constructor(moments: readonly KillMoment[], kill: () => Promise<void>) {
    this.#moments = [...moments]
    this.#kill = kill
  }

  started(): void {
    this.#scans = 0
    this.#look()
  }

  scanned(): void {
    this.#scans += 1
    this.#look()
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

  #look(): void {
    const [next] = this.#moments
    if (next?.afterScans !== this.#scans) return
    this.#moments.shift()
    this.#timer = setTimeout(() => {
      this.count += 1
      this.#striking = this.#kill()
    }, next.delayMs)
  }
}
