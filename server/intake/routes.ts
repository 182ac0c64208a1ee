import type { FastifyInstance } from 'fastify'
import { apiFailure, sendFailure } from '../http/failure.ts'
import { authenticateAdmin } from '../http/guards.ts'
import type { Services } from '../services.ts'
import { importOrders, type ImportReport } from './import-orders.ts'

/** Half a million lines of *Online Retail*. */
const bodyLimit = 64 * 1024 * 1024

/** `POST /v1/intake/orders.csv`. */
export function addIntakeRoutes(application: FastifyInstance, services: Services): void {
  const { database, world, warehouse, adminToken } = services
  application.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body)
  })
  application.post('/v1/intake/orders.csv', { bodyLimit }, async (request, reply) => {
    const admin = authenticateAdmin(request, adminToken)
    if (!admin.ok) return sendFailure(reply, admin.error)
    if (!(request.body instanceof Uint8Array)) return sendFailure(reply, noCsv)
    const imported = await importOrders(database, { warehouse, now: world.now() }, request.body)
    if (!imported.ok) return sendFailure(reply, imported.error)
    return reply.send(imported.value satisfies ImportReport)
  })
}

const noCsv = apiFailure(
  'malformed',
  'The request carries no CSV.',
  'Send the file as the body, with the content type text/csv.',
)
