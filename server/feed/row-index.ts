import { sql } from 'kysely'
import { orderedUnits, type Order } from '../../shared/domain/order.ts'
import { isWaiting, zoneOfOrder } from '../../shared/domain/waiting.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import type { RowChange } from './publish.ts'

/**
 * Keeps up with published rows what has to be found by something else than a key: the orders that wait for a wave, and the
 * waybills and tasks of an order. Whoever publishes an order holds its lock, so these rows are never fought for.
 */
export async function indexRows(
  transaction: DatabaseTransaction,
  warehouse: string,
  changes: readonly RowChange[],
): Promise<void> {
  const orders = changes.flatMap((change) => (change.entity === 'order' ? [change] : []))
  await indexWaiting(transaction, warehouse, orders)
  const owned = changes.flatMap(({ entity, key, row }) =>
    (entity === 'task' || entity === 'waybill') && row
      ? [{ entity, key, of: row.orderNumber }]
      : [],
  )
  if (owned.length === 0) return
  await sql`
    insert into rows_of_orders (warehouse, order_number, entity, key)
    select ${warehouse}, order_number, entity, key
    from unnest(${owned.map(({ of }) => of)}::text[], ${owned.map(({ entity }) => entity)}::text[],
      ${owned.map(({ key }) => key)}::text[]) as incoming (order_number, entity, key)
    on conflict do nothing
  `.execute(transaction)
}

type OrderChange = Extract<RowChange, { entity: 'order' }>

async function indexWaiting(
  transaction: DatabaseTransaction,
  warehouse: string,
  changes: readonly OrderChange[],
): Promise<void> {
  const waiting = changes.flatMap(({ row }) => (row && isWaiting(row) ? [row] : []))
  const others = changes.flatMap(({ key, row }) => (row && isWaiting(row) ? [] : [key]))
  if (others.length > 0)
    await sql`
      delete from waiting_orders
      where warehouse = ${warehouse} and order_number = any(${others}::text[])
    `.execute(transaction)
  if (waiting.length === 0) return
  await sql`
    insert into waiting_orders
      (warehouse, order_number, deadline_at, carrier, article, zone, lines, units)
    select ${warehouse}, order_number, deadline_at, carrier, article, zone, lines, units
    from unnest(${waiting.map((order) => order.orderNumber)}::text[],
      ${waiting.map((order) => order.deadlineAt)}::timestamptz[],
      ${waiting.map((order) => order.carrier)}::text[], ${waiting.map(articleOf)}::text[],
      ${waiting.map(zoneOfOrder)}::text[], ${waiting.map(({ lines }) => lines.length)}::integer[],
      ${waiting.map(orderedUnits)}::bigint[])
      as incoming (order_number, deadline_at, carrier, article, zone, lines, units)
    on conflict (warehouse, order_number)
      do update set deadline_at = excluded.deadline_at, carrier = excluded.carrier,
        article = excluded.article, zone = excluded.zone, lines = excluded.lines,
        units = excluded.units
  `.execute(transaction)
}

/** The one article that an order asks for; null when there are several lines. */
function articleOf({ lines }: Order): string | null {
  return lines.length === 1 ? (lines[0]?.sku ?? null) : null
}
