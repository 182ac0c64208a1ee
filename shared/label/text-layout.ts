import { fail, succeed, type Result } from '../domain/result.ts'
import type { TextElement } from './document.ts'
import type { LabelFault } from './fault.ts'
import { dotsPerMm, type DotsPerInch } from './resolution.ts'
import type { LabelFont, TextPainter, TextRun } from './text-painter.ts'

// Proportions of the em in Chinese fonts: ink above and below the baseline, and from line to line.
const ascent = 0.88
const descent = 0.22
const lineStep = 1.18

/** Lines in the size that was chosen for them. */
interface FittedText {
  readonly lines: readonly string[]
  readonly font: LabelFont
}

/**
 * Sets an element's text into lines: wrapped at words and between Chinese characters, shrunk by whole dots until it
 * fits, and cut with "…" only where the document allows it. Refuses characters without a glyph, and text that does not
 * fit although every character of it counts.
 */
export function layoutText(
  element: TextElement,
  dotsPerInch: DotsPerInch,
  painter: TextPainter,
): Result<readonly TextRun[], LabelFault> {
  const { field, weight } = element
  const text = tidy(element.text)
  if (text === '') return succeed([])
  const character = painter.firstMissing(text, weight)
  if (character !== null) return fail({ code: 'missing-glyph', field, character })
  const fitted = fitText(element, text, dotsPerMm(dotsPerInch), painter)
  if (!fitted) return fail({ code: 'text-does-not-fit', field })
  return succeed(placeLines(element, fitted, dotsPerMm(dotsPerInch), painter))
}

/** White space of any kind becomes a space; characters that nobody can see, as they come with pasted text, go. */
function tidy(text: string): string {
  return text
    .replace(/[^\S ]/gu, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/gu, '')
    .trim()
    .normalize('NFC')
}

function fitText(
  element: TextElement,
  text: string,
  scale: number,
  painter: TextPainter,
): FittedText | null {
  const width = element.width * scale
  const smallest = Math.max(1, Math.round(element.minimumSize * scale))
  for (let sizeDots = Math.round(element.size * scale); sizeDots >= smallest; sizeDots -= 1) {
    const font = { sizeDots, weight: element.weight }
    const lines = wrap(text, (part) => painter.measure(part, font), width)
    if (lines && lines.length <= linesThatFit(element, sizeDots, scale)) return { lines, font }
  }
  if (element.overflow === 'refuse') return null
  return cut(element, text, { sizeDots: smallest, weight: element.weight }, scale, painter)
}

function linesThatFit(element: TextElement, sizeDots: number, scale: number): number {
  const first = (ascent + descent) * sizeDots
  const more = Math.floor((element.height * scale - first) / (lineStep * sizeDots) + 0.001)
  return Math.min(element.maximumLines, more + 1)
}

function cut(
  element: TextElement,
  text: string,
  font: LabelFont,
  scale: number,
  painter: TextPainter,
): FittedText | null {
  const measure = (part: string): number => painter.measure(part, font)
  const limit = linesThatFit(element, font.sizeDots, scale)
  const characters = [...text]
  let fits = 0
  let tooMany = characters.length
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1
    const lines = wrap(shortened(characters, middle), measure, element.width * scale)
    if (lines && lines.length <= limit) fits = middle
    else tooMany = middle
  }
  const lines = wrap(shortened(characters, fits), measure, element.width * scale)
  return lines && lines.length <= limit ? { lines, font } : null
}

function shortened(characters: readonly string[], count: number): string {
  return `${characters.slice(0, count).join('').trimEnd()}…`
}

/** A word of Latin letters and digits, or one other character; trailing spaces stay with it. */
const unit = /[\p{Script=Latin}\p{Nd}*#&@._:/+-]+ *|. */gsu

// Closing punctuation that must not start a line.
const clings = /^[·，。、；：！？）》】」』”’,.;:!?)\]}%…]/u

function wrap(
  text: string,
  measure: (part: string) => number,
  width: number,
): readonly string[] | null {
  const lines: string[] = []
  let line = ''
  for (const part of unitsOf(text, measure, width)) {
    if (line === '' || measure((line + part).trimEnd()) <= width) {
      line += part
      continue
    }
    lines.push(line.trimEnd())
    line = part
  }
  lines.push(line.trimEnd())
  return lines.every((each) => measure(each) <= width) ? lines : null
}

function unitsOf(text: string, measure: (part: string) => number, width: number): string[] {
  const units: string[] = []
  for (const part of text.match(unit) ?? []) {
    const before = units.at(-1)
    if (before !== undefined && clings.test(part) && measure(before + part) <= width)
      units[units.length - 1] = before + part
    else if (measure(part.trimEnd()) > width) units.push(...part)
    else units.push(part)
  }
  return units
}

function placeLines(
  element: TextElement,
  fitted: FittedText,
  scale: number,
  painter: TextPainter,
): readonly TextRun[] {
  const { lines, font } = fitted
  const step = lineStep * font.sizeDots
  const block = (ascent + descent) * font.sizeDots + (lines.length - 1) * step
  const spare = element.verticalAlign === 'middle' ? (element.height * scale - block) / 2 : 0
  const first = Math.round(element.y * scale + spare + ascent * font.sizeDots)
  return lines.map((text, index) => {
    const free = element.width * scale - painter.measure(text, font)
    const shift = { left: 0, center: free / 2, right: free }[element.align]
    const left = Math.round(element.x * scale + shift)
    return { text, left, baseline: first + Math.round(index * step), font }
  })
}

/** The box of a run in dots, by the proportions of the font. */
export function boxOfRun(
  run: TextRun,
  painter: TextPainter,
): { left: number; top: number; width: number; height: number } {
  const { sizeDots } = run.font
  const top = Math.floor(run.baseline - ascent * sizeDots)
  const height = Math.ceil((ascent + descent) * sizeDots)
  return { left: run.left, top, width: Math.ceil(painter.measure(run.text, run.font)), height }
}
