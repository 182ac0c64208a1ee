import type { DatabaseTransaction } from '../database/tables.ts'
import type { FeedPlace } from '../feed/publish.ts'
import { hasNul } from '../http/guards.ts'

/** Which of these orders are parked. */
export async function parkedOrders(
  transaction: DatabaseTransaction,
  warehouse: string,
  orderNumbers: readonly string[],
): Promise<ReadonlySet<string>> {
  const asked = orderNumbers.filter((number) => !hasNul(number))
  if (asked.length === 0) return new Set()
  const rows = await transaction
    .selectFrom('parked_orders')
    .select('order_number')
    .where('warehouse', '=', warehouse)
    .where((row) => row('order_number', '=', row.fn.any(row.val(asked))))
    .execute()
  return new Set(rows.map((row) => row.order_number))
}

/** Writes down that these orders are parked, and why. */
export async function parkOrders(
  transaction: DatabaseTransaction,
  { warehouse, now }: FeedPlace,
  parked: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = [...parked].map(([order_number, cause]) => ({
    ...{ warehouse, order_number, parked_at: now },
    cause: cause.replaceAll('\u0000', ''),
  }))
  if (rows.length === 0) return
  await transaction
    .insertInto('parked_orders')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** One line for the person who runs the centre. */
export function describeParked(orderNumber: string, cause: string): string {
  return (
    `Order ${orderNumber} is parked, because the rules failed at it: ${cause}. Its facts are kept and wait; ` +
    'all other orders go on. Report this as a bug, with the row of the order.'
  )
}
