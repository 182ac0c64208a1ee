import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import type { OrderRecord, ProductRecord, TaskRecord, WaybillRecord } from './cache-database.ts'
import { tabOf } from './totals.ts'

/**
 * An order as it is stored. Its deadline is brought to one form, because an index compares it as text.
 *
 * @param lacks goods of an unfinished order that cannot be scanned
 */
export function orderRecord(rev: number, row: Order, lacks: readonly string[] = []): OrderRecord {
  const { orderNumber, state, claimedBy } = row
  const tab = tabOf(state)
  const deadlineAt = new Date(row.deadlineAt).toISOString()
  const lacking = lacks.length > 0 ? { lacks } : {}
  const record = { orderNumber, rev, tab, deadlineAt, row, ...lacking }
  // Goods in a tote are here whatever has stopped their order.
  const isHere = tab === 'toPack' || tab === 'packed' || row.tote !== undefined
  const inWork = claimedBy !== null && isHere
  return inWork ? { ...record, inWorkAt: claimedBy } : record
}

/** A waybill as it is stored. */
export function waybillRecord(rev: number, row: Waybill): WaybillRecord {
  const { waybillNumber, orderNumber } = row
  return { waybillNumber, orderNumber, rev, row }
}

/** A product as it is stored. */
export function productRecord(rev: number, row: Product): ProductRecord {
  return { sku: row.sku, rev, row }
}

/** A task as it is stored. */
export function taskRecord(rev: number, row: Task): TaskRecord {
  const record = { taskId: row.taskId, rev, row }
  return row.done ? record : { ...record, open: 1 }
}
