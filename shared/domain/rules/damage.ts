import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import { evolve } from '../evolve.ts'
import { succeed } from '../result.ts'
import { unpickItem } from './pick.ts'
import { unpackItem } from './unpack.ts'

/** Units that are broken are taken out again, out of the box and out of what is picked, so that others have to be fetched for them. */
export function damageItem(
  facts: Facts,
  command: Extract<Command, { type: 'damageItem' }>,
  context: Context,
): Ruling {
  const { orderNumber, shares, from } = command
  const unpacked =
    from === 'parcel'
      ? unpackItem(facts, { type: 'unpackItem', orderNumber, shares }, context)
      : null
  if (unpacked && !unpacked.ok) return unpacked
  const taken = unpacked?.value.events ?? []
  const order = facts.order && taken.reduce(evolve, facts.order)
  const lines = shares.map(({ lineId, quantity }) => ({ lineId, quantity }))
  const unpick = { type: 'unpickItem', orderNumber, shares: lines } as const
  const unpicked = unpickItem({ ...facts, order }, unpick, context)
  if (!unpicked.ok) return unpicked
  const { operatorId } = context
  const damaged = lines.map((line) => event('item.damaged', { orderNumber, ...line, operatorId }))
  return succeed({ events: [...taken, ...unpicked.value.events, ...damaged], labels: [] })
}
