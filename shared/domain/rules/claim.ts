import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import { refusal } from '../refusal.ts'
import { fail, succeed } from '../result.ts'
import { isBegun, isPackingBegun, stageOf } from '../stage.ts'
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

/**
 * Takes another station's order, which only a person can decide, with a reason. What that station has packed does not count: it
 * keeps the goods, and has to put them back. Once it has closed a box the order is packed, and nobody takes it over.
 */
export function takeOverOrder(
  facts: Facts,
  command: Extract<Command, { type: 'takeOverOrder' }>,
  context: Context,
): Ruling {
  const open = guardOpen(facts.order)
  if (!open.ok) return open
  const { orderNumber, claimedBy } = open.value
  const { stationId, operatorId } = context
  if (claimedBy === null || claimedBy === stationId) return claimOrder(facts, context)
  if (isPackingBegun(open.value) && stageOf(open.value) !== 'packed')
    return fail(refusal('already-packed-there', { orderNumber, station: claimedBy }))
  const reason = command.reason.trim()
  if (reason === '') return fail(refusal('take-over-needs-reason', { orderNumber }))
  const { approvedBy } = command
  const approval = approvedBy === undefined ? {} : { approvedBy }
  const body = { orderNumber, stationId, from: claimedBy, reason, ...approval, operatorId }
  return succeed({ events: [event('order.takenOver', body)], labels: [] })
}

/** Gives an order up that this station claimed and has not begun, whatever the centre wants of it meanwhile. */
export function putBackOrder(facts: Facts, context: Context): Ruling {
  const { order } = facts
  if (!order) return fail(refusal('unknown-order'))
  const { orderNumber, claimedBy } = order
  const { stationId, operatorId } = context
  if (claimedBy === null) return fail(refusal('not-claimed', { orderNumber }))
  if (claimedBy !== stationId)
    return fail(refusal('not-yours', { orderNumber, station: claimedBy }))
  if (isBegun(order)) return fail(refusal('already-begun', { orderNumber }))
  const putBack = event('order.putBack', { orderNumber, stationId, operatorId })
  return succeed({ events: [putBack], labels: [] })
}
