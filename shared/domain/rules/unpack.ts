import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import { refusal } from '../refusal.ts'
import { fail, succeed } from '../result.ts'
import { guardOwned } from './guards.ts'

/** Takes units out of the open parcel again. A parcel that is closed has a label that says what is in it. */
export function unpackItem(
  facts: Facts,
  command: Extract<Command, { type: 'unpackItem' }>,
  context: Context,
): Ruling {
  const owned = guardOwned(facts.order, context)
  if (!owned.ok) return owned
  const { orderNumber, parcels } = owned.value
  const { shares } = command
  const parcel = parcels.find((candidate) => !candidate.closed)
  const inParcel = new Map(parcel?.contents.map(({ lineId, quantity }) => [lineId, quantity]))
  const isThere = shares.every(({ lineId, quantity }) => (inParcel.get(lineId) ?? 0) >= quantity)
  if (!parcel || shares.length === 0 || !isThere)
    return fail(refusal('nothing-to-undo', { orderNumber }))
  const { parcelNumber } = parcel
  const { operatorId } = context
  const events = shares.map((share) =>
    event('item.unpacked', { orderNumber, parcelNumber, ...share, operatorId }),
  )
  return succeed({ events, labels: [] })
}
