import type { FastifyInstance } from 'fastify'
import type { OrderChange } from '../../shared/domain/order-change.ts'
import {
  orderChangeNames,
  orderChangeRequest,
  orderChangeResponse,
  type OrderChangeRequest,
} from '../../shared/protocol/order-change.ts'
import { succeed } from '../../shared/domain/result.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { sendFailure } from '../http/failure.ts'
import { authenticateAdmin } from '../http/guards.ts'
import { readBody } from '../http/read-body.ts'
import { answerOnce } from '../requests/answer-once.ts'
import type { Services } from '../services.ts'
import { changeOrderNow, nextSplitNumber } from './change.ts'

/** `POST /v1/orders/:orderNumber/cancel`, `hold`, `release`, `address`, `split`; `GET /v1/returns` and `/v1/parked-orders`. */
export function addOrderRoutes(application: FastifyInstance, services: Services): void {
  for (const name of orderChangeNames) addChange(application, services, name)

  application.get('/v1/parked-orders', async (request, reply) => {
    const admin = authenticateAdmin(request, services.adminToken)
    if (!admin.ok) return sendFailure(reply, admin.error)
    const orders = await services.database
      .selectFrom('parked_orders')
      .select(['order_number as orderNumber', 'cause', 'parked_at as parkedAt'])
      .where('warehouse', '=', services.warehouse)
      .orderBy('parked_at')
      .orderBy('order_number')
      .execute()
    return reply.send({ orders })
  })

  application.get('/v1/returns', async (request, reply) => {
    const admin = authenticateAdmin(request, services.adminToken)
    if (!admin.ok) return sendFailure(reply, admin.error)
    const returns = await services.database
      .selectFrom('returns')
      .select(['order_number as orderNumber', 'reason', 'opened_at as openedAt'])
      .where('warehouse', '=', services.warehouse)
      .orderBy('opened_at')
      .orderBy('order_number')
      .execute()
    return reply.send({ returns })
  })
}

function addChange(
  application: FastifyInstance,
  { database, world, warehouse, adminToken }: Services,
  name: (typeof orderChangeNames)[number],
): void {
  const path = `/v1/orders/:orderNumber/${name}`
  application.post<{ Params: { orderNumber: string } }>(path, async (request, reply) => {
    const admin = authenticateAdmin(request, adminToken)
    if (!admin.ok) return sendFailure(reply, admin.error)
    const named: unknown = { ...Object(request.body), change: name }
    const body = readBody(orderChangeRequest, named, 'The change')
    if (!body.ok) return sendFailure(reply, body.error)
    const { orderNumber } = request.params
    const { requestId, ...asked } = body.value
    const place = { warehouse, now: world.now() }
    const once = { scope: 'office', requestId, asked: { orderNumber, ...asked }, now: place.now }
    const answer = await answerOnce(database, once, orderChangeResponse, async (transaction) => {
      const change = await changeFrom(transaction, warehouse, orderNumber, body.value)
      return succeed(await changeOrderNow(transaction, place, orderNumber, change))
    })
    return answer.ok ? reply.send(answer.value) : sendFailure(reply, answer.error)
  })
}

/** What a request asks for, in the words of the rules. */
async function changeFrom(
  transaction: DatabaseTransaction,
  warehouse: string,
  orderNumber: string,
  asked: OrderChangeRequest,
): Promise<OrderChange> {
  switch (asked.change) {
    case 'cancel':
      return { type: 'cancel' }
    case 'hold':
      return { type: 'hold', code: asked.code, note: asked.note }
    case 'release':
      return { type: 'release', code: asked.code }
    case 'address':
      return { type: 'changeAddress', recipient: asked.recipient }
    case 'split': {
      const newOrderNumber = await nextSplitNumber(transaction, warehouse, orderNumber)
      return { type: 'split', newOrderNumber, lines: asked.lines }
    }
  }
}
