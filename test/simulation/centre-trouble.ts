import type { CentralOffice } from './central-office.ts'
import type { Chance } from './chance.ts'
import type { SimulatedCentre } from './simulated-centre.ts'
import type { VirtualTime } from './virtual-time.ts'

const year = 365 * 86_400_000

/** What goes wrong at the centre, and what its people do meanwhile. */
export class CentreTrouble {
  readonly #time: VirtualTime
  readonly #chance: Chance
  readonly #centre: SimulatedCentre
  readonly #office: CentralOffice
  readonly #areAllEnrolled: () => boolean
  #hasBackup = false
  /** How far the centre's clock is off, ms. */
  clockOffsetMs = 0

  constructor(parts: {
    readonly time: VirtualTime
    readonly chance: Chance
    readonly centre: SimulatedCentre
    readonly office: CentralOffice
    /** A backup from before a station enrolled would make it a stranger, which only people can mend. */
    readonly areAllEnrolled: () => boolean
  }) {
    this.#time = parts.time
    this.#chance = parts.chance
    this.#centre = parts.centre
    this.#office = parts.office
    this.#areAllEnrolled = parts.areAllEnrolled
  }

  /** Does one thing; answers what, for the trace. */
  strike(): Promise<string> {
    const roll = this.#chance.random()
    if (roll < 0.4) return this.#office.meddle()
    if (roll < 0.5) return this.#takeOrder()
    if (roll < 0.6) return Promise.resolve(this.#stop())
    if (roll < 0.7) return Promise.resolve(this.#dieBeforeAnswer())
    if (roll < 0.74) return Promise.resolve(this.#refuseQuery())
    if (roll < 0.8) return Promise.resolve(this.#moveClock())
    return roll < 0.9 ? this.#backUp() : this.#restore()
  }

  /** All is well again. */
  end(): void {
    this.#centre.isUp = true
    this.#centre.diesBeforeAnswer = false
    this.#centre.failsAtQuery = 0
  }

  async #takeOrder(): Promise<string> {
    await this.#office.takeOrders(1)
    return 'takes an order'
  }

  #stop(): string {
    this.#centre.isUp = false
    this.#startAfter(this.#chance.between(500, 10_000))
    return 'stops'
  }

  #dieBeforeAnswer(): string {
    this.#centre.diesBeforeAnswer = true
    this.#startAfter(8_000)
    return 'will die before an answer'
  }

  #startAfter(ms: number): void {
    this.#time.plan(null, ms, 'centre starts', () => {
      this.#centre.isUp = true
    })
  }

  #refuseQuery(): string {
    this.#centre.failsAtQuery = this.#chance.between(1, 60)
    return 'database will refuse a query'
  }

  #moveClock(): string {
    this.clockOffsetMs = (this.#chance.pick([10, -10, 0]) ?? 0) * year
    return `clock off by ${String(this.clockOffsetMs)} ms`
  }

  async #backUp(): Promise<string> {
    if (!this.#areAllEnrolled()) return 'goes on'
    await this.#centre.backUp()
    this.#hasBackup = true
    return 'backs up'
  }

  async #restore(): Promise<string> {
    if (!this.#hasBackup) return 'goes on'
    await this.#centre.restore(this.#chance.id('feed'))
    return 'is restored from its backup'
  }
}
