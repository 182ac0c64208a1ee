import { join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { changesPageLimit, readCursor, type Cursor } from '../../shared/protocol/feed.ts'
import { apiFailure, sendFailure, type ApiFailure } from '../http/failure.ts'
import { authenticateStation, hasNul } from '../http/guards.ts'
import { sendNdjson } from '../http/ndjson.ts'
import type { Services } from '../services.ts'
import { readChanges } from './changes.ts'
import { writeSnapshot } from './snapshot.ts'
import { spool } from './spool.ts'

/** `GET /v1/snapshot` and `GET /v1/changes?cursor=…&limit=…`. */
export function addFeedRoutes(application: FastifyInstance, services: Services): void {
  const { database, world, temporaryDirectory } = services

  application.get('/v1/snapshot', async (request, reply) => {
    const caller = await authenticateStation(database, request)
    if (!caller.ok) return sendFailure(reply, caller.error)
    const { warehouse } = caller.value
    const name = `holdfast-snapshot-${Buffer.from(world.randomBytes(12)).toString('hex')}`
    const body = spool(join(temporaryDirectory, name), (write) =>
      writeSnapshot(database, warehouse, write),
    )
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
    )
    if (!page.ok) return sendFailure(reply, page.error)
    return sendNdjson(request, reply, page.value.text)
  })
}

const query = z.object({
  cursor: z.string(),
  limit: z.coerce.number().int().min(1).max(changesPageLimit).default(changesPageLimit),
})

function readQuery(
  request: FastifyRequest,
): Result<{ readonly cursor: Cursor; readonly limit: number }, ApiFailure> {
  const parsed = query.safeParse(request.query)
  const cursor = parsed.success ? readCursor(parsed.data.cursor) : null
  if (!parsed.success || !cursor || hasNul(cursor.warehouse)) return fail(unreadableQuery)
  return succeed({ cursor, limit: parsed.data.limit })
}

const unreadableQuery = apiFailure(
  'malformed',
  'The query of the request cannot be read.',
  `Send cursor=epoch~warehouse~seq and, if wanted, limit from 1 to ${String(changesPageLimit)}.`,
)
