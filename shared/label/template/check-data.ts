import { z } from 'zod'
import { problemsOf, type SchemaProblem } from '../../check/schema-problems.ts'
import { fail, succeed, type Result } from '../../domain/result.ts'
import type { DataField } from './data-field.ts'
import type { LabelTemplate } from './template.ts'

/** What a template asks for as a JSON schema; a field that it does not name is refused, because it may be misspelt. */
export function dataJsonSchema(template: LabelTemplate): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${template.title.en} (${template.name})`,
    ...closed(template.data),
    examples: [template.sample],
  }
}

function closed(field: DataField): Record<string, unknown> {
  if (field.type === 'array') return { ...field, items: closed(field.items) }
  if (field.type !== 'object') return { ...field }
  const properties = Object.entries(field.properties).map(([name, each]) => [name, closed(each)])
  return {
    ...field,
    properties: Object.fromEntries(properties) as Record<string, unknown>,
    additionalProperties: false,
  }
}

/** Checks data against what a template asks for; the same check for every label of that template. */
export type DataCheck = (
  data: unknown,
) => Result<Readonly<Record<string, unknown>>, readonly SchemaProblem[]>

/** Makes the check of a template. What is left out and has a default comes out filled in. */
export function dataCheckOf(template: LabelTemplate): DataCheck {
  const schema = z.fromJSONSchema(closed(template.data))
  return (data) => {
    const checked = schema.safeParse(data, { reportInput: true })
    if (!checked.success) return fail(problemsOf(checked.error))
    return succeed(checked.data as Readonly<Record<string, unknown>>)
  }
}
