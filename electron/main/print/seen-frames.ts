/** Which frames were taken in already. The same frame may be told twice, and by two tellers out of order. */
export interface SeenFrames {
  /** Marks a frame as seen; false when it was seen before. */
  add(frame: { readonly epoch: string; readonly seq: number }): boolean
}

interface SeenOfEpoch {
  /** Every seq from the first that was told up to this one was seen. */
  upTo: number
  readonly beyond: Set<number>
}

/**
 * Answers an empty memory. The first frame told of an epoch is its oldest, because the journal is read from its start;
 * from there on the memory stays small as long as frames are told without gaps.
 */
export function createSeenFrames(): SeenFrames {
  const epochs = new Map<string, SeenOfEpoch>()
  return {
    add({ epoch, seq }) {
      const seen = epochs.get(epoch) ?? { upTo: seq - 1, beyond: new Set<number>() }
      epochs.set(epoch, seen)
      if (seq <= seen.upTo || seen.beyond.has(seq)) return false
      seen.beyond.add(seq)
      while (seen.beyond.delete(seen.upTo + 1)) seen.upTo += 1
      return true
    },
  }
}
