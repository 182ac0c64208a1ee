import bwip from 'bwip-js/node'
import { isBlack, type Bitmap } from '../../shared/label/bitmap.ts'
import type { BarcodeElement } from '../../shared/label/document.ts'

/** The part of a label that a barcode has for itself, in dots. */
interface Window {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const quietModules: Readonly<Record<string, number>> = {
  ...{ code128: 10, 'gs1-128': 10, 'ean-13': 7, qr: 4, 'gs1-data-matrix': 2 },
}

/** What bwip-js calls those that go by another name there. */
const encoderNames: Readonly<Record<string, string>> = {
  ...{ 'ean-13': 'ean13', qr: 'qrcode', 'gs1-data-matrix': 'gs1datamatrix' },
}

/**
 * Measures a symbol on the finished label, knowing nothing of how it was placed: every row is the symbol's modules times
 * one whole number of dots, at least `leastDots`, between white quiet zones. Answers what is wrong, or null.
 */
export function symbolProblem(
  bitmap: Bitmap,
  element: BarcodeElement,
  dotsPerMillimetre: number,
): string | null {
  const window = windowOf(element, dotsPerMillimetre)
  const quiet = quietModules[element.symbology]
  if (quiet === undefined) return `the proof does not know ${element.symbology}`
  return element.symbology === 'qr' || element.symbology === 'gs1-data-matrix'
    ? squareProblem(bitmap, element, window, quiet, dotsPerMillimetre === 8 ? 4 : 6)
    : barProblem(bitmap, element, window, quiet, dotsPerMillimetre === 8 ? 3 : 4)
}

function windowOf(element: BarcodeElement, scale: number): Window {
  return {
    left: Math.ceil(element.x * scale),
    top: Math.ceil(element.y * scale),
    right: Math.floor((element.x + element.width) * scale),
    bottom: Math.floor((element.y + element.height) * scale),
  }
}

function barProblem(
  bitmap: Bitmap,
  { symbology, text }: BarcodeElement,
  window: Window,
  quiet: number,
  leastDots: number,
): string | null {
  const [symbol] = bwip.raw({ bcid: encoderNames[symbology] ?? symbology, text }) as {
    sbs: number[]
  }[]
  const widths = symbol?.sbs ?? []
  const total = widths.reduce((sum, width) => sum + width, 0)
  for (let y = window.top; y < window.bottom; y += 1) {
    const runs = runsOf(bitmap, y, window.left, window.right)
    const inner = runs.slice(1, -1)
    const dots = inner.reduce((sum, run) => sum + run, 0) / total
    if (!Number.isInteger(dots) || dots < leastDots)
      return `row ${String(y)}: modules of ${String(dots)} dots`
    if (
      inner.length !== widths.length ||
      inner.some((run, index) => run !== (widths[index] ?? 0) * dots)
    )
      return `row ${String(y)}: other modules`
    if ((runs[0] ?? 0) < quiet * dots || (runs.at(-1) ?? 0) < quiet * dots)
      return `row ${String(y)}: a quiet zone is not white`
  }
  return null
}

/** Lengths of white and black runs of a row between two dots; the first is white. */
function runsOf(bitmap: Bitmap, y: number, from: number, to: number): readonly number[] {
  const runs: number[] = []
  let black = false
  let length = 0
  for (let x = from; x < to; x += 1) {
    if (isBlack(bitmap, x, y) === black) length += 1
    else {
      runs.push(length)
      black = !black
      length = 1
    }
  }
  return [...runs, length]
}

function squareProblem(
  bitmap: Bitmap,
  { symbology, text }: BarcodeElement,
  window: Window,
  quiet: number,
  leastDots: number,
): string | null {
  const level = symbology === 'qr' ? { eclevel: 'M' } : {}
  const options = { bcid: encoderNames[symbology] ?? symbology, text, ...level }
  const [symbol] = bwip.raw(options) as { pixs: number[]; pixx: number }[]
  const modules = symbol?.pixx ?? 0
  const ink = inkOf(bitmap, window)
  const dots = (ink.right - ink.left) / modules
  if (!Number.isInteger(dots) || dots < leastDots) return `modules of ${String(dots)} dots`
  if ((ink.bottom - ink.top) / modules !== dots) return 'the modules are no squares'
  const margins = [
    ink.left - window.left,
    ink.top - window.top,
    window.right - ink.right,
    window.bottom - ink.bottom,
  ]
  if (Math.min(...margins) < quiet * dots - 1) return 'a quiet zone is not white'
  for (let y = ink.top; y < ink.bottom; y += 1)
    for (let x = ink.left; x < ink.right; x += 1) {
      const module = Math.floor((y - ink.top) / dots) * modules + Math.floor((x - ink.left) / dots)
      if (isBlack(bitmap, x, y) !== (symbol?.pixs[module] === 1))
        return `dot ${String(x)},${String(y)} differs`
    }
  return null
}

function inkOf(bitmap: Bitmap, window: Window): Window {
  let [left, top, right, bottom] = [window.right, window.bottom, window.left, window.top]
  for (let y = window.top; y < window.bottom; y += 1)
    for (let x = window.left; x < window.right; x += 1)
      if (isBlack(bitmap, x, y)) {
        left = Math.min(left, x)
        top = Math.min(top, y)
        right = Math.max(right, x + 1)
        bottom = Math.max(bottom, y + 1)
      }
  return { left, top, right, bottom }
}
