import { fail, succeed, type Result } from '../../domain/result.ts'
import type { Area, LabelElement, LineElement, TextElement } from '../document.ts'
import type { LabelFault } from '../fault.ts'
import { readPicture } from '../picture.ts'
import { fillText, parseText, type Scope } from './binding.ts'
import { areaIn } from './place.ts'
import type { LeafElement } from './template-element.ts'

type Leaf<Kind extends LeafElement['kind']> = Extract<LeafElement, { kind: Kind }>

/** The parts of a label that one element stands for. A text or barcode whose data are left out leaves its place empty. */
export function leafElements(
  element: LeafElement,
  container: Area,
  scope: Scope,
  list: string | null,
): Result<readonly LabelElement[], LabelFault> {
  const field = fieldOf(element, list)
  switch (element.kind) {
    case 'text':
      return succeed([
        textOf(element, field, areaIn(container, element), filled(element.text, scope)),
      ])
    case 'tag':
      return succeed(tagOf(element, field, areaIn(container, element), scope))
    case 'barcode':
      return succeed(barcodeOf(element, field, areaIn(container, element), scope))
    case 'picture':
      return pictureOf(element, field, areaIn(container, element), scope)
    case 'line':
      return succeed([lineOf(element, field, container)])
    case 'box':
      return succeed([
        { kind: 'box', field, ...areaIn(container, element), stroke: element.stroke },
      ])
  }
}

/** What a refusal calls an element: its own name, or the first data field that it shows. */
function fieldOf(element: LeafElement, list: string | null): string {
  if (element.field !== undefined) return element.field
  const source = 'text' in element ? element.text : 'pbm' in element ? element.pbm : ''
  const first = parseText(source)?.find((part) => part.kind === 'field')
  if (first?.kind !== 'field')
    return element.kind === 'line' || element.kind === 'box' ? 'frame' : element.kind
  return list === null ? first.path : first.path.replace(/^item(?=\.|$)/, list)
}

function filled(text: string, scope: Scope): string {
  return fillText(parseText(text) ?? [], scope)
}

function textOf(element: Leaf<'text'>, field: string, area: Area, text: string): TextElement {
  const { size, minimumSize = size, weight = 'regular', align = 'left' } = element
  const { verticalAlign = 'middle', maximumLines = 1, overflow = 'refuse', ink = 'black' } = element
  return {
    ...{ kind: 'text', field, text, ...area, size, minimumSize, weight },
    ...{ align, verticalAlign, maximumLines, overflow, ink },
  }
}

function tagOf(
  element: Leaf<'tag'>,
  field: string,
  area: Area,
  scope: Scope,
): readonly LabelElement[] {
  const { text, size, minimumSize = size } = element
  return [
    { kind: 'box', field, ...area, stroke: 'filled' },
    {
      ...{ kind: 'text', field, text: filled(text, scope), ...area, size, minimumSize },
      ...{ weight: 'bold', align: 'center', verticalAlign: 'middle', maximumLines: 1 },
      ...{ overflow: 'refuse', ink: 'white' },
    },
  ] as const
}

function barcodeOf(
  element: Leaf<'barcode'>,
  field: string,
  area: Area,
  scope: Scope,
): readonly LabelElement[] {
  const { symbology, maximumModule, columns, mode } = element
  const text = filled(element.text, scope)
  const options = { ...(columns ? { columns } : {}), ...(mode ? { mode } : {}) }
  return [{ kind: 'barcode', field, symbology, text, ...area, maximumModule, ...options }]
}

function pictureOf(
  element: Leaf<'picture'>,
  field: string,
  area: Area,
  scope: Scope,
): Result<readonly LabelElement[], LabelFault> {
  const read = readPicture(filled(element.pbm, scope))
  if (!read.ok) return fail({ code: 'picture-unreadable', field, detail: read.error })
  return succeed([{ kind: 'picture', field, ...area, picture: read.value }])
}

function lineOf(element: Leaf<'line'>, field: string, container: Area): LineElement {
  const { direction, x = 0, y = 0, thickness = 0.25, dash = 0 } = element
  const rest = direction === 'horizontal' ? container.width - x : container.height - y
  const { length = rest } = element
  const from = { x: container.x + x, y: container.y + y }
  return { kind: 'line', field, ...from, length, direction, thickness, dash }
}
