import { problemsOf, type SchemaProblem } from '../../check/schema-problems.ts'
import { fail, succeed, type Result } from '../../domain/result.ts'
import { readPicture } from '../picture.ts'
import { parseText } from './binding.ts'
import { dataCheckOf } from './check-data.ts'
import { conditionList } from './condition.ts'
import { fieldAt, type KnownNames } from './data-path.ts'
import { formats } from './formats.ts'
import { capacityOf } from './cells.ts'
import { areaIn } from './place.ts'
import { labelTemplate, type LabelTemplate } from './template.ts'
import type { RepeatElement, TemplateElement } from './template-element.ts'
import type { Area } from '../document.ts'

/**
 * Reads a template from parsed JSON. Beyond its form, everything that a person can get wrong is checked here and not at
 * the printer: every field, format and list exists, cells fit their place, pictures are pictures, and the sample is data
 * that the template takes. Every problem names its field in the file.
 */
export function readTemplate(json: unknown): Result<LabelTemplate, readonly SchemaProblem[]> {
  const parsed = labelTemplate.safeParse(json, { reportInput: true })
  if (!parsed.success) return fail(problemsOf(parsed.error))
  const template = parsed.data
  const { width, height, margin, data, elements } = template
  const room = { x: 0, y: 0, width: width - 2 * margin, height: height - 2 * margin }
  const names: KnownNames = { data, item: null }
  const problems = [
    ...elementProblems(elements, 'elements', names, room),
    ...sampleProblems(template),
  ]
  return problems.length > 0 ? fail(problems) : succeed(template)
}

function problem(field: string, cause: string): SchemaProblem {
  return { field, cause, isUnknownField: false }
}

function sampleProblems(template: LabelTemplate): readonly SchemaProblem[] {
  const checked = dataCheckOf(template)(template.sample)
  if (checked.ok) return []
  return checked.error.map(({ field, cause }) => problem(`sample.${field}`, cause))
}

function elementProblems(
  elements: readonly TemplateElement[],
  at: string,
  names: KnownNames,
  container: Area,
): readonly SchemaProblem[] {
  return elements.flatMap((element, index) => {
    const place = `${at}[${String(index)}]`
    const area = element.kind === 'line' ? container : areaIn(container, element)
    return [
      ...conditionProblems(element, place, names),
      ...textProblems(element, place, names),
      ...(area.width <= 0 || area.height <= 0
        ? [problem(place, 'nothing is left of its place')]
        : []),
      ...(element.kind === 'group'
        ? elementProblems(element.elements, `${place}.elements`, names, area)
        : []),
      ...(element.kind === 'repeat' ? repeatProblems(element, place, names, area) : []),
    ]
  })
}

function conditionProblems(
  element: TemplateElement,
  place: string,
  names: KnownNames,
): readonly SchemaProblem[] {
  return conditionList(element.when).flatMap(({ path }) =>
    fieldAt(names, path) ? [] : [problem(`${place}.when.path`, `the data have no field "${path}"`)],
  )
}

function textProblems(
  element: TemplateElement,
  place: string,
  names: KnownNames,
): readonly SchemaProblem[] {
  if (element.kind === 'picture') return pictureProblems(element.pbm, `${place}.pbm`, names)
  if (!('text' in element)) return []
  return partProblems(element.text, `${place}.text`, names)
}

function pictureProblems(source: string, at: string, names: KnownNames): readonly SchemaProblem[] {
  if (source.startsWith('{')) return partProblems(source, at, names)
  const read = readPicture(source)
  return read.ok ? [] : [problem(at, 'expected a binary PBM file in base64')]
}

function partProblems(text: string, at: string, names: KnownNames): readonly SchemaProblem[] {
  const parts = parseText(text)
  if (!parts) return [problem(at, 'a brace stands alone; write {{ or }} for a brace')]
  return parts.flatMap((part) => {
    if (part.kind === 'words') return []
    const { path, format } = part
    const subject = fieldAt(names, path)
    if (!subject) return [problem(at, `the data have no field "${path}"`)]
    if (format === null)
      return subject === 'text' || subject === 'number'
        ? []
        : [problem(at, `"${path}" is no text; a list needs the format count or sum`)]
    const known = formats.get(format)
    if (!known) return [problem(at, `there is no format "${format}"`)]
    return known.subject === subject ? [] : [problem(at, `"${path}" has no format "${format}"`)]
  })
}

function repeatProblems(
  repeat: RepeatElement,
  place: string,
  names: KnownNames,
  area: Area,
): readonly SchemaProblem[] {
  const list = fieldAt(names, repeat.list)
  if (list !== 'list') return [problem(`${place}.list`, `the data have no list "${repeat.list}"`)]
  if (names.item) return [problem(place, 'a list inside a list cannot be printed')]
  if (capacityOf(repeat, area.height) < 1)
    return [problem(`${place}.rowHeight`, 'not one row fits')]
  const inner = { ...names, item: repeat.list }
  const cell = { ...area, height: repeat.rowHeight }
  return elementProblems(repeat.elements, `${place}.elements`, inner, cell)
}
