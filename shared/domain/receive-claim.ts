import type { DomainEvent } from './event.ts'
import { evolve } from './evolve.ts'
import type { Order } from './order.ts'
import { applied, exception, noop, type Arrival, type Receipt } from './receipt.ts'
import { isBegun, isPackingBegun, stageOf } from './stage.ts'
import { taskFor } from './task.ts'

type Fact<Type extends DomainEvent['type']> = Extract<DomainEvent, { type: Type }>

/** The first claim by server order counts. */
export function receiveClaim(
  order: Order,
  fact: Fact<'order.claimed'>,
  { stationId }: Arrival,
): Receipt {
  if (order.claimedBy === stationId) return noop(order)
  return order.claimedBy === null
    ? applied(evolve(order, fact))
    : claimedElsewhere(order, stationId)
}

/**
 * A take-over counts against the station that it names, as long as that one has closed no box. If it had begun, it alone has to put
 * its goods back. Against anybody else's order a take-over is a claim that came late.
 */
export function receiveTakeOver(
  order: Order,
  fact: Fact<'order.takenOver'>,
  { stationId }: Arrival,
): Receipt {
  const { claimedBy, orderNumber } = order
  if (claimedBy === stationId) return noop(order)
  const stage = stageOf(order)
  const isLate = isPackingBegun(order) && stage !== 'packed'
  if (isLate || (claimedBy !== null && claimedBy !== fact.body.from))
    return claimedElsewhere(order, stationId)
  const after = evolve(order, fact)
  if (claimedBy === null || !isBegun(order)) return applied(after)
  const kind = stage === 'picked' ? 'put-back' : 'unpack'
  return { ...applied(after), tasks: [taskFor(orderNumber, claimedBy, kind, 'taken-over')] }
}

/** Only the owner can give an order up, and only one that it has not begun. */
export function receivePutBack(
  order: Order,
  fact: Fact<'order.putBack'>,
  { stationId }: Arrival,
): Receipt {
  const isIdle = order.claimedBy === stationId && !isBegun(order)
  return isIdle ? applied(evolve(order, fact)) : noop(order)
}

function claimedElsewhere(order: Order, stationId: string): Receipt {
  const task = taskFor(order.orderNumber, stationId, 'resolve-claim', 'claimed-elsewhere')
  return exception(order, 'claimed-elsewhere', [task])
}
