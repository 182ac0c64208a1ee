import { readFileSync } from 'node:fs'
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { createBitmap, type Bitmap } from '../../../shared/label/bitmap.ts'
import type { FontWeight } from '../../../shared/label/document.ts'
import type { LabelFont, TextPainter, TextRun } from '../../../shared/label/text-painter.ts'
import { readGlyphCoverage, type GlyphCoverage } from './font-coverage.ts'

/** Absolute paths of the two font files that ship with the program. */
export interface LabelFontFiles {
  readonly regular: string
  readonly bold: string
}

// Names of our own: no font of the system can have them, so none can stand in unnoticed.
const families: Readonly<Record<FontWeight, string>> = {
  regular: 'Holdfast Label Regular',
  bold: 'Holdfast Label Bold',
}

// A dot is black where the grey of the letter is below about 150 of 255 (hardware facts 3.2), here as coverage.
const leastCoverage = 255 - 150

// Glyph widths are measured once at this size and scaled, because fonts are laid out without hinting.
const measuringSize = 200

/** Opens the two font files and answers a painter that draws with them and nothing else. Throws when one is missing. */
export function createCanvasTextPainter(files: LabelFontFiles): TextPainter {
  return new CanvasTextPainter(files)
}

class CanvasTextPainter implements TextPainter {
  readonly #coverage: Readonly<Record<FontWeight, GlyphCoverage>>
  readonly #advances: Readonly<Record<FontWeight, Map<string, number>>> = {
    regular: new Map(),
    bold: new Map(),
  }
  #canvas = createCanvas(1, 1)
  #context = this.#canvas.getContext('2d')

  constructor(files: LabelFontFiles) {
    this.#coverage = {
      regular: registerFont(files.regular, families.regular),
      bold: registerFont(files.bold, families.bold),
    }
  }

  firstMissing(text: string, weight: FontWeight): string | null {
    for (const character of text)
      if (!this.#coverage[weight](character.codePointAt(0) ?? 0)) return character
    return null
  }

  measure(text: string, font: LabelFont): number {
    let width = 0
    for (const character of text) width += this.#advance(character, font.weight)
    return (width * font.sizeDots) / measuringSize
  }

  paint(runs: readonly TextRun[], widthDots: number, heightDots: number): Bitmap {
    const context = this.#sized(widthDots, heightDots)
    context.clearRect(0, 0, widthDots, heightDots)
    context.fillStyle = '#000000'
    for (const run of runs) {
      setFont(context, run.font)
      context.fillText(run.text, run.left, run.baseline)
    }
    return threshold(context, widthDots, heightDots)
  }

  #advance(character: string, weight: FontWeight): number {
    const known = this.#advances[weight].get(character)
    if (known !== undefined) return known
    setFont(this.#context, { sizeDots: measuringSize, weight })
    const { width } = this.#context.measureText(character)
    this.#advances[weight].set(character, width)
    return width
  }

  #sized(widthDots: number, heightDots: number): SKRSContext2D {
    if (this.#canvas.width !== widthDots || this.#canvas.height !== heightDots) {
      this.#canvas = createCanvas(widthDots, heightDots)
      this.#context = this.#canvas.getContext('2d')
    }
    return this.#context
  }
}

function registerFont(path: string, family: string): GlyphCoverage {
  const file = readFileSync(path)
  if (!GlobalFonts.has(family) && GlobalFonts.registerFromPath(path, family) === null)
    throw new Error(`not a font: ${path}`)
  return readGlyphCoverage(file)
}

/** Without kerning and ligatures a text is at most as wide as its characters together. */
function setFont(context: SKRSContext2D, font: LabelFont): void {
  context.font = `${String(font.sizeDots)}px "${families[font.weight]}"`
  context.fontKerning = 'none'
  context.textRendering = 'optimizeSpeed'
}

function threshold(context: SKRSContext2D, widthDots: number, heightDots: number): Bitmap {
  const bitmap = createBitmap(widthDots, heightDots)
  const { data } = context.getImageData(0, 0, widthDots, heightDots)
  // One little-endian word a dot; the coverage of black ink is its top byte.
  const dots = new Uint32Array(data.buffer, data.byteOffset, widthDots * heightDots)
  let dot = 0
  for (let y = 0; y < heightDots; y += 1) {
    const row = y * bitmap.strideBytes
    for (let x = 0; x < widthDots; x += 1, dot += 1) {
      const word = dots[dot] ?? 0
      if (word >>> 24 <= leastCoverage) continue
      const index = row + (x >> 3)
      bitmap.bits[index] = (bitmap.bits[index] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return bitmap
}
