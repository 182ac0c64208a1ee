import type { FastifyInstance } from 'fastify'
import { leaseRequest, leaseResponse, type CarriersResponse } from '../../shared/protocol/lease.ts'
import { carrierDocument, type WaybillDocumentResponse } from '../../shared/protocol/rows.ts'
import { sendFailure } from '../http/failure.ts'
import { authenticateAdmin, authenticateAs, authenticateStation } from '../http/guards.ts'
import { readBody } from '../http/read-body.ts'
import { answerOnce } from '../requests/answer-once.ts'
import type { Services } from '../services.ts'
import { allCarriers } from './carriers.ts'
import { grantLease, reportLeases } from './leases.ts'
import { setWaybillDocument } from './waybill-document.ts'

/** `POST /v1/waybills/:waybillNumber/document`, `GET /v1/carriers`, `POST /v1/stations/:stationId/leases`, `GET /v1/leases`. */
export function addCarrierRoutes(application: FastifyInstance, services: Services): void {
  const { database, world, adminToken } = services

  application.get('/v1/carriers', async (request, reply) => {
    const caller = await authenticateStation(database, request)
    if (!caller.ok) return sendFailure(reply, caller.error)
    const carriers = allCarriers().map(({ code, name, numbering }) => {
      return { carrier: code, name, numbering: numbering.kind }
    })
    return reply.send({ carriers } satisfies CarriersResponse)
  })

  const path = '/v1/stations/:stationId/leases'
  application.post<{ Params: { stationId: string } }>(path, async (request, reply) => {
    const { stationId } = request.params
    const caller = await authenticateAs(database, request, stationId)
    if (!caller.ok) return sendFailure(reply, caller.error)
    const body = readBody(leaseRequest, request.body, 'The lease')
    if (!body.ok) return sendFailure(reply, body.error)
    const { requestId, ...asked } = body.value
    const now = world.now()
    const once = { scope: `${stationId} leases`, requestId, asked, now }
    const answer = await answerOnce(database, once, leaseResponse, (transaction) =>
      grantLease(transaction, stationId, asked, now),
    )
    return answer.ok ? reply.send(answer.value) : sendFailure(reply, answer.error)
  })

  addDocumentRoute(application, services)

  application.get('/v1/leases', async (request, reply) => {
    const admin = authenticateAdmin(request, adminToken)
    if (!admin.ok) return sendFailure(reply, admin.error)
    return reply.send({ leases: await reportLeases(database) })
  })
}

function addDocumentRoute(
  application: FastifyInstance,
  { database, world, warehouse, adminToken }: Services,
): void {
  const documentPath = '/v1/waybills/:waybillNumber/document'
  application.post<{ Params: { waybillNumber: string } }>(documentPath, async (request, reply) => {
    const admin = authenticateAdmin(request, adminToken)
    if (!admin.ok) return sendFailure(reply, admin.error)
    const body = readBody(carrierDocument, request.body, 'The document')
    if (!body.ok) return sendFailure(reply, body.error)
    const place = { warehouse, now: world.now() }
    const { waybillNumber } = request.params
    const done = await database
      .transaction()
      .execute((transaction) => setWaybillDocument(transaction, place, waybillNumber, body.value))
    if (!done.ok) return sendFailure(reply, done.error)
    return reply.send({ feedSeq: done.value.seq } satisfies WaybillDocumentResponse)
  })
}
