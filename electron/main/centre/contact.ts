import type { StationHealth } from '../../../shared/ipc/station-routes.ts'
import type { CentreFault } from './centre-fault.ts'
import type { CentreClock } from './clock.ts'

/** Contact with the centre as people are shown it. */
export type ContactReport = StationHealth['contact']

/** Keeps what the last requests said about the centre. Every part that asks the centre tells it here. */
export class Contact {
  readonly #clock: CentreClock
  readonly #patienceMs: number
  #answeredAt: number | null = null
  #lost = false
  #refusal = ''
  #clockOffsetMs: number | null = null
  #shown: ContactReport['state'] = 'never'
  readonly #changeListeners = new Set<() => void>()
  readonly #returnListeners = new Set<() => void>()

  /** @param patienceMs age of the last answer after which contact counts as lost without any error */
  constructor(clock: CentreClock, patienceMs: number) {
    this.#clock = clock
    this.#patienceMs = patienceMs
  }

  report(): ContactReport {
    const ageMs = this.#answeredAt === null ? null : this.#clock.nowMs() - this.#answeredAt
    return {
      state: this.#stateAt(ageMs),
      ageMs,
      refusal: this.#refusal,
      clockOffsetMs: this.#clockOffsetMs,
    }
  }

  /**
   * The centre answered as it should.
   * @param asked as `anybody` when the request did not need this station's token, and so proves nothing about it
   */
  noteAnswer(asked: 'anybody' | 'station'): void {
    this.#answeredAt = this.#clock.nowMs()
    this.#lost = false
    if (asked === 'station') this.#refusal = ''
    this.#tell()
  }

  /** The centre said what time it has (UTC, ISO 8601). */
  noteServerTime(serverTime: string): void {
    this.#clockOffsetMs = Date.parse(serverTime) - this.#clock.wallMs()
  }

  /** A request brought no answer to use. */
  noteFault(fault: CentreFault): void {
    if (fault.kind === 'refused') {
      this.#answeredAt = this.#clock.nowMs()
      this.#lost = false
      // Where the two stand to each other is no reason to call this station refused.
      if (stationRefusals.has(fault.code)) this.#refusal = fault.code
    } else if (fault.kind !== 'busy') {
      this.#lost = true
    }
    this.#tell()
  }

  /** Tells that the state may have changed; the answer ends the subscription. */
  onChanged(listener: () => void): () => void {
    this.#changeListeners.add(listener)
    return () => this.#changeListeners.delete(listener)
  }

  /** Tells that the centre answers again after it did not; the answer ends the subscription. */
  onReturned(listener: () => void): () => void {
    this.#returnListeners.add(listener)
    return () => this.#returnListeners.delete(listener)
  }

  #stateAt(ageMs: number | null): ContactReport['state'] {
    if (this.#refusal !== '' && !this.#lost) return 'refused'
    if (ageMs === null) return this.#lost ? 'offline' : 'never'
    return this.#lost || ageMs > this.#patienceMs ? 'offline' : 'online'
  }

  #tell(): void {
    const before = this.#shown
    this.#shown = this.report().state
    if (before !== 'online' && this.#shown === 'online')
      for (const listener of this.#returnListeners) listener()
    if (before !== this.#shown) for (const listener of this.#changeListeners) listener()
  }
}

const stationRefusals: ReadonlySet<string> = new Set([
  'unauthorized',
  'unknown-station',
  'wrong-station',
  'protocol-unsupported',
  'fenced',
  'diverged',
])
