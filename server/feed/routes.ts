import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import {
  changesPageLimit,
  changesQuery,
  readCursor,
  readSnapshotQuery,
  type Cursor,
} from '../../shared/protocol/feed.ts'
import { apiFailure, sendFailure, type ApiFailure } from '../http/failure.ts'
import { authenticateStation, hasNul } from '../http/guards.ts'
import { sendNdjson } from '../http/ndjson.ts'
import type { Services } from '../services.ts'
import { readChanges } from './changes.ts'
import { resumeSnapshot, snapshotText, startSnapshot } from './snapshot.ts'

/** `GET /v1/snapshot[?at=…]` and `GET /v1/changes?cursor=…&limit=…`. */
export function addFeedRoutes(application: FastifyInstance, services: Services): void {
  const { database } = services

  application.get('/v1/snapshot', async (request, reply) => {
    const caller = await authenticateStation(database, request)
    if (!caller.ok) return sendFailure(reply, caller.error)
    const { warehouse, station_id: stationId } = caller.value
    const mark = readSnapshotQuery(request.query)
    if (mark === undefined || (mark && hasNul(mark.key))) return sendFailure(reply, unreadableMark)
    const start = mark
      ? await resumeSnapshot(database, warehouse, mark)
      : succeed(await startSnapshot(database, warehouse, stationId))
    if (!start.ok) return sendFailure(reply, start.error)
    const body = Readable.from(snapshotText(database, start.value), { objectMode: false })
    return sendNdjson(request, reply, body)
  })

  application.get('/v1/changes', async (request, reply) => {
    const caller = await authenticateStation(database, request)
    if (!caller.ok) return sendFailure(reply, caller.error)
    const asked = readQuery(request)
    if (!asked.ok) return sendFailure(reply, asked.error)
    const { cursor, limit } = asked.value
    const isOwn = cursor.warehouse === caller.value.warehouse
    const page = await readChanges(
      database,
      { ...cursor, feedEpoch: isOwn ? cursor.feedEpoch : '' },
      limit,
      caller.value.station_id,
    )
    if (!page.ok) return sendFailure(reply, page.error)
    return sendNdjson(request, reply, page.value.text)
  })
}

function readQuery(
  request: FastifyRequest,
): Result<{ readonly cursor: Cursor; readonly limit: number }, ApiFailure> {
  const parsed = changesQuery.safeParse(request.query)
  const cursor = parsed.success ? readCursor(parsed.data.cursor) : null
  if (!parsed.success || !cursor || hasNul(cursor.warehouse)) return fail(unreadableQuery)
  return succeed({ cursor, limit: parsed.data.limit })
}

const unreadableMark = apiFailure(
  'malformed',
  'The place at which the snapshot should go on cannot be read.',
  'Send at, entity, key, had and rows together, or none of them for a new snapshot.',
)

const unreadableQuery = apiFailure(
  'malformed',
  'The query of the request cannot be read.',
  `Send cursor=epoch~warehouse~seq and, if wanted, limit from 1 to ${String(changesPageLimit)}.`,
)
