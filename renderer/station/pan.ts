import { emptyPanGrams } from '../../shared/domain/weighing.ts'
import type { ScaleWeight } from './view.ts'

/** Knows whether what lies on the scale was put there since the last weight was taken: else one box would count twice. */
export interface Pan {
  /** Whether this is a box to be weighed; it is taken then. */
  takes(weight: ScaleWeight, isAwaited: boolean): boolean
  /** The weight that was taken was of no use: the same box is weighed once more. */
  giveBack(): void
}

/** Begins with an empty pan. */
export function createPan(): Pan {
  let wasEmpty = true
  return {
    takes({ grams, isSteady }, isAwaited) {
      // The box before has to be off the pan.
      if (Math.abs(grams) < emptyPanGrams) wasEmpty = true
      const isBox = isSteady && grams >= emptyPanGrams && wasEmpty && isAwaited
      if (isBox) wasEmpty = false
      return isBox
    },
    giveBack() {
      wasEmpty = true
    },
  }
}
