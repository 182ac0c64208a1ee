import type { Hold, Order } from './order.ts'
import { mayStep } from './order-state.ts'

/** The order with one more hold. One that a conflict has stopped already stays in that state. */
export function withHold(order: Order, hold: Hold): Order {
  const isFree = mayStep(order.state, 'held') && order.state !== 'exception'
  return { ...order, holds: [...order.holds, hold], state: isFree ? 'held' : order.state }
}
