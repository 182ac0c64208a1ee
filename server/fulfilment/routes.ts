import type { FastifyInstance } from 'fastify'
import { pushRequest, type PushResponse } from '../../shared/protocol/push.ts'
import { sendFailure, type ApiFailure } from '../http/failure.ts'
import { authenticateAs } from '../http/guards.ts'
import { readBody } from '../http/read-body.ts'
import type { Services } from '../services.ts'
import { receivePush } from './push.ts'

/** 500 of the largest frames that a bench writes fit several times. */
const bodyLimit = 8 * 1024 * 1024

/** `POST /v1/stations/:stationId/events`. */
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
      const received = await receivePush(database, world.now(), stationId, body.value)
      if (!received.ok) return refuse(received.error)
      return reply.send(received.value satisfies PushResponse)
    },
  )
}
