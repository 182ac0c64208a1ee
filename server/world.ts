/** What the centre needs from outside and never takes by itself: time, randomness, and somewhere to speak. */
export interface World {
  readonly now: () => Date
  /** Cryptographically strong random bytes. */
  readonly randomBytes: (count: number) => Uint8Array
  /** One line for the person who runs the centre. */
  readonly announce: (line: string) => void
}
