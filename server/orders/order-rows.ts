import type { Order } from '../../shared/domain/order.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import type { DatabaseTransaction, RowOfOrderTable } from '../database/tables.ts'
import { lockRows, readRows } from '../feed/current-rows.ts'
import { hasNul } from '../http/guards.ts'

// Documents are written by `publish` from these very types, and checked there by the compiler; so not once more here.

/** Reads orders and locks them to the end of the transaction, in the order of their numbers. */
export async function lockOrders(
  transaction: DatabaseTransaction,
  warehouse: string,
  orderNumbers: readonly string[],
): Promise<ReadonlyMap<string, Order>> {
  const asked = [...new Set(orderNumbers)].filter((number) => !hasNul(number))
  const documents = await lockRows(transaction, warehouse, 'order', asked)
  return new Map([...documents].map(([key, text]) => [key, JSON.parse(text) as Order]))
}

/** Every task of these orders, by order number. Whoever changes a task holds the lock of its order. */
export async function readTasks(
  transaction: DatabaseTransaction,
  warehouse: string,
  orderNumbers: readonly string[],
): Promise<ReadonlyMap<string, readonly Task[]>> {
  const keys = await keysOf(transaction, warehouse, 'task', orderNumbers)
  const documents = await readRows(transaction, warehouse, 'task', keys)
  return byOrder([...documents.values()].map((text) => JSON.parse(text) as Task))
}

/** Every waybill of these orders, by order number, in the order of their numbers. */
export async function readWaybills(
  transaction: DatabaseTransaction,
  warehouse: string,
  orderNumbers: readonly string[],
): Promise<ReadonlyMap<string, readonly Waybill[]>> {
  const keys = await keysOf(transaction, warehouse, 'waybill', orderNumbers)
  const documents = await readRows(transaction, warehouse, 'waybill', keys)
  return byOrder([...documents.values()].map((text) => JSON.parse(text) as Waybill))
}

async function keysOf(
  transaction: DatabaseTransaction,
  warehouse: string,
  entity: RowOfOrderTable['entity'],
  orderNumbers: readonly string[],
): Promise<readonly string[]> {
  if (orderNumbers.length === 0) return []
  const rows = await transaction
    .selectFrom('rows_of_orders')
    .select('key')
    .where('warehouse', '=', warehouse)
    .where('entity', '=', entity)
    .where((row) => row('order_number', '=', row.fn.any(row.val([...orderNumbers]))))
    .orderBy('key')
    .execute()
  return rows.map(({ key }) => key)
}

function byOrder<Row extends { readonly orderNumber: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const grouped = new Map<string, Row[]>()
  for (const row of rows)
    grouped.set(row.orderNumber, [...(grouped.get(row.orderNumber) ?? []), row])
  return grouped
}
