import type { Area, BoxElement, LineElement, TextElement } from './document.ts'

type TextOptions = Partial<Omit<TextElement, keyof Area | 'kind' | 'field' | 'text' | 'size'>>

/** Text that must be printed in full: one line, left, black, regular, in the middle of its area unless told otherwise. */
export function textElement(
  field: string,
  text: string,
  area: Area,
  size: number,
  options: TextOptions = {},
): TextElement {
  const usual = {
    minimumSize: size,
    weight: 'regular',
    align: 'left',
    verticalAlign: 'middle',
    maximumLines: 1,
    overflow: 'refuse',
    ink: 'black',
  } as const
  return { kind: 'text', field, text, ...area, size, ...usual, ...options }
}

/** White bold text in a filled box. */
export function reversedText(
  field: string,
  text: string,
  area: Area,
  size: number,
): readonly [BoxElement, TextElement] {
  const options = { weight: 'bold', align: 'center', ink: 'white', minimumSize: 2.5 } as const
  return [
    { kind: 'box', field, ...area, stroke: 'filled' },
    textElement(field, text, area, size, options),
  ]
}

/** A line across, or down. */
export function lineElement(
  direction: LineElement['direction'],
  x: number,
  y: number,
  length: number,
  dash = 0,
): LineElement {
  return { kind: 'line', field: 'frame', x, y, length, direction, thickness: 0.25, dash }
}
