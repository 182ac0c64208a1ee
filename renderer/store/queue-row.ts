import { orderedUnits, packedUnits, type Order } from '../../shared/domain/order.ts'
import type { QueueRow } from './queries.ts'

/** What a list shows of an order. */
export function queueRowOf(order: Order): QueueRow {
  const { orderNumber, channel, buyer, carrier, state, claimedBy, deadlineAt } = order
  return {
    ...{ orderNumber, channel, buyer, carrier, state, claimedBy, deadlineAt },
    units: orderedUnits(order),
    packedUnits: packedUnits(order),
    lineCount: order.lines.length,
    codAmountFen: order.codAmountFen,
    holdNote: order.holds[0]?.note ?? '',
  }
}
