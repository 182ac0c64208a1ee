import { fail, succeed, type Result } from '../domain/result.ts'
import { stampBox, type Bitmap, type DotArea } from './bitmap.ts'
import type { BarcodeElement } from './document.ts'
import type { LabelFault } from './fault.ts'
import { drawMaxicode } from './maxicode.ts'
import { dotsPerMm, type DotsPerInch } from './resolution.ts'
import {
  encodeSymbol,
  quietZones,
  type QuietZone,
  type Symbology,
  type SymbolModules,
} from './symbology.ts'

type SmallestModule = Readonly<Record<DotsPerInch, number>>

// Narrower modules are lost by worn heads and cheap scanners, small squares even by good ones (hardware facts 3.1).
const smallestBar: SmallestModule = { 203: 3, 300: 4 }
const smallestSquare: SmallestModule = { 203: 4, 300: 6 }

// ITF-14: a wide bar is 2.25 to 3 narrow ones (GS1 General Specifications 5.3).
const wideToNarrow = 2.5

// ITF-14: a bar of two modules above and below, so that a scan across a corner is not taken for a shorter code.
const bearerModules = 2

/** A symbol with its place: every module is a whole number of dots. */
export interface PlacedBarcode {
  readonly field: string
  readonly symbology: Symbology
  readonly text: string
  readonly moduleDots: number
  /** The symbol with its quiet zones. */
  readonly area: DotArea
  /** The symbol alone. */
  readonly symbol: DotArea
  /** What each row of `area` must be, dot by dot; 1 = black. Rows that are equal are the same array. */
  readonly rows: readonly Uint8Array[]
}

/**
 * Places a symbol in the middle of its area with the widest module that fits. Refuses text that the symbology cannot
 * hold, and a symbol whose smallest legible form is larger than the area.
 */
export function placeBarcode(
  element: BarcodeElement,
  dotsPerInch: DotsPerInch,
): Result<PlacedBarcode, LabelFault> {
  const { field, symbology, text } = element
  const { columns, mode } = element
  const options = { ...(columns ? { columns } : {}), ...(mode ? { mode } : {}) }
  const encoded = encodeSymbol(symbology, text, options)
  if (!encoded.ok) return fail({ code: 'barcode-not-encodable', field, detail: encoded.error })
  const room = roomFor(element, dotsPerInch)
  const picture = sized(symbology, encoded.value, room, dotsPerInch)
  if (!picture) return fail({ code: 'barcode-too-wide', field })
  const { moduleDots, rows } = picture
  const width = rows[0]?.length ?? 0
  const left = room.left + Math.floor((room.width - width) / 2)
  const top = room.top + Math.floor((room.height - rows.length) / 2)
  const area = { left, top, width, height: rows.length }
  const symbol = insideOf(area, quietZones[symbology], moduleDots)
  return succeed({ field, symbology, text, moduleDots, area, symbol, rows })
}

interface Room extends DotArea {
  /** Widest module in dots. */
  readonly widest: number
}

function roomFor(element: BarcodeElement, dotsPerInch: DotsPerInch): Room {
  const scale = dotsPerMm(dotsPerInch)
  return {
    left: Math.round(element.x * scale),
    top: Math.round(element.y * scale),
    width: Math.floor(element.width * scale),
    height: Math.round(element.height * scale),
    widest: Math.round(element.maximumModule * scale),
  }
}

interface SizedSymbol {
  readonly moduleDots: number
  readonly rows: readonly Uint8Array[]
}

function sized(
  symbology: Symbology,
  symbol: SymbolModules,
  room: Room,
  dotsPerInch: DotsPerInch,
): SizedSymbol | null {
  const quiet = quietZones[symbology]
  if (symbol.kind === 'hexagons') return sizedHexagons(symbol.dark, quiet, room, dotsPerInch)
  const isSquare = symbology === 'qr' || symbology.endsWith('data-matrix')
  const smallest = (isSquare ? smallestSquare : smallestBar)[dotsPerInch]
  for (let moduleDots = room.widest; moduleDots >= smallest; moduleDots -= 1) {
    const rows =
      symbol.kind === 'bars'
        ? rowsOfBars(symbol, quiet, moduleDots, room.height)
        : rowsOfMatrix(symbol, quiet, moduleDots)
    if ((rows[0]?.length ?? 0) <= room.width && rows.length <= room.height)
      return { moduleDots, rows }
  }
  return null
}

function rowsOfBars(
  { widths, hasBearers }: SymbolModules & { kind: 'bars' },
  quiet: QuietZone,
  moduleDots: number,
  height: number,
): readonly Uint8Array[] {
  // Only ITF counts in narrow and wide; of the others a width is that many modules.
  const wide = Math.ceil(wideToNarrow * moduleDots)
  const dots = widths.map((width) => (hasBearers && width > 1 ? wide : width * moduleDots))
  const left = quiet.left * moduleDots
  const end = dots.reduce((sum, width) => sum + width, left)
  const bars = new Uint8Array(end + quiet.right * moduleDots)
  let at = left
  dots.forEach((width, index) => {
    if (index % 2 === 0) bars.fill(1, at, at + width)
    at += width
  })
  if (!hasBearers) return Array.from({ length: height }, () => bars)
  const bearer = new Uint8Array(bars.length).fill(1, left, end)
  const thickness = bearerModules * moduleDots
  return Array.from({ length: height }, (_, y) =>
    y < thickness || y >= height - thickness ? bearer : bars,
  )
}

function rowsOfMatrix(
  { columns, modules, rowModules }: SymbolModules & { kind: 'matrix' },
  quiet: QuietZone,
  moduleDots: number,
): readonly Uint8Array[] {
  const left = quiet.left * moduleDots
  const width = left + (columns + quiet.right) * moduleDots
  const white = Array.from({ length: quiet.vertical * moduleDots }, () => new Uint8Array(width))
  const rows: Uint8Array[] = [...white]
  for (let start = 0; start < modules.length; start += columns) {
    const row = new Uint8Array(width)
    for (let column = 0; column < columns; column += 1) {
      const at = left + column * moduleDots
      if (modules[start + column] === 1) row.fill(1, at, at + moduleDots)
    }
    for (let dot = 0; dot < rowModules * moduleDots; dot += 1) rows.push(row)
  }
  return [...rows, ...white]
}

/** A MaxiCode has one size, so there is nothing to choose. */
function sizedHexagons(
  dark: readonly number[],
  quiet: QuietZone,
  room: Room,
  dotsPerInch: DotsPerInch,
): SizedSymbol | null {
  const picture = drawMaxicode(dark, dotsPerMm(dotsPerInch))
  const moduleDots = Math.round(picture.width / 30)
  const margin = quiet.left * moduleDots
  const width = picture.width + 2 * margin
  const rows = Array.from({ length: picture.height + 2 * margin }, (_, y) => {
    const row = new Uint8Array(width)
    row.set(picture.rows[y - margin] ?? [], margin)
    return row
  })
  return width <= room.width && rows.length <= room.height ? { moduleDots, rows } : null
}

function insideOf(area: DotArea, quiet: QuietZone, moduleDots: number): DotArea {
  return {
    left: area.left + quiet.left * moduleDots,
    top: area.top + quiet.vertical * moduleDots,
    width: area.width - (quiet.left + quiet.right) * moduleDots,
    height: area.height - 2 * quiet.vertical * moduleDots,
  }
}

/** Blackens what is black of a symbol. */
export function stampBarcode(bitmap: Bitmap, barcode: PlacedBarcode): void {
  const { left, top, width } = barcode.area
  barcode.rows.forEach((row, y) => {
    let start = row.indexOf(1)
    while (start !== -1 && start < width) {
      const white = row.indexOf(0, start)
      const end = white === -1 ? width : white
      stampBox(bitmap, { left: left + start, top: top + y, width: end - start, height: 1 })
      start = row.indexOf(1, end)
    }
  })
}

/**
 * Whether every row of the symbol is exactly what it must be: module for module, and white in its quiet zones. A decoder
 * reads many symbols that a scanner on the floor will not, so reading alone proves too little (hardware facts 4).
 */
export function isBarcodeIntact(bitmap: Bitmap, barcode: PlacedBarcode): boolean {
  const { left, top } = barcode.area
  return barcode.rows.every((row, y) => isRowIntact(bitmap, row, left, top + y))
}

/** Reads the bits itself: a label has a hundred thousand dots of symbols, and each of them is looked at. */
function isRowIntact(
  { bits, strideBytes, widthDots }: Bitmap,
  row: Uint8Array,
  left: number,
  y: number,
): boolean {
  if (left < 0 || left + row.length > widthDots) return false
  const start = y * strideBytes
  for (let column = 0; column < row.length; column += 1) {
    const x = left + column
    const bit = ((bits[start + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
    if (bit !== row[column]) return false
  }
  return true
}
