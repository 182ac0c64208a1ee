import type { z } from 'zod'

/** One thing that is wrong in a settings file, and what to do about it. */
export interface SettingsProblem {
  /** Path of the field, for example `scanners[0].baudRate`; empty = the file as a whole. */
  readonly field: string
  readonly cause: string
  readonly remedy: string
}

/**
 * Why a settings file cannot be used. `not-json` and `invalid`: its text; `newer-version`: written by a newer program;
 * `unreadable` and `unwritable`: the disk said no. The file is never replaced.
 */
export interface SettingsFault {
  readonly code: 'not-json' | 'invalid' | 'newer-version' | 'unreadable' | 'unwritable'
  readonly file: string
  readonly problems: readonly SettingsProblem[]
}

/** The fault as one text for a person: file, field, cause and remedy, one problem a line. */
export function describeSettingsFault(fault: SettingsFault): string {
  const lines = fault.problems.map(
    ({ field, cause, remedy }) => `${field === '' ? '' : `${field}: `}${cause}. ${remedy}`,
  )
  return [`${fault.file} cannot be used.`, ...lines].join('\n')
}

/** The problems that a schema found. */
export function problemsOf(error: z.ZodError): readonly SettingsProblem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, issue.path))
}

function problemsOfIssue(
  issue: z.core.$ZodIssue,
  path: readonly PropertyKey[],
): readonly SettingsProblem[] {
  const field = fieldName(path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: fieldName([...path, key]),
      cause: 'there is no such field',
      remedy: 'Correct its spelling or remove it.',
    }))
  }
  if (issue.code === 'invalid_union') {
    const nearest = nearestAlternative(issue.errors)
    if (nearest) return nearest.flatMap((inner) => problemsOfIssue(inner, [...path, ...inner.path]))
  }
  const missing = issue.code !== 'custom' && 'input' in issue && issue.input === undefined
  return [
    {
      field,
      cause: missing ? 'the field is missing' : lowerFirst(issue.message),
      remedy: 'Correct it and start again; the README shows a complete example.',
    },
  ]
}

/** Of several allowed shapes, the one that the value came closest to: it got furthest into the value. */
function nearestAlternative(
  alternatives: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] | undefined {
  return alternatives.find((issues) => issues.every((issue) => issue.path.length > 0))
}

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
