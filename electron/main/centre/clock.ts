/** Time as the contact with the centre sees it, so that tests can hold it still. */
export interface CentreClock {
  /** Monotonic, ms; the only clock that anything waits by. */
  readonly nowMs: () => number
  /** Unix time, ms; shown to people, decides nothing. */
  readonly wallMs: () => number
  /** Runs something once after `delayMs`; the answer calls it off. */
  readonly schedule: (delayMs: number, run: () => void) => () => void
}
