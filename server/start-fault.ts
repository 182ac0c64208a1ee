/** Why a centre could not start, in words for the person who started it. */
export interface StartFault {
  readonly code:
    | 'database-locked'
    | 'database-unreachable'
    | 'database-damaged'
    | 'database-newer'
    | 'address-unusable'
  readonly message: string
  readonly remedy: string
}
