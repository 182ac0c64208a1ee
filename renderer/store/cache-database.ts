import { Dexie, type Table } from 'dexie'
import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import type { RowSum } from '../../shared/domain/row-sum.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import type { BasePlace } from './base-change.ts'
import type { QueueTab } from './queries.ts'
import type { Totals } from './totals.ts'

/** A base row of an order, with what its indexes need lifted out of it. */
export interface OrderRecord {
  readonly orderNumber: string
  readonly rev: number
  readonly tab: QueueTab
  readonly deadlineAt: string
  /** Station that has claimed it and not finished it; absent otherwise, so that the index stays small. */
  readonly inWorkAt?: string
  /** SKUs of an unfinished order that cannot be scanned; absent when there are none, so that the index stays small. */
  readonly lacks?: readonly string[]
  readonly row: Order
}

export interface WaybillRecord {
  readonly waybillNumber: string
  readonly orderNumber: string
  readonly rev: number
  readonly row: Waybill
}

export interface ProductRecord {
  readonly sku: string
  readonly rev: number
  readonly row: Product
}

export interface TaskRecord {
  readonly taskId: string
  readonly rev: number
  /** Present while there is work to do, so that the index holds nothing else. */
  readonly open?: 1
  readonly row: Task
}

/** Where the base stands. Written in the transaction of the rows that brought it there. */
export interface BaseRecord {
  readonly key: 'base'
  readonly place: BasePlace
  /** False while a snapshot is being filled in. */
  readonly complete: boolean
  readonly fromArchive: boolean
  readonly totals: Totals
  /** What the rows add up to, kept up with every row; absent in a cache of a program that did not count. */
  readonly sum?: RowSum
}

/** Born with the database. Rows without it mean that Chromium has put a half-lost database back together. */
export interface MarkerRecord {
  readonly key: 'marker'
  readonly schema: number
}

/** Everything a station caches of the centre, in one IndexedDB database. */
export type CacheDatabase = Dexie & {
  readonly orders: Table<OrderRecord, string>
  readonly waybills: Table<WaybillRecord, string>
  readonly products: Table<ProductRecord, string>
  readonly tasks: Table<TaskRecord, string>
  readonly meta: Table<BaseRecord | MarkerRecord, string>
}

/** Rows in one transaction: reads of the window wait behind it, so it stays short (facts: sync 0, finding 6). */
export const rowsPerTransaction = 100

/** Grows with every change of the tables below. An older program does not touch a newer database. */
export const cacheSchema = 2

const namePrefix = 'holdfast-cache-'

/** A cache is never repaired or emptied in place: a new one is filled under the next generation's name. */
export function databaseNameOf(generation: number): string {
  return `${namePrefix}${String(generation)}`
}

/** The generation that a database name stands for; null for a name that is none of ours. */
export function generationOf(databaseName: string): number | null {
  if (!databaseName.startsWith(namePrefix)) return null
  const digits = databaseName.slice(namePrefix.length)
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : null
}

/**
 * Declares one generation of the cache; it is not opened yet. Durability is relaxed and the row cache of Dexie is off: everything
 * here can be had again, and another thread writes it.
 */
export function declareDatabase(generation: number): CacheDatabase {
  const database = new Dexie(databaseNameOf(generation), {
    autoOpen: false,
    cache: 'disabled',
    chromeTransactionDurability: 'relaxed',
  }) as CacheDatabase
  database.version(cacheSchema).stores({
    orders: 'orderNumber, [tab+deadlineAt], inWorkAt, *lacks',
    waybills: 'waybillNumber, orderNumber',
    products: 'sku',
    tasks: 'taskId, open',
    meta: 'key',
  })
  database.on('populate', (transaction) => {
    const marker: MarkerRecord = { key: 'marker', schema: cacheSchema }
    void transaction.table('meta').add(marker)
  })
  return database
}

/** Reads where the base stands; undefined in a database that nothing was filled into yet. */
export async function readBaseRecord(database: CacheDatabase): Promise<BaseRecord | undefined> {
  const record = await database.meta.get('base')
  return record?.key === 'base' ? record : undefined
}
