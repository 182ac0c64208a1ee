import { fail, succeed, type Result } from '../../domain/result.ts'
import type { Area, LabelDocument, LabelElement } from '../document.ts'
import type { LabelFault } from '../fault.ts'
import { valueOf, type Scope } from './binding.ts'
import { capacityOf, cellArea, planCells } from './cells.ts'
import { holds } from './condition.ts'
import { leafElements } from './leaf-elements.ts'
import { areaIn } from './place.ts'
import type { LabelTemplate } from './template.ts'
import type { RepeatElement, TemplateElement } from './template-element.ts'

/** Where an element is being made: the page, and the names that its texts may use. */
interface Place {
  readonly container: Area
  readonly scope: Scope
  readonly page: number
  /** The list whose entry `item` is; null outside of lists. */
  readonly list: string | null
}

/**
 * Makes the labels of a template from data that `checkData` has accepted: one, or as many as a list needs that goes on
 * over pages. Refuses a list that is too long, and a picture that is none.
 */
export function instantiateTemplate(
  template: LabelTemplate,
  data: Readonly<Record<string, unknown>>,
): Result<readonly LabelDocument[], LabelFault> {
  const { width, height, margin, elements } = template
  const container = {
    ...{ x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin },
  }
  const pages = Math.max(1, pagesOf(elements, container, data))
  const documents: LabelDocument[] = []
  for (let page = 0; page < pages; page += 1) {
    const scope = { ...data, page: page + 1, pages }
    const made = elementsOf(elements, { container, scope, page, list: null })
    if (!made.ok) return made
    documents.push({ width, height, margin, elements: made.value })
  }
  return succeed(documents)
}

/** Labels that the longest of the lists needs which go on over pages. */
function pagesOf(elements: readonly TemplateElement[], container: Area, scope: Scope): number {
  const counts = elements.map((element) => {
    if (element.kind !== 'group' && element.kind !== 'repeat') return 1
    if (!holds(element.when, scope)) return 1
    const area = areaIn(container, element)
    if (element.kind === 'group') return pagesOf(element.elements, area, scope)
    if (element.overflow !== 'pages') return 1
    return Math.ceil(entriesOf(element, scope).length / capacityOf(element, area.height))
  })
  return Math.max(1, ...counts)
}

function elementsOf(
  elements: readonly TemplateElement[],
  place: Place,
): Result<readonly LabelElement[], LabelFault> {
  const made: LabelElement[] = []
  for (const element of elements) {
    if (!holds(element.when, place.scope)) continue
    const each = elementOf(element, place)
    if (!each.ok) return each
    made.push(...each.value)
  }
  return succeed(made)
}

function elementOf(
  element: TemplateElement,
  place: Place,
): Result<readonly LabelElement[], LabelFault> {
  if (element.kind === 'repeat') return cellsOf(element, place)
  if (element.kind !== 'group')
    return leafElements(element, place.container, place.scope, place.list)
  return elementsOf(element.elements, { ...place, container: areaIn(place.container, element) })
}

function entriesOf(repeat: RepeatElement, scope: Scope): readonly unknown[] {
  const value = valueOf(scope, repeat.list)
  return Array.isArray(value) ? value : []
}

function cellsOf(repeat: RepeatElement, place: Place): Result<readonly LabelElement[], LabelFault> {
  const area = areaIn(place.container, repeat)
  const all = entriesOf(repeat, place.scope)
  const capacity = capacityOf(repeat, area.height)
  const first = repeat.overflow === 'pages' ? place.page * capacity : 0
  const entries = all.slice(first, repeat.overflow === 'pages' ? first + capacity : undefined)
  const isTooLong = entries.length > capacity
  if (isTooLong && repeat.overflow === 'refuse')
    return fail({ code: 'list-too-long', field: repeat.list })
  const shown = isTooLong ? capacity - 1 : entries.length
  const plan = planCells(repeat, area.height, entries.length)
  const made: LabelElement[] = []
  for (let index = 0; index < shown; index += 1) {
    const container = cellArea(repeat, area, plan, index)
    const scope = { ...place.scope, item: entries[index], number: first + index + 1 }
    const cell = elementsOf(repeat.elements, { ...place, container, scope, list: repeat.list })
    if (!cell.ok) return cell
    made.push(...cell.value)
  }
  if (isTooLong)
    made.push(restOf(repeat, cellArea(repeat, area, plan, shown), entries.length - shown))
  return succeed(made)
}

/** "… +n" for the entries that are not shown. */
function restOf(repeat: RepeatElement, area: Area, left: number): LabelElement {
  const size = repeat.moreSize ?? 3
  return {
    ...{ kind: 'text', field: repeat.list, text: `… +${String(left)}`, ...area, size },
    ...{ minimumSize: Math.min(size, 1.5), weight: 'bold', align: 'left', verticalAlign: 'middle' },
    ...{ maximumLines: 1, overflow: 'refuse', ink: 'black' },
  } as const
}
