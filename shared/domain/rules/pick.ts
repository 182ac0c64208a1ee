import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import type { Order, OrderLine } from '../order.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { fail, succeed, type Result } from '../result.ts'
import { expiredUnits } from './expiry.ts'
import { guardOwned } from './guards.ts'

/** Which of a line's two counts a scan is meant to raise. */
export type CountedStep = 'picked' | 'packed'

/** Units of one line. */
export interface Share {
  readonly line: OrderLine
  readonly quantity: number
}

/**
 * Finds the lines that units of this SKU belong to. The same SKU can stand in several lines of one order; the first with room is
 * filled first. Refuses a SKU that the order does not have, and more than the order asks for: then no unit counts.
 */
export function sharesOf(
  order: Order,
  wanted: { readonly sku: string; readonly quantity: number },
  step: CountedStep,
): Result<readonly Share[], Refusal> {
  const { orderNumber } = order
  const lines = order.lines.filter((line) => line.sku === wanted.sku)
  if (lines.length === 0) return fail(refusal('wrong-item', { orderNumber, sku: wanted.sku }))
  let left = wanted.quantity
  const shares = lines.flatMap((line): readonly Share[] => {
    const quantity = Math.min(left, Math.max(0, line.quantity - line[step]))
    left -= quantity
    return quantity > 0 ? [{ line, quantity }] : []
  })
  if (left === 0) return succeed(shares)
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
  const shares = sharesOf(owned.value, command, 'picked')
  if (!shares.ok) return shares
  const { orderNumber, tote: inUse } = owned.value
  const { tote, traits } = command
  const name = shares.value[0]?.line.name ?? command.sku
  const expired = expiredUnits(orderNumber, name, traits, context)
  if (expired) return fail(expired)
  if (tote !== undefined && inUse !== undefined && inUse !== tote)
    return fail(refusal('wrong-tote', { orderNumber, tote: inUse }))
  const { operatorId } = context
  const isNew = tote !== undefined && inUse === undefined
  const assigned = isNew ? [event('tote.assigned', { orderNumber, tote, operatorId })] : []
  const picked = shares.value.map(({ line: { lineId }, quantity }) =>
    event('line.picked', { orderNumber, lineId, quantity, operatorId }),
  )
  return succeed({ events: [...assigned, ...picked], labels: [] })
}

/** Counts units as back in their bin. Units that are in a box already are not in the tote. */
export function unpickItem(
  facts: Facts,
  { shares }: Extract<Command, { type: 'unpickItem' }>,
  context: Context,
): Ruling {
  const owned = guardOwned(facts.order, context)
  if (!owned.ok) return owned
  const { orderNumber, lines } = owned.value
  const isThere = shares.every(({ lineId, quantity }) => {
    const line = lines.find((candidate) => candidate.lineId === lineId)
    return line !== undefined && line.picked - line.packed >= quantity
  })
  if (shares.length === 0 || !isThere) return fail(refusal('nothing-to-undo', { orderNumber }))
  const { operatorId } = context
  const events = shares.map((share) =>
    event('line.unpicked', { orderNumber, ...share, operatorId }),
  )
  return succeed({ events, labels: [] })
}
