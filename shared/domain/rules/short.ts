import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import { isFullyPicked, type Order, type OrderLine } from '../order.ts'
import { refusal } from '../refusal.ts'
import { fail, succeed } from '../result.ts'
import { guardOwned } from './guards.ts'

/**
 * The bin does not hold what a line still needs. The order waits on hold until the office has decided: it can release it when there are
 * goods again, split off what is missing, or cancel. What is packed stays packed.
 */
export function shortLine(
  facts: Facts,
  command: Extract<Command, { type: 'shortLine' }>,
  context: Context,
): Ruling {
  const owned = guardOwned(facts.order, context)
  if (!owned.ok) return owned
  const { orderNumber, lines } = owned.value
  const { lineId } = command
  const line = lines.find((candidate) => candidate.lineId === lineId)
  const quantity = line ? line.quantity - found(owned.value, line) : 0
  if (quantity <= 0) return fail(refusal('already-complete', { orderNumber }))
  const { operatorId } = context
  const fact = event('line.short', { orderNumber, lineId, quantity, operatorId })
  return succeed({ events: [fact], labels: [] })
}

/** While the walk lasts, units in the tote are not missing though they are in no box; behind it, only what is in a box is there. */
function found(order: Order, { picked, packed }: OrderLine): number {
  return isFullyPicked(order) ? packed : Math.max(picked, packed)
}
