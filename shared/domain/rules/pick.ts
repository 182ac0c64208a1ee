import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import type { Order, OrderLine } from '../order.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { fail, succeed, type Result } from '../result.ts'
import { guardOwned } from './guards.ts'

/** Which of a line's two counts a scan is meant to raise. */
export type CountedStep = 'picked' | 'packed'

/**
 * Finds the line that a unit of this SKU belongs to. The same SKU can stand in several lines of one order; the first
 * with room takes it. Refuses a SKU that the order does not have, and more than the order asks for.
 */
export function lineWithRoom(
  order: Order,
  wanted: { readonly sku: string; readonly quantity: number },
  step: CountedStep,
): Result<OrderLine, Refusal> {
  const { orderNumber } = order
  const lines = order.lines.filter((line) => line.sku === wanted.sku)
  if (lines.length === 0) return fail(refusal('wrong-item', { orderNumber, sku: wanted.sku }))
  const line = lines.find((candidate) => candidate[step] + wanted.quantity <= candidate.quantity)
  if (line) return succeed(line)
  const room = lines.reduce((sum, candidate) => sum + candidate.quantity - candidate[step], 0)
  const ordered = lines.reduce((sum, candidate) => sum + candidate.quantity, 0)
  const data = { orderNumber, sku: wanted.sku, name: lines[0]?.name ?? '', ordered, room }
  return fail(refusal('over-quantity', data))
}

/** Counts units as taken from their bin. */
export function pickItem(
  facts: Facts,
  command: Extract<Command, { type: 'pickItem' }>,
  context: Context,
): Ruling {
  const owned = guardOwned(facts.order, context)
  if (!owned.ok) return owned
  const line = lineWithRoom(owned.value, command, 'picked')
  if (!line.ok) return line
  const { orderNumber } = owned.value
  const { lineId } = line.value
  const { quantity } = command
  const { operatorId } = context
  const picked = event('line.picked', { orderNumber, lineId, quantity, operatorId })
  return succeed({ events: [picked], labels: [] })
}
