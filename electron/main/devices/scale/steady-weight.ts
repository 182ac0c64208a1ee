import type { WeightReading } from './weight-reading.ts'

/** A weight as people see it. */
export interface SteadyWeight {
  readonly grams: number
  /** The pan has come to rest with it. */
  readonly isSteady: boolean
}

/** A scale that does not say whether it is at rest is, when so many readings in a row are the same (hardware facts 6). */
const equalReadings = 5
/** Readings further apart are no row: the cable was out, ms. */
const longestGapMs = 500

/** Tells when a weight changes or comes to rest; answers null while nothing is new. An overloaded scale has no weight. */
export function createSteadiness(
  nowMs: () => number,
): (reading: WeightReading) => SteadyWeight | null {
  let told: SteadyWeight | null = null
  let equal = 0
  let lastAtMs = 0
  let grams: number | null = null
  return (reading) => {
    const at = nowMs()
    const isSame = reading.grams === grams && at - lastAtMs <= longestGapMs
    equal = isSame ? equal + 1 : 1
    lastAtMs = at
    grams = reading.grams
    const isSteady = !reading.isOverloaded && (reading.isStable ?? equal >= equalReadings)
    if (told?.grams === reading.grams && told.isSteady === isSteady) return null
    told = { grams: reading.grams, isSteady }
    return told
  }
}
