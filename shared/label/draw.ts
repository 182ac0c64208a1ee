import { fail, succeed, type Result } from '../domain/result.ts'
import { isBarcodeIntact, placeBarcode, stampBarcode, type PlacedBarcode } from './barcode.ts'
import { applyMask, createBitmap, isWhite, stampBox, type Bitmap, type DotArea } from './bitmap.ts'
import type { BoxElement, LabelDocument, LabelElement, LineElement } from './document.ts'
import type { LabelFault } from './fault.ts'
import { dotsPerMm, type DotsPerInch } from './resolution.ts'
import { boxOfRun, layoutText } from './text-layout.ts'
import type { TextPainter, TextRun } from './text-painter.ts'

/** A document in dots, ready to be stamped. */
interface PlacedLabel {
  readonly areas: DotArea[]
  readonly barcodes: PlacedBarcode[]
  readonly blackRuns: TextRun[]
  readonly whiteRuns: TextRun[]
}

/**
 * Draws a document for one resolution. What comes out is checked dot by dot: each barcode is exactly its modules with
 * white quiet zones, and nothing lies outside the printable area. Anything else is a refusal that names the field.
 */
export function drawLabel(
  document: LabelDocument,
  dotsPerInch: DotsPerInch,
  painter: TextPainter,
): Result<Bitmap, LabelFault> {
  const placed = placeLabel(document, dotsPerInch, painter)
  if (!placed.ok) return placed
  const { areas, barcodes, blackRuns, whiteRuns } = placed.value
  const scale = dotsPerMm(dotsPerInch)
  const width = Math.round(document.width * scale)
  const height = Math.round(document.height * scale)
  const bitmap = createBitmap(width, height)
  for (const area of areas) stampBox(bitmap, area)
  for (const barcode of barcodes) stampBarcode(bitmap, barcode)
  if (blackRuns.length > 0) applyMask(bitmap, painter.paint(blackRuns, width, height), 'black')
  if (whiteRuns.length > 0) applyMask(bitmap, painter.paint(whiteRuns, width, height), 'white')
  const damaged = barcodes.find((barcode) => !isBarcodeIntact(bitmap, barcode))
  if (damaged) return fail({ code: 'quiet-zone-covered', field: damaged.field })
  const margins = marginsOf(bitmap, Math.round(document.margin * scale))
  if (!margins.every((margin) => isWhite(bitmap, margin)))
    return fail({ code: 'outside-printable-area', field: 'label' })
  return succeed(bitmap)
}

function placeLabel(
  document: LabelDocument,
  dotsPerInch: DotsPerInch,
  painter: TextPainter,
): Result<PlacedLabel, LabelFault> {
  const placed: PlacedLabel = { areas: [], barcodes: [], blackRuns: [], whiteRuns: [] }
  for (const element of document.elements) {
    const inked = placeElement(placed, element, dotsPerInch, painter)
    if (!inked.ok) return inked
    if (!inked.value.every((area) => isPrintable(area, document, dotsPerInch)))
      return fail({ code: 'outside-printable-area', field: element.field })
  }
  return succeed(placed)
}

/** Adds the element to the label and answers the areas that it takes up. */
function placeElement(
  placed: PlacedLabel,
  element: LabelElement,
  dotsPerInch: DotsPerInch,
  painter: TextPainter,
): Result<readonly DotArea[], LabelFault> {
  if (element.kind === 'text') {
    const runs = layoutText(element, dotsPerInch, painter)
    if (!runs.ok) return runs
    const target = element.ink === 'black' ? placed.blackRuns : placed.whiteRuns
    target.push(...runs.value)
    return succeed(runs.value.map((run) => boxOfRun(run, painter)))
  }
  if (element.kind === 'barcode') {
    const barcode = placeBarcode(element, dotsPerInch)
    if (!barcode.ok) return barcode
    placed.barcodes.push(barcode.value)
    return succeed([barcode.value.area])
  }
  const scale = dotsPerMm(dotsPerInch)
  const areas = element.kind === 'line' ? dashesOf(element, scale) : sidesOf(element, scale)
  placed.areas.push(...areas)
  return succeed(areas)
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

/** Thin strokes never vanish: one dot is the least. */
function stroke(thickness: number, scale: number): number {
  return Math.max(1, Math.round(thickness * scale))
}

function dashesOf(line: LineElement, scale: number): readonly DotArea[] {
  const thickness = stroke(line.thickness, scale)
  const left = Math.round(line.x * scale)
  const top = Math.round(line.y * scale)
  const total = Math.round(line.length * scale)
  const dash = line.dash > 0 ? stroke(line.dash, scale) : total
  const dashes: DotArea[] = []
  for (let start = 0; start < total; start += 2 * dash) {
    const length = Math.min(dash, total - start)
    dashes.push(
      line.direction === 'horizontal'
        ? { left: left + start, top, width: length, height: thickness }
        : { left, top: top + start, width: thickness, height: length },
    )
  }
  return dashes
}

function sidesOf(box: BoxElement, scale: number): readonly DotArea[] {
  const left = Math.round(box.x * scale)
  const top = Math.round(box.y * scale)
  const width = Math.round((box.x + box.width) * scale) - left
  const height = Math.round((box.y + box.height) * scale) - top
  if (box.stroke === 'filled') return [{ left, top, width, height }]
  const line = stroke(box.stroke, scale)
  return [
    { left, top, width, height: line },
    { left, top: top + height - line, width, height: line },
    { left, top, width: line, height },
    { left: left + width - line, top, width: line, height },
  ]
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
