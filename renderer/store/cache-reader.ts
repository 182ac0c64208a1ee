import { Dexie } from 'dexie'
import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import {
  readBaseRecord,
  type BaseRecord,
  type CacheDatabase,
  type OrderRecord,
} from './cache-database.ts'
import type { BasePlace } from './base-change.ts'
import type { BaseReadings } from './overlay.ts'
import type { QueueTab } from './queries.ts'

/** Tasks that are not done, for any station, with the place of the base in the same transaction. */
export interface OpenTasks {
  readonly place: BasePlace | null
  readonly tasks: readonly Task[]
}

/** Reads of the base. Nothing here scans a table that grows with the number of orders. */
export interface CacheReader {
  base(): Promise<BaseRecord | undefined>
  /** Orders by number, with the place of the base in the same transaction. */
  orders(orderNumbers: readonly string[]): Promise<BaseReadings>
  waybill(waybillNumber: string): Promise<Waybill | undefined>
  waybillsOf(orderNumber: string): Promise<readonly Waybill[]>
  product(sku: string): Promise<Product | undefined>
  allProducts(): Promise<readonly Product[]>
  openTasks(): Promise<OpenTasks>
  /** Orders of one list by deadline, after the one that was read last. */
  queueAfter(tab: QueueTab, last: OrderRecord | undefined, limit: number): Promise<OrderRecord[]>
  /** Orders whose number starts so, by number. */
  ordersByPrefix(prefix: string, limit: number): Promise<OrderRecord[]>
  /** Orders that a station has claimed and that are unfinished, or have goods in a tote. */
  ordersInWork(stationId: string): Promise<readonly Order[]>
  /** Goes on with another generation. Answers a function that closes the one before, once no reading uses it any more. */
  replace(database: CacheDatabase): () => void
  close(): void
}

/** Makes a reader of one open database. */
export function createCacheReader(opened: CacheDatabase): CacheReader {
  let database = opened
  return {
    base: () => readBaseRecord(database),
    orders: (orderNumbers) => readOrders(database, orderNumbers),
    waybill: async (waybillNumber) => (await database.waybills.get(waybillNumber))?.row,
    waybillsOf: async (orderNumber) =>
      rowsOf(await database.waybills.where('orderNumber').equals(orderNumber).toArray()),
    product: async (sku) => (await database.products.get(sku))?.row,
    allProducts: async () => rowsOf(await database.products.toArray()),
    openTasks: () => readOpenTasks(database),
    queueAfter: (tab, last, limit) => readQueue(database, tab, last, limit),
    ordersByPrefix: (prefix, limit) =>
      database.orders.where('orderNumber').startsWith(prefix).limit(limit).toArray(),
    ordersInWork: async (stationId) =>
      rowsOf(await database.orders.where('inWorkAt').equals(stationId).toArray()),
    replace(next) {
      const before = database
      database = next
      return () => before.close()
    },
    close: () => database.close(),
  }
}

function rowsOf<Row>(records: readonly { readonly row: Row }[]): readonly Row[] {
  return records.map((record) => record.row)
}

function readOrders(
  database: CacheDatabase,
  orderNumbers: readonly string[],
): Promise<BaseReadings> {
  const { orders, meta } = database
  return database.transaction('r', [orders, meta], async () => {
    const [base, records] = await Promise.all([
      readBaseRecord(database),
      orderNumbers.length > 0 ? orders.bulkGet([...orderNumbers]) : [],
    ])
    const rows = records.flatMap((record) => (record ? [record.row] : []))
    return {
      place: base?.place ?? null,
      orders: new Map(rows.map((row) => [row.orderNumber, row])),
    }
  })
}

function readOpenTasks(database: CacheDatabase): Promise<OpenTasks> {
  const { tasks, meta } = database
  return database.transaction('r', [tasks, meta], async () => {
    const [base, open] = await Promise.all([
      readBaseRecord(database),
      tasks.where('open').equals(1).toArray(),
    ])
    return { place: base?.place ?? null, tasks: rowsOf(open) }
  })
}

/**
 * The index orders by deadline and, within it, by number. A deadline shared by more orders than one reading is passed over
 * nowhere: the reading starts at that deadline again and leaves out what came before.
 */
async function readQueue(
  database: CacheDatabase,
  tab: QueueTab,
  last: OrderRecord | undefined,
  limit: number,
): Promise<OrderRecord[]> {
  const from = [tab, last?.deadlineAt ?? Dexie.minKey]
  const range = database.orders
    .where('[tab+deadlineAt]')
    .between(from, [tab, Dexie.maxKey], true, true)
  if (!last) return range.limit(limit).toArray()
  const rows: OrderRecord[] = []
  const isLater = (row: OrderRecord) =>
    row.deadlineAt > last.deadlineAt || row.orderNumber > last.orderNumber
  for (let offset = 0; rows.length < limit; offset += limit) {
    const chunk = await range.clone().offset(offset).limit(limit).toArray()
    rows.push(...chunk.filter(isLater))
    if (chunk.length < limit) break
  }
  return rows.slice(0, limit)
}
