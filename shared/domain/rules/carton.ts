import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import { evolve } from '../evolve.ts'
import { isFullyPacked } from '../order.ts'
import { isBox } from '../parcel.ts'
import { refusal } from '../refusal.ts'
import { fail, succeed } from '../result.ts'
import { guardOwned } from './guards.ts'
import { closeParcel, openParcel } from './pack.ts'

/**
 * Says which box the open parcel goes in, before, between or after its goods; another box takes its place. Where a bench asks for the
 * carton and nothing else is missing, it also closes the parcel.
 */
export function chooseCarton(
  facts: Facts,
  { carton }: Extract<Command, { type: 'chooseCarton' }>,
  context: Context,
): Ruling {
  const owned = guardOwned(facts.order, context)
  if (!owned.ok) return owned
  const order = owned.value
  const { orderNumber } = order
  const isOpen = order.parcels.some((parcel) => !parcel.closed && isBox(parcel))
  if (isFullyPacked(order) && !isOpen) return fail(refusal('already-complete', { orderNumber }))
  const { parcelNumber } = openParcel(order)
  const { operatorId } = context
  const chosen = event('carton.chosen', { orderNumber, parcelNumber, carton, operatorId })
  const after = evolve(order, chosen)
  const awaited = context.asksCarton && !context.weighs && isFullyPacked(after)
  const closing = awaited ? closeParcel({ ...facts, order: after }, {}, context) : null
  if (!closing?.ok) return succeed({ events: [chosen], labels: [] })
  return succeed({ events: [chosen, ...closing.value.events], labels: closing.value.labels })
}
