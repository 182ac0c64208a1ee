import type { z } from 'zod'

/** One thing that is wrong in a piece of JSON. */
export interface SchemaProblem {
  /** Path of the field, for example `scanners[0].baudRate`; empty = the whole. */
  readonly field: string
  readonly cause: string
  /** Whether the field is unknown, so that it is its name that needs correcting. */
  readonly isUnknownField: boolean
}

/** What a schema found, every problem with the path of its field. */
export function problemsOf(error: z.ZodError): readonly SchemaProblem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, issue.path))
}

function problemsOfIssue(
  issue: z.core.$ZodIssue,
  path: readonly PropertyKey[],
): readonly SchemaProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: fieldName([...path, key]),
      cause: 'there is no such field',
      isUnknownField: true,
    }))
  if (issue.code === 'invalid_union') {
    const nearest = nearestAlternative(issue.errors)
    if (nearest) return nearest.flatMap((inner) => problemsOfIssue(inner, [...path, ...inner.path]))
  }
  const missing = issue.code !== 'custom' && 'input' in issue && issue.input === undefined
  const cause = missing ? 'the field is missing' : lowerFirst(issue.message)
  return [{ field: fieldName(path), cause, isUnknownField: false }]
}

/** Of several allowed shapes, the one that the value came closest to: it got furthest into the value. */
function nearestAlternative(
  alternatives: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] | undefined {
  return alternatives.find((issues) => issues.every((issue) => issue.path.length > 0))
}

/** A path as people write it: `scanners[0].port`. */
function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`,
    )
    .join('')
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
