import { conflictOfOrder } from './conflict.ts'
import { resumed } from './evolve.ts'
import { conflicts } from './exception.ts'
import type { Hold, Order } from './order.ts'
import { withHold } from './hold.ts'
import {
  conflicted,
  unchanged,
  type ChangedOrder,
  type ChangeRefusalCode,
  type OrderChange,
} from './order-change.ts'
import { fail, succeed, type Result } from './result.ts'
import { splitOrder } from './split-order.ts'
import { stageOf } from './stage.ts'

export type ChangeRuling = Result<ChangedOrder, ChangeRefusalCode>

/**
 * Changes an order for the office, whatever the floor has done with it: before anything is packed the order simply is another;
 * afterwards its conflict leaves one task for the station that has it; once a parcel is with the courier the change is refused.
 */
export function changeOrder(order: Order, change: OrderChange): ChangeRuling {
  if (change.type === 'release') return release(order, change.code)
  if (conflictOfOrder(order) === 'cancelled') return fail('already-cancelled')
  if (order.state === 'shipped' || stageOf(order) === 'handed-over') return fail('handed-over')
  switch (change.type) {
    case 'cancel':
      return succeed(cancel(order))
    case 'hold':
      return hold(order, change)
    case 'changeAddress':
      return succeed(changeAddress(order, change.recipient))
    case 'split':
      return splitOrder(order, change)
  }
}

/** A cancelled order has one thing to undo, whatever else was in its way. */
function cancel(order: Order): ChangedOrder {
  const ended = conflicts.filter((conflict) => conflict !== 'cancelled' && conflict !== 'elsewhere')
  const plain: Order = { ...order, state: 'cancelled', exceptionCode: undefined }
  return { ...conflicted(plain, 'cancelled'), ended, voidsWaybills: true }
}

function hold(order: Order, { code, note }: Hold): ChangeRuling {
  if (order.holds.some((one) => one.code === code)) return fail('already-held')
  const changed = conflicted(withHold(order, { code, note }), 'held')
  // One that is stopped already lies aside, or is being undone.
  return succeed(conflictOfOrder(order) ? { ...changed, task: null } : changed)
}

function release(order: Order, code: string): ChangeRuling {
  const holds = order.holds.filter((one) => one.code !== code)
  if (holds.length === order.holds.length) return fail('not-held')
  const released = { ...order, holds }
  if (holds.length > 0) return succeed(unchanged(released))
  const after = order.state === 'held' ? resumed(released) : released
  return succeed({ ...unchanged(after), ended: ['held'] })
}

/** Numbers are made for an address, so none of the old ones is used any more. */
function changeAddress(order: Order, recipient: Order['recipient']): ChangedOrder {
  const known = conflictOfOrder(order)
  const moved = { ...order, recipient }
  const isBeingUndone = order.state === 'exception' && known !== 'address'
  const changed = isBeingUndone ? unchanged(moved) : conflicted(moved, 'address')
  return { ...changed, voidsWaybills: true }
}
