import type { z } from 'zod'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { apiFailure, type ApiFailure } from './failure.ts'

/** Checks a body against its schema. The failure names the first field that is wrong. */
export function readBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  what: string,
): Result<z.infer<Schema>, ApiFailure> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return succeed(parsed.data)
  const [issue] = parsed.error.issues
  const field = issue?.path.map(String).join('.') ?? ''
  const cause = issue?.message ?? 'it has another shape'
  return fail(
    apiFailure(
      'malformed',
      `${what} cannot be read${field === '' ? '' : ` at ${field}`}: ${cause}.`,
      'Send it as the protocol describes it; update whichever side is older.',
    ),
  )
}
