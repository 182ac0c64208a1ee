import { withHold } from '../../shared/domain/hold.ts'
import { parkedHold, type Order } from '../../shared/domain/order.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import type { FeedPlace, RowChange } from '../feed/publish.ts'
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

/**
 * The changes with every parked order on hold: its row does not tell what the floor has done with it, so a station that went by
 * the row would pack and label it once more. An order that nobody knows has no row to hold.
 */
export function holdParked(
  changes: readonly RowChange[],
  parked: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, Order>,
): readonly RowChange[] {
  if (parked.size === 0) return changes
  const isParked = ({ entity, key }: RowChange): boolean => entity === 'order' && parked.has(key)
  const changed = new Map(
    changes.flatMap((change) =>
      change.entity === 'order' && change.row ? [[change.key, change.row] as const] : [],
    ),
  )
  const held = [...parked.keys()].flatMap((orderNumber): RowChange[] => {
    const order = changed.get(orderNumber) ?? known.get(orderNumber)
    return order ? [{ entity: 'order', key: orderNumber, row: onHold(order) }] : []
  })
  return [...changes.filter((change) => !isParked(change)), ...held]
}

/** Made without the rules, which have just failed at this very order. */
function onHold(order: Order): Order {
  return withHold(order, { code: parkedHold, note: parkedNote })
}

/** Read at benches of either language. */
const parkedNote =
  '中心没能算出这个订单，请叫主管 / The centre could not work this order out: call a supervisor'

/** One line for the person who runs the centre. */
export function describeParked(orderNumber: string, cause: string): string {
  return (
    `Order ${orderNumber} is parked, because the rules failed at it: ${cause}. Its facts are kept and wait; ` +
    'the order is on hold, all others go on. Report this as a bug, with the row of the order; once the centre is updated, release the hold "parked".'
  )
}
