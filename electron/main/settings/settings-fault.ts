import type { z } from 'zod'
import { problemsOf } from '../../../shared/check/schema-problems.ts'

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
export function settingsProblemsOf(error: z.ZodError): readonly SettingsProblem[] {
  return problemsOf(error).map(({ field, cause, isUnknownField }) => ({
    field,
    cause,
    remedy: isUnknownField
      ? 'Correct its spelling or remove it.'
      : 'Correct it and start again; the README shows a complete example.',
  }))
}
