/** How much room the data folder's disk has: enough, so little that somebody should act, or too little to begin anything. */
export type DiskRoom = 'enough' | 'low' | 'used-up'

const lowBytes = 1_000_000_000
const usedUpBytes = 200_000_000
/** A disk has to get so much better than a floor before it counts as above it again, so that nothing flickers. */
const recovery = 1.1

/**
 * Judges a reading of free space. A reading that failed leaves the judgement as it was: a full disk stops the journal by itself, and
 * loudly.
 *
 * @param freeBytes null = it could not be read
 */
export function diskRoom(freeBytes: number | null, before: DiskRoom): DiskRoom {
  if (freeBytes === null) return before
  const isAbove = (floor: number, wasAbove: boolean): boolean =>
    freeBytes >= (wasAbove ? floor : floor * recovery)
  if (!isAbove(usedUpBytes, before !== 'used-up')) return 'used-up'
  return isAbove(lowBytes, before === 'enough') ? 'enough' : 'low'
}
