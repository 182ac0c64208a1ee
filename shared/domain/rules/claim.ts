import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import { refusal } from '../refusal.ts'
import { fail, succeed } from '../result.ts'
import { guardOpen } from './guards.ts'

/** Takes an order onto this station. Claiming what one already has changes nothing and is no refusal. */
export function claimOrder(facts: Facts, context: Context): Ruling {
  const open = guardOpen(facts.order)
  if (!open.ok) return open
  const { orderNumber, claimedBy } = open.value
  if (claimedBy === context.stationId) return succeed({ events: [], labels: [] })
  if (claimedBy !== null) return fail(refusal('not-yours', { orderNumber, station: claimedBy }))
  const { stationId, operatorId } = context
  const claimed = event('order.claimed', { orderNumber, stationId, operatorId })
  return succeed({ events: [claimed], labels: [] })
}
