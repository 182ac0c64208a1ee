import { noRows, plusRow } from '../../shared/domain/row-sum.ts'
import type { BaseChange, BasePlace } from './base-change.ts'
import { orderRecord, productRecord, taskRecord, waybillRecord } from './base-records.ts'
import {
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

/** Starts to fill an untouched database with the snapshot of one place. */
export function startFill(database: CacheDatabase, place: BasePlace, fromArchive: boolean): Fill {
  const count = createFillCount()
  let sum = noRows
  const record = (complete: boolean): BaseRecord => ({
    key: 'base',
    place,
    complete,
    fromArchive,
    totals: count.totals(),
    sum,
  })
  return {
    async put(changes) {
      const rows = sort(changes, count)
      sum = changes.reduce((added, change) => (change.row ? plusRow(added, change) : added), sum)
      const filling = record(false)
      await addAll(database, rows, filling)
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

/**
 * Writes one batch past Dexie, whose bookkeeping for each row costs a fifth of a first sync (measured: 15.4 against 13.4 s for
 * 100k orders).
 */
function addAll(database: CacheDatabase, rows: SortedRows, base: BaseRecord): Promise<void> {
  return new Promise((resolve, reject) => {
    const filled = (['orders', 'waybills', 'products', 'tasks'] as const).filter(
      (table) => rows[table].length > 0,
    )
    const options = { durability: 'relaxed' } as const
    const transaction = database.backendDB().transaction([...filled, 'meta'], 'readwrite', options)
    transaction.oncomplete = () => resolve()
    transaction.onabort = () =>
      reject(transaction.error ?? new Error('the transaction was aborted'))
    for (const table of filled) {
      const store = transaction.objectStore(table)
      for (const row of rows[table]) store.add(row)
    }
    transaction.objectStore('meta').put(base)
    transaction.commit()
  })
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
