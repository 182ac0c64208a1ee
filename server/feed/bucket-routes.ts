import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bucketCount, sumText } from '../../shared/domain/row-sum.ts'
import { succeed, type Result } from '../../shared/domain/result.ts'
import type { BucketsResponse, Cursor } from '../../shared/protocol/feed.ts'
import type { Database } from '../database/tables.ts'
import { apiFailure, sendFailure, type ApiFailure } from '../http/failure.ts'
import { authenticateStation } from '../http/guards.ts'
import { sendCompressed, sendNdjson } from '../http/ndjson.ts'
import type { Services } from '../services.ts'
import { ownPlace, readQuery } from './asked-place.ts'
import { bucketText } from './bucket-rows.ts'
import { readPlace } from './place.ts'

/** `GET /v1/buckets?cursor=…` and `GET /v1/buckets/:bucket?cursor=…`. */
export function addBucketRoutes(application: FastifyInstance, services: Services): void {
  const { database, ledger } = services

  application.get('/v1/buckets', async (request, reply) => {
    const cursor = await askedPlace(database, request)
    if (!cursor.ok) return sendFailure(reply, cursor.error)
    const sums = await ledger.countedAt(cursor.value)
    const buckets = sums.all().map((sum) => ({ rows: sum.rows, sum: sumText(sum) }))
    const answer = { cursor: cursor.value, buckets } satisfies BucketsResponse
    return sendCompressed(request, reply, 'application/json', JSON.stringify(answer))
  })

  application.get<{ Params: { bucket: string } }>('/v1/buckets/:bucket', async (request, reply) => {
    const cursor = await askedPlace(database, request)
    if (!cursor.ok) return sendFailure(reply, cursor.error)
    const bucket = Number(request.params.bucket)
    if (!Number.isInteger(bucket) || bucket < 0 || bucket >= bucketCount)
      return sendFailure(reply, noSuchBucket)
    return sendNdjson(request, reply, await bucketText(database, cursor.value, bucket))
  })
}

/** The place that a request names, when its sender may read there and it is kept. */
async function askedPlace(
  database: Database,
  request: FastifyRequest,
): Promise<Result<Cursor, ApiFailure>> {
  const caller = await authenticateStation(database, request)
  if (!caller.ok) return caller
  const asked = readQuery(request)
  if (!asked.ok) return asked
  const place = ownPlace(caller.value, asked.value.cursor)
  const kept = await readPlace(database, place)
  return kept.ok ? succeed(place) : kept
}

const noSuchBucket = apiFailure(
  'not-found',
  'There is no such bucket.',
  `Buckets are numbered from 0 to ${String(bucketCount - 1)}.`,
)
