import { fail, succeed, type Result } from '../domain/result.ts'
import { isBarcodeIntact, placeBarcode, stampBarcode, type PlacedBarcode } from './barcode.ts'
import { applyMask, createBitmap, isWhite, stampBox, type Bitmap, type DotArea } from './bitmap.ts'
import type { Area, BarcodeElement, LabelDocument, LabelElement, TextElement } from './document.ts'
import type { LabelFault } from './fault.ts'
import { findOverlap, type InkedArea } from './overlap.ts'
import { fitted, stampPicture } from './picture.ts'
import { dotsPerMm, type DotsPerInch } from './resolution.ts'
import { dashesOf, sidesOf } from './strokes.ts'
import { boxOfRun, layoutText } from './text-layout.ts'
import type { TextPainter, TextRun } from './text-painter.ts'

/** A label as it goes to the printer, and where its barcodes are. */
export interface DrawnLabel {
  readonly bitmap: Bitmap
  readonly barcodes: readonly PlacedBarcode[]
}

/** A document in dots, ready to be stamped. */
interface PlacedLabel {
  readonly strokes: DotArea[]
  readonly pictures: { readonly picture: Bitmap; readonly room: DotArea }[]
  readonly barcodes: PlacedBarcode[]
  readonly blackRuns: TextRun[]
  readonly whiteRuns: TextRun[]
}

/**
 * Draws a document for one resolution. What comes out is checked dot by dot: each barcode is exactly its modules with
 * white quiet zones, nothing lies outside the printable area, nothing is printed over anything else. Anything else is a
 * refusal that names the field.
 */
export function drawLabel(
  document: LabelDocument,
  dotsPerInch: DotsPerInch,
  painter: TextPainter,
): Result<DrawnLabel, LabelFault> {
  const placed = placeLabel(document, dotsPerInch, painter)
  if (!placed.ok) return placed
  const scale = dotsPerMm(dotsPerInch)
  const bitmap = createBitmap(
    Math.round(document.width * scale),
    Math.round(document.height * scale),
  )
  stampAll(bitmap, placed.value, painter)
  const { barcodes } = placed.value
  const damaged = barcodes.find((barcode) => !isBarcodeIntact(bitmap, barcode))
  if (damaged) return fail({ code: 'quiet-zone-covered', field: damaged.field })
  const margins = marginsOf(bitmap, Math.round(document.margin * scale))
  if (!margins.every((margin) => isWhite(bitmap, margin)))
    return fail({ code: 'outside-printable-area', field: 'label' })
  return succeed({ bitmap, barcodes })
}

function stampAll(bitmap: Bitmap, placed: PlacedLabel, painter: TextPainter): void {
  const { strokes, pictures, barcodes, blackRuns, whiteRuns } = placed
  const { widthDots, heightDots } = bitmap
  for (const area of strokes) stampBox(bitmap, area)
  for (const { picture, room } of pictures) stampPicture(bitmap, picture, room)
  for (const barcode of barcodes) stampBarcode(bitmap, barcode)
  if (blackRuns.length > 0)
    applyMask(bitmap, painter.paint(blackRuns, widthDots, heightDots), 'black')
  if (whiteRuns.length > 0)
    applyMask(bitmap, painter.paint(whiteRuns, widthDots, heightDots), 'white')
}

function placeLabel(
  document: LabelDocument,
  dotsPerInch: DotsPerInch,
  painter: TextPainter,
): Result<PlacedLabel, LabelFault> {
  const placed: PlacedLabel = {
    ...{ strokes: [], pictures: [], barcodes: [], blackRuns: [], whiteRuns: [] },
  }
  const inked: InkedArea[] = []
  for (const element of document.elements) {
    const areas = placeElement(placed, element, dotsPerInch, painter)
    if (!areas.ok) return areas
    if (!areas.value.every(({ area }) => isPrintable(area, document, dotsPerInch)))
      return fail({ code: 'outside-printable-area', field: element.field })
    inked.push(...areas.value)
  }
  const overlap = findOverlap(inked)
  if (!overlap) return succeed(placed)
  const [one, other] = 'field' in overlap ? [overlap, null] : overlap
  const detail = other ? other.field : 'white text outside a filled box'
  return fail({ code: 'elements-overlap', field: one.field, detail })
}

/** Adds the element to the label and answers what it takes up. */
function placeElement(
  placed: PlacedLabel,
  element: LabelElement,
  dotsPerInch: DotsPerInch,
  painter: TextPainter,
): Result<readonly InkedArea[], LabelFault> {
  const scale = dotsPerMm(dotsPerInch)
  const { field } = element
  switch (element.kind) {
    case 'text':
      return placeText(placed, element, dotsPerInch, painter)
    case 'barcode':
      return placeSymbol(placed, element, dotsPerInch)
    case 'picture': {
      const room = roundedArea(element, scale)
      const { picture } = element
      placed.pictures.push({ picture, room })
      return succeed([{ field, layer: 'content', area: fitted(picture, room) }])
    }
    case 'line':
    case 'box': {
      const areas = element.kind === 'line' ? dashesOf(element, scale) : sidesOf(element, scale)
      placed.strokes.push(...areas)
      return succeed(areas.map((area) => ({ field, layer: 'strokes', area })))
    }
  }
}

function placeText(
  placed: PlacedLabel,
  element: TextElement,
  dotsPerInch: DotsPerInch,
  painter: TextPainter,
): Result<readonly InkedArea[], LabelFault> {
  const { field, ink } = element
  const runs = layoutText(element, dotsPerInch, painter)
  if (!runs.ok) return runs
  const target = ink === 'black' ? placed.blackRuns : placed.whiteRuns
  target.push(...runs.value)
  const layer = ink === 'black' ? 'content' : 'reversed'
  return succeed(runs.value.map((run) => ({ field, layer, area: boxOfRun(run, painter) })))
}

function placeSymbol(
  placed: PlacedLabel,
  element: BarcodeElement,
  dotsPerInch: DotsPerInch,
): Result<readonly InkedArea[], LabelFault> {
  const barcode = placeBarcode(element, dotsPerInch)
  if (!barcode.ok) return barcode
  placed.barcodes.push(barcode.value)
  return succeed([{ field: element.field, layer: 'content', area: barcode.value.area }])
}

function roundedArea(area: Area, scale: number): DotArea {
  const left = Math.round(area.x * scale)
  const top = Math.round(area.y * scale)
  const width = Math.max(1, Math.floor(area.width * scale))
  const height = Math.max(1, Math.floor(area.height * scale))
  return { left, top, width, height }
}

function isPrintable(area: DotArea, document: LabelDocument, dotsPerInch: DotsPerInch): boolean {
  const scale = dotsPerMm(dotsPerInch)
  const margin = Math.round(document.margin * scale)
  return (
    area.left >= margin &&
    area.top >= margin &&
    area.left + area.width <= Math.round(document.width * scale) - margin &&
    area.top + area.height <= Math.round(document.height * scale) - margin
  )
}

function marginsOf(bitmap: Bitmap, margin: number): readonly DotArea[] {
  const { widthDots: width, heightDots: height } = bitmap
  return [
    { left: 0, top: 0, width, height: margin },
    { left: 0, top: height - margin, width, height: margin },
    { left: 0, top: 0, width: margin, height },
    { left: width - margin, top: 0, width: margin, height },
  ]
}
