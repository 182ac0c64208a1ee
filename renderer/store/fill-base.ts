import type { BaseChange, BasePlace } from './base-change.ts'
import { orderRecord, productRecord, taskRecord, waybillRecord } from './base-records.ts'
import {
  readBaseRecord,
  type BaseRecord,
  type CacheDatabase,
  type OrderRecord,
  type ProductRecord,
  type TaskRecord,
  type WaybillRecord,
} from './cache-database.ts'
import { createFillCount, type FillCount } from './totals.ts'

/** Writes one snapshot into an empty database. */
export interface Fill {
  /** Adds rows in one transaction; throws on a row that was there already, which no snapshot has. */
  put(changes: readonly BaseChange[]): Promise<BaseRecord>
  /** Makes the base whole. Only after this is its place one to go on from. */
  finish(): Promise<BaseRecord>
}

/** Whether nothing was ever filled into this database. */
export async function isUntouched(database: CacheDatabase): Promise<boolean> {
  return (await readBaseRecord(database)) === undefined
}

/** Starts to fill an untouched database with the snapshot of one place. */
export function startFill(database: CacheDatabase, place: BasePlace, fromArchive: boolean): Fill {
  const count = createFillCount()
  const record = (complete: boolean): BaseRecord => ({
    key: 'base',
    place,
    complete,
    fromArchive,
    totals: count.totals(),
  })
  return {
    async put(changes) {
      const rows = sort(changes, count)
      const filling = record(false)
      const { orders, waybills, products, tasks, meta } = database
      await database.transaction('rw', [orders, waybills, products, tasks, meta], async () => {
        const writes: PromiseLike<unknown>[] = []
        if (rows.orders.length > 0) writes.push(orders.bulkAdd(rows.orders))
        if (rows.waybills.length > 0) writes.push(waybills.bulkAdd(rows.waybills))
        if (rows.products.length > 0) writes.push(products.bulkAdd(rows.products))
        if (rows.tasks.length > 0) writes.push(tasks.bulkAdd(rows.tasks))
        await Promise.all([...writes, meta.put(filling)])
      })
      return filling
    },
    async finish() {
      const whole = record(true)
      await database.meta.put(whole)
      return whole
    },
  }
}

interface SortedRows {
  readonly orders: OrderRecord[]
  readonly waybills: WaybillRecord[]
  readonly products: ProductRecord[]
  readonly tasks: TaskRecord[]
}

function sort(changes: readonly BaseChange[], count: FillCount): SortedRows {
  const rows: SortedRows = { orders: [], waybills: [], products: [], tasks: [] }
  for (const change of changes) {
    if (change.row === null) continue
    if (change.entity === 'order') {
      const order = orderRecord(change.rev, change.row)
      count.order(order.orderNumber, order.tab)
      rows.orders.push(order)
    } else if (change.entity === 'waybill') {
      count.waybill(change.row)
      rows.waybills.push(waybillRecord(change.rev, change.row))
    } else if (change.entity === 'product') {
      rows.products.push(productRecord(change.rev, change.row))
    } else {
      rows.tasks.push(taskRecord(change.rev, change.row))
    }
  }
  return rows
}
