import type { Bitmap } from './bitmap.ts'
import type { FontWeight } from './document.ts'

export interface LabelFont {
  /** Em size in dots. */
  readonly sizeDots: number
  readonly weight: FontWeight
}

/** One line of text at its place; dots may be fractions. */
export interface TextRun {
  readonly text: string
  readonly left: number
  readonly baseline: number
  readonly font: LabelFont
}

/** What drawing needs from a font engine. */
export interface TextPainter {
  /** The first character for which the font has no glyph, or null. */
  firstMissing(text: string, weight: FontWeight): string | null
  /** Advance width in dots. */
  measure(text: string, font: LabelFont): number
  /** The dots that the runs ink, on an otherwise white bitmap of this size. */
  paint(runs: readonly TextRun[], widthDots: number, heightDots: number): Bitmap
}
