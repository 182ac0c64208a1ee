import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { succeed } from '../../shared/domain/result.ts'
import { readSnapshotQuery } from '../../shared/protocol/feed.ts'
import { apiFailure, sendFailure } from '../http/failure.ts'
import { authenticateStation, hasNul } from '../http/guards.ts'
import { sendNdjson } from '../http/ndjson.ts'
import type { Services } from '../services.ts'
import { ownPlace, readQuery } from './asked-place.ts'
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
      ? await resumeSnapshot(database, { ...mark, cursor: ownPlace(caller.value, mark.cursor) })
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
    const { station_id: stationId } = caller.value
    const page = await readChanges(services, ownPlace(caller.value, cursor), limit, stationId)
    if (!page.ok) return sendFailure(reply, page.error)
    return sendNdjson(request, reply, page.value.text)
  })
}

const unreadableMark = apiFailure(
  'malformed',
  'The place at which the snapshot should go on cannot be read.',
  'Send at, entity, key, had and rows together, or none of them for a new snapshot.',
)
