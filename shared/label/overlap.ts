import type { DotArea } from './bitmap.ts'

/** Dots that an element takes up, for the check that nothing is printed over anything else. */
export interface InkedArea {
  readonly field: string
  /** `content` must stay clear of everything; `strokes` may cross each other; `reversed` is white text in a filled box. */
  readonly layer: 'content' | 'strokes' | 'reversed'
  readonly area: DotArea
}

// Places are rounded to dots, so that neighbours may share one.
const shared = 1

/** The first two elements of which one covers the other, or white text that does not lie in black; null when all is well. */
export function findOverlap(
  areas: readonly InkedArea[],
): readonly [InkedArea, InkedArea] | InkedArea | null {
  const contents = areas.filter(({ layer }) => layer === 'content')
  const strokes = areas.filter(({ layer }) => layer === 'strokes')
  for (const [index, one] of contents.entries()) {
    const other = [...contents.slice(index + 1), ...strokes].find((each) => overlap(one, each))
    if (other) return [one, other]
  }
  const reversed = areas.filter(({ layer }) => layer === 'reversed')
  for (const [index, one] of reversed.entries()) {
    const other = [...reversed.slice(index + 1), ...contents].find((each) => overlap(one, each))
    if (other) return [one, other]
    if (!strokes.some((box) => holds(box.area, one.area))) return one
  }
  return null
}

function overlap({ area: one }: InkedArea, { area: other }: InkedArea): boolean {
  return (
    sharedLength(one.left, one.width, other.left, other.width) > 0 &&
    sharedLength(one.top, one.height, other.top, other.height) > 0
  )
}

/** Dots that two stretches share, beyond those that rounding explains. Of a thin line every dot counts. */
function sharedLength(one: number, length: number, other: number, otherLength: number): number {
  const dots = Math.min(one + length, other + otherLength) - Math.max(one, other)
  return dots - Math.min(shared, length - 1, otherLength - 1)
}

function holds(box: DotArea, area: DotArea): boolean {
  return (
    area.left >= box.left - shared &&
    area.top >= box.top - shared &&
    area.left + area.width <= box.left + box.width + shared &&
    area.top + area.height <= box.top + box.height + shared
  )
}
