import type { Order } from './order.ts'
import { isFreeToBegin } from './stage.ts'

/**
 * The order that goods which were scanned by themselves stand for: one that asks for nothing else and has nothing in a box yet. The
 * one that these units make complete comes first, then the one that is due first.
 *
 * @param orders those that this station has claimed
 * @param units how many were scanned
 */
export function singleFor(orders: readonly Order[], sku: string, units: number): Order | null {
  const waiting = orders.filter((order) => isSingle(order, sku) && isFreeToBegin(order))
  const isComplete = ({ lines }: Order): boolean => lines[0]?.quantity === units
  const [first] = [...waiting].sort(
    (one, other) =>
      Number(isComplete(other)) - Number(isComplete(one)) ||
      one.deadlineAt.localeCompare(other.deadlineAt) ||
      one.orderNumber.localeCompare(other.orderNumber),
  )
  return first ?? null
}

function isSingle({ lines }: Order, sku: string): boolean {
  return lines.length === 1 && lines[0]?.sku === sku
}
