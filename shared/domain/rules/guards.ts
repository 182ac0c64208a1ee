import type { Context } from '../decision.ts'
import type { Order } from '../order.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { fail, succeed, type Result } from '../result.ts'

/** Refuses work on an order that the centre holds or cancelled, or that waits for its exception to be resolved. */
export function guardOpen(order: Order | undefined): Result<Order, Refusal> {
  if (!order) return fail(refusal('unknown-order'))
  const { orderNumber } = order
  if (order.state === 'cancelled') return fail(refusal('cancelled', { orderNumber }))
  if (order.state === 'exception') return fail(refusal('exception', { orderNumber }))
  if (order.state === 'held' || order.holds.length > 0)
    return fail(refusal('held', { orderNumber, reason: order.holds[0]?.note ?? '' }))
  if (order.state === 'shipped') return fail(refusal('already-shipped', { orderNumber }))
  return succeed(order)
}

/** As `guardOpen`, and the order must be claimed by this very station: only the owner packs it (DESIGN 3). */
export function guardOwned(
  order: Order | undefined,
  context: Pick<Context, 'stationId'>,
): Result<Order, Refusal> {
  const open = guardOpen(order)
  if (!open.ok) return open
  const { orderNumber, claimedBy } = open.value
  if (claimedBy === null) return fail(refusal('not-claimed', { orderNumber }))
  if (claimedBy !== context.stationId)
    return fail(refusal('not-yours', { orderNumber, station: claimedBy }))
  return open
}
