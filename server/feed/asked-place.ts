import type { FastifyRequest } from 'fastify'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import {
  changesPageLimit,
  changesQuery,
  readCursor,
  type Cursor,
} from '../../shared/protocol/feed.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'
import { hasNul, type Caller } from '../http/guards.ts'

/** A place in another warehouse than the station's own is one in another history. */
export function ownPlace({ warehouse }: Caller, cursor: Cursor): Cursor {
  return cursor.warehouse === warehouse ? cursor : { ...cursor, feedEpoch: '' }
}

/** The place and the limit that a request for changes or buckets names. */
export function readQuery(
  request: FastifyRequest,
): Result<{ readonly cursor: Cursor; readonly limit: number }, ApiFailure> {
  const parsed = changesQuery.safeParse(request.query)
  const cursor = parsed.success ? readCursor(parsed.data.cursor) : null
  if (!parsed.success || !cursor || hasNul(cursor.warehouse)) return fail(unreadableQuery)
  return succeed({ cursor, limit: parsed.data.limit })
}

const unreadableQuery = apiFailure(
  'malformed',
  'The query of the request cannot be read.',
  `Send cursor=epoch~warehouse~seq and, if wanted, limit from 1 to ${String(changesPageLimit)}.`,
)
