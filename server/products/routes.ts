import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pictureTypes } from '../../shared/domain/product-picture.ts'
import { productsRequest } from '../../shared/protocol/product.ts'
import { sendFailure } from '../http/failure.ts'
import { authenticateAdmin, authenticateStation } from '../http/guards.ts'
import { readBody } from '../http/read-body.ts'
import { inTransaction } from '../requests/in-transaction.ts'
import type { Services } from '../services.ts'
import { changeProducts } from './change-products.ts'
import { findPicture, readPicture, setProductPicture } from './pictures.ts'

/** A photograph as a camera makes it: far too large, and told so in words that help. */
const pictureBodyLimit = 32 * 1_024 * 1_024

/** `POST /v1/products`, `POST /v1/products/:sku/picture`, `GET /v1/pictures/:hash`. */
export function addProductRoutes(application: FastifyInstance, services: Services): void {
  const { database, world, warehouse, adminToken } = services
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

  addPictureRoutes(application, services)
}

function addPictureRoutes(
  application: FastifyInstance,
  { database, world, warehouse, adminToken }: Services,
): void {
  application.addContentTypeParser(
    [...pictureTypes],
    { parseAs: 'buffer' },
    (_request, body, done) => {
      done(null, body)
    },
  )
  const path = '/v1/products/:sku/picture'
  const limited = { bodyLimit: pictureBodyLimit }
  application.post<{ Params: { sku: string } }>(path, limited, async (request, reply) => {
    const admin = authenticateAdmin(request, adminToken)
    if (!admin.ok) return sendFailure(reply, admin.error)
    const picture = readPicture(saysPicture(request) ? request.body : null)
    if (!picture.ok) return sendFailure(reply, picture.error)
    const place = { warehouse, now: world.now() }
    const done = await inTransaction(database, (transaction) =>
      setProductPicture(transaction, place, request.params.sku, picture.value),
    )
    return done.ok ? reply.send(done.value) : sendFailure(reply, done.error)
  })

  application.get<{ Params: { hash: string } }>('/v1/pictures/:hash', async (request, reply) => {
    const caller = await authenticateStation(database, request)
    if (!caller.ok) return sendFailure(reply, caller.error)
    const picture = await findPicture(database, request.params.hash)
    if (!picture.ok) return sendFailure(reply, picture.error)
    const { mediaType, bytes } = picture.value
    void reply.header('cache-control', 'private, max-age=31536000, immutable')
    return reply.type(mediaType).send(Buffer.from(bytes))
  })
}

/** Other content types have a parser too, and so a body. */
function saysPicture({ headers }: FastifyRequest): boolean {
  const [type] = (headers['content-type'] ?? '').toLowerCase().split(/[;\s]/)
  return pictureTypes.some((known) => known === type)
}
