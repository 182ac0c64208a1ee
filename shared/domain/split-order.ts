import {
  conflicted,
  unchanged,
  type ChangedOrder,
  type ChangeRefusalCode,
  type OrderChange,
} from './order-change.ts'
import type { Order, OrderLine } from './order.ts'
import { fail, succeed, type Result } from './result.ts'
import { isPackingBegun } from './stage.ts'

type Split = Extract<OrderChange, { type: 'split' }>

/**
 * Moves goods of an order into a new one, which is as if nobody had begun it. What is in a box already and does not belong there any
 * more is over-packed: that box is opened. Cash on delivery stays with the first order.
 */
export function splitOrder(order: Order, split: Split): Result<ChangedOrder, ChangeRefusalCode> {
  if (order.state === 'exception') return fail('being-undone')
  const moved = new Map(split.lines.map(({ lineId, quantity }) => [lineId, quantity]))
  const isKnown = split.lines.every(({ lineId, quantity }) =>
    order.lines.some((line) => line.lineId === lineId && line.quantity >= quantity),
  )
  if (!isKnown || moved.size !== split.lines.length) return fail('unknown-line')
  const left = order.lines.flatMap((line) => without(line, moved.get(line.lineId) ?? 0))
  if (left.length === 0) return fail('nothing-left')
  const splitOff = newOrder(order, split.newOrderNumber, moved)
  const kept: Order = { ...order, lines: left }
  const isSurplus =
    isPackingBegun(order) &&
    order.lines.some((line) => line.packed > line.quantity - (moved.get(line.lineId) ?? 0))
  if (!isSurplus) return succeed({ ...unchanged(kept), splitOff })
  return succeed({ ...conflicted(kept, 'over-packed'), splitOff, voidsWaybills: true })
}

/** A line without some of its units; what was picked beyond them goes with the others. */
function without(line: OrderLine, quantity: number): OrderLine[] {
  const left = line.quantity - quantity
  return left === 0 ? [] : [{ ...line, quantity: left, picked: Math.min(line.picked, left) }]
}

function newOrder(order: Order, orderNumber: string, moved: ReadonlyMap<string, number>): Order {
  const lines = order.lines.flatMap((line) => {
    const quantity = moved.get(line.lineId)
    return quantity === undefined ? [] : [{ ...line, quantity, picked: 0, packed: 0 }]
  })
  return {
    ...{ ...order, orderNumber, lines, codAmountFen: 0, parcels: [], claimedBy: null },
    ...{ state: order.holds.length > 0 ? 'held' : 'ready', exceptionCode: undefined },
    waveNumber: undefined,
    tote: undefined,
  }
}
