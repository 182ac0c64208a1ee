import type { FastifyInstance } from 'fastify'
import { productsRequest } from '../../shared/protocol/product.ts'
import { sendFailure } from '../http/failure.ts'
import { authenticateAdmin } from '../http/guards.ts'
import { readBody } from '../http/read-body.ts'
import { inTransaction } from '../requests/in-transaction.ts'
import type { Services } from '../services.ts'
import { changeProducts } from './change-products.ts'

/** `POST /v1/products`. */
export function addProductRoutes(
  application: FastifyInstance,
  { database, world, warehouse, adminToken }: Services,
): void {
  application.post('/v1/products', async (request, reply) => {
    const admin = authenticateAdmin(request, adminToken)
    if (!admin.ok) return sendFailure(reply, admin.error)
    const body = readBody(productsRequest, request.body, 'The list of articles')
    if (!body.ok) return sendFailure(reply, body.error)
    const place = { warehouse, now: world.now() }
    const done = await inTransaction(database, (transaction) =>
      changeProducts(transaction, place, body.value),
    )
    return done.ok ? reply.send(done.value) : sendFailure(reply, done.error)
  })
}
