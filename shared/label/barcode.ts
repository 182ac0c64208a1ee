// The generic build is the one without Node and without DOM. Its default export carries `raw` as it is documented;
// the named `raw` of that build draws.
import bwip from 'bwip-js/generic'
import { fail, succeed, type Result } from '../domain/result.ts'
import { isBlack, stampBox, type Bitmap, type DotArea } from './bitmap.ts'
import type { BarcodeElement } from './document.ts'
import type { LabelFault } from './fault.ts'
import { dotsPerMm, type DotsPerInch } from './resolution.ts'

/** Modules that stay white on either side (ISO/IEC 15417: 10X). */
const quietZoneModules = 10

// Narrower modules are lost by worn heads and cheap scanners (hardware facts 3.1).
const minimumModuleDots: Readonly<Record<DotsPerInch, number>> = { 203: 3, 300: 4 }

/** A symbol with its place: every width is a whole number of dots. */
export interface PlacedBarcode {
  readonly field: string
  /** Widths in modules, bar first, then space, bar, … and a bar at the end. */
  readonly modules: readonly number[]
  readonly moduleDots: number
  /** The symbol with both quiet zones. */
  readonly area: DotArea
  /** Left edge of the first bar. */
  readonly symbolLeft: number
}

/** Widths of bars and spaces of a Code 128 symbol, in modules; null when the text cannot be encoded. */
export function code128Modules(text: string): readonly number[] | null {
  // Control characters and anything beyond ASCII would need a scanner set up for them.
  if (!/^[\x20-\x7e]+$/.test(text)) return null
  const symbol = bwip.raw({ bcid: 'code128', text })[0]
  return symbol && 'sbs' in symbol ? symbol.sbs : null
}

/**
 * Places a symbol in the middle of its area with the widest module that fits. Refuses text that Code 128 cannot hold,
 * and a symbol whose smallest legible form is wider than the area.
 */
export function placeBarcode(
  element: BarcodeElement,
  dotsPerInch: DotsPerInch,
): Result<PlacedBarcode, LabelFault> {
  const { field, text } = element
  const modules = code128Modules(text)
  if (!modules) return fail({ code: 'barcode-not-encodable', field })
  const scale = dotsPerMm(dotsPerInch)
  const total = modules.reduce((sum, width) => sum + width, 2 * quietZoneModules)
  const available = Math.floor(element.width * scale)
  const widest = Math.round(element.maximumModule * scale)
  const moduleDots = Math.min(Math.floor(available / total), widest)
  if (moduleDots < minimumModuleDots[dotsPerInch]) return fail({ code: 'barcode-too-wide', field })
  const width = total * moduleDots
  const left = Math.round(element.x * scale) + Math.floor((available - width) / 2)
  const top = Math.round(element.y * scale)
  const height = Math.round(element.height * scale)
  const symbolLeft = left + quietZoneModules * moduleDots
  return succeed({ field, modules, moduleDots, area: { left, top, width, height }, symbolLeft })
}

/** Blackens the bars. */
export function stampBarcode(bitmap: Bitmap, barcode: PlacedBarcode): void {
  const { top, height } = barcode.area
  let left = barcode.symbolLeft
  barcode.modules.forEach((modules, index) => {
    const width = modules * barcode.moduleDots
    if (index % 2 === 0) stampBox(bitmap, { left, top, width, height })
    left += width
  })
}

/**
 * Whether every row of the symbol is exactly what it must be: module for module, and white in both quiet zones. A
 * decoder reads many symbols that a scanner on the floor will not, so reading alone proves too little
 * (hardware facts 4).
 */
export function isBarcodeIntact(bitmap: Bitmap, barcode: PlacedBarcode): boolean {
  const { left, top, width, height } = barcode.area
  const expected = expectedRow(barcode)
  for (let y = top; y < top + height; y += 1)
    for (let column = 0; column < width; column += 1)
      if (isBlack(bitmap, left + column, y) !== (expected[column] === 1)) return false
  return true
}

function expectedRow(barcode: PlacedBarcode): Uint8Array {
  const row = new Uint8Array(barcode.area.width)
  let column = barcode.symbolLeft - barcode.area.left
  barcode.modules.forEach((modules, index) => {
    const end = column + modules * barcode.moduleDots
    if (index % 2 === 0) row.fill(1, column, end)
    column = end
  })
  return row
}
