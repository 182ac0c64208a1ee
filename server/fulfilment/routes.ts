import type { FastifyInstance } from 'fastify'
import { succeed } from '../../shared/domain/result.ts'
import type { BinCountsResponse } from '../../shared/protocol/bin-count.ts'
import { waveRequest, waveResponse } from '../../shared/protocol/wave.ts'
import { pushRequest, type PushResponse } from '../../shared/protocol/push.ts'
import { sendFailure, type ApiFailure } from '../http/failure.ts'
import { authenticateAdmin, authenticateAs } from '../http/guards.ts'
import { readBody } from '../http/read-body.ts'
import type { Services } from '../services.ts'
import { answerOnce } from '../requests/answer-once.ts'
import { readCounts } from './bin-counts.ts'
import { receivePush } from './push.ts'
import { claimWave } from './waves.ts'

/** 500 of the largest frames that a bench writes fit several times. */
const bodyLimit = 8 * 1024 * 1024

/** `POST /v1/stations/:stationId/events` and `/waves`; `GET /v1/bins/counts`. */
export function addFulfilmentRoutes(application: FastifyInstance, services: Services): void {
  const { database, world } = services
  const path = '/v1/stations/:stationId/events'
  application.post<{ Params: { stationId: string } }>(
    path,
    { bodyLimit },
    async (request, reply) => {
      const { stationId } = request.params
      const refuse = (failure: ApiFailure): Promise<void> => {
        const named = JSON.stringify(stationId.slice(0, 64))
        world.announce(`Push for ${named} refused: ${failure.error.code}: ${failure.error.message}`)
        return sendFailure(reply, failure)
      }
      const caller = await authenticateAs(database, request, stationId)
      if (!caller.ok) return refuse(caller.error)
      const body = readBody(pushRequest, request.body, 'The push')
      if (!body.ok) return refuse(body.error)
      const received = await receivePush(
        database,
        world.now(),
        stationId,
        body.value,
        world.announce,
      )
      if (!received.ok) return refuse(received.error)
      return reply.send(received.value satisfies PushResponse)
    },
  )
  addWaveRoute(application, services)
  addCountsRoute(application, services)
}

function addCountsRoute(
  application: FastifyInstance,
  { database, warehouse, adminToken }: Services,
): void {
  application.get('/v1/bins/counts', async (request, reply) => {
    const admin = authenticateAdmin(request, adminToken)
    if (!admin.ok) return sendFailure(reply, admin.error)
    const counts = await readCounts(database, warehouse)
    return reply.send({ counts: [...counts] } satisfies BinCountsResponse)
  })
}

function addWaveRoute(application: FastifyInstance, { database, world }: Services): void {
  const path = '/v1/stations/:stationId/waves'
  application.post<{ Params: { stationId: string } }>(path, async (request, reply) => {
    const { stationId } = request.params
    const caller = await authenticateAs(database, request, stationId)
    if (!caller.ok) return sendFailure(reply, caller.error)
    const body = readBody(waveRequest, request.body, 'The wave')
    if (!body.ok) return sendFailure(reply, body.error)
    const { requestId, ...asked } = body.value
    const place = { warehouse: caller.value.warehouse, now: world.now() }
    const once = { scope: `${stationId} waves`, requestId, asked, now: place.now }
    const answer = await answerOnce(database, once, waveResponse, async (transaction) =>
      succeed(await claimWave(transaction, place, stationId, asked)),
    )
    return answer.ok ? reply.send(answer.value) : sendFailure(reply, answer.error)
  })
}
