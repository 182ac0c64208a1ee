import type { FastifyInstance } from 'fastify'
import {
  enrolRequest,
  type EnrolResponse,
  type StationsResponse,
  type StatusResponse,
} from '../../shared/protocol/station.ts'
import { supportedProtocolVersions } from '../../shared/protocol/version.ts'
import { readHead } from '../feed/publish.ts'
import { apiFailure, sendFailure } from '../http/failure.ts'
import { authenticateAdmin, authenticateStation, checkProtocol, hasNul } from '../http/guards.ts'
import { readBody } from '../http/read-body.ts'
import type { Services } from '../services.ts'
import { enrolStation } from './enrol.ts'
import { createPairingCode } from './pairing-codes.ts'

/** `GET /v1/status`, `GET /v1/stations`, `POST /v1/pairing-codes`, `POST /v1/stations/enrol`. */
export function addStationRoutes(application: FastifyInstance, services: Services): void {
  const { database, world, warehouse, adminToken } = services

  application.get('/v1/status', async (): Promise<StatusResponse> => {
    const { feedEpoch, seq } = await readHead(database, warehouse)
    const protocol = [...supportedProtocolVersions]
    const serverTime = world.now().toISOString()
    return { service: 'holdfast-centre', protocol, serverTime, feedEpoch, head: seq }
  })

  application.get('/v1/stations', async (request, reply) => {
    const caller = await authenticateStation(database, request)
    if (!caller.ok) return sendFailure(reply, caller.error)
    const rows = await database
      .selectFrom('stations')
      .select(['station_id', 'station_name'])
      .where('warehouse', '=', caller.value.warehouse)
      .execute()
    const stations = rows.map(({ station_id: stationId, station_name: stationName }) => {
      return { stationId, stationName }
    })
    return { stations } satisfies StationsResponse
  })

  application.post('/v1/pairing-codes', async (request, reply) => {
    const admin = authenticateAdmin(request, adminToken)
    if (!admin.ok) return sendFailure(reply, admin.error)
    return reply.code(201).send(await createPairingCode(database, world, warehouse))
  })

  application.post('/v1/stations/enrol', async (request, reply) => {
    const protocol = checkProtocol(request)
    if (!protocol.ok) return sendFailure(reply, protocol.error)
    const body = readBody(enrolRequest, request.body, 'The enrolment')
    if (!body.ok) return sendFailure(reply, body.error)
    if (hasNul(body.value.stationName)) return sendFailure(reply, unusableName)
    const enrolled = await enrolStation(database, world, body.value)
    if (!enrolled.ok) return sendFailure(reply, enrolled.error)
    return reply.code(201).send(enrolled.value satisfies EnrolResponse)
  })
}

const unusableName = apiFailure(
  'malformed',
  'The station name holds the sign U+0000.',
  'Choose another name.',
)
