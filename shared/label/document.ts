import type { Bitmap } from './bitmap.ts'
import type { Symbology } from './symbology.ts'

export type FontWeight = 'regular' | 'bold'

/** A rectangle in mm from the top left corner of the label. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Text in an area. It is wrapped, then shrunk, and when it still does not fit, cut or refused as `overflow` says. */
export interface TextElement extends Area {
  readonly kind: 'text'
  /** What a refusal calls this element. */
  readonly field: string
  readonly text: string
  /** Font size (em) in mm. */
  readonly size: number
  /** Smallest size that shrinking may use; equal to `size` = no shrinking. */
  readonly minimumSize: number
  readonly weight: FontWeight
  readonly align: 'left' | 'center' | 'right'
  readonly verticalAlign: 'top' | 'middle'
  readonly maximumLines: number
  readonly overflow: 'refuse' | 'ellipsis'
  /** `white` is written into a filled box. */
  readonly ink: 'black' | 'white'
}

/**
 * A barcode, centred in its area, which also holds its quiet zones. Its human-readable text is a text element of its
 * own.
 */
export interface BarcodeElement extends Area {
  readonly kind: 'barcode'
  readonly field: string
  readonly symbology: Symbology
  readonly text: string
  /** Widest module in mm; the widest whole number of dots up to it that fits the area is used. */
  readonly maximumModule: number
  /** PDF417: columns of data words. */
  readonly columns?: number
  /** MaxiCode: 2 and 3 begin with the carrier's postal address, 4 is free text. */
  readonly mode?: 2 | 3 | 4
}

/** A black and white picture, as large as its area allows. */
export interface PictureElement extends Area {
  readonly kind: 'picture'
  readonly field: string
  readonly picture: Bitmap
}

/** A horizontal or vertical line; `dash` > 0 makes it a row of dashes that long, with gaps as long. */
export interface LineElement {
  readonly kind: 'line'
  readonly field: string
  readonly x: number
  readonly y: number
  readonly length: number
  readonly direction: 'horizontal' | 'vertical'
  readonly thickness: number
  readonly dash: number
}

/** A frame, or a filled rectangle. */
export interface BoxElement extends Area {
  readonly kind: 'box'
  readonly field: string
  /** Thickness of the frame, or `filled`. */
  readonly stroke: number | 'filled'
}

export type LabelElement = TextElement | BarcodeElement | PictureElement | LineElement | BoxElement

/** A label in millimetres, independent of any printer. */
export interface LabelDocument {
  readonly width: number
  readonly height: number
  /** Nothing may be drawn nearer than this to any edge. */
  readonly margin: number
  readonly elements: readonly LabelElement[]
}
