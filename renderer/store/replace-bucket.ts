import { bucketOf, entityOfBucket, type RowSum } from '../../shared/domain/row-sum.ts'
import type { BaseChange } from './base-change.ts'
import { orderRecord, productRecord, taskRecord, waybillRecord } from './base-records.ts'
import { readBaseRecord, type BaseRecord, type CacheDatabase } from './cache-database.ts'
import { markLacking } from './fill-base.ts'
import { createFillCount } from './fill-count.ts'
import type { Totals } from './totals.ts'

/**
 * Puts the rows of one bucket in place of what the base has of it, whatever their versions: what the centre had at the place of the
 * base is right. Answers what changed for readers of the base, removals included.
 */
export async function replaceBucket(
  database: CacheDatabase,
  bucket: number,
  rows: readonly BaseChange[],
): Promise<readonly BaseChange[]> {
  const entity = entityOfBucket(bucket)
  // Which kind it is was decided above, which the compiler cannot follow through four kinds of table.
  const table = database.table<unknown, string>(tableNames[entity])
  const kept = new Set(rows.map(({ key }) => key))
  const keys = await table.toCollection().primaryKeys()
  const gone = keys.filter((key) => bucketOf({ entity, key }) === bucket && !kept.has(key))
  await database.transaction('rw', table, async () => {
    await table.bulkDelete(gone)
    await table.bulkPut(rows.flatMap((change) => recordOf(change) ?? []))
  })
  // A removed row is told by its key alone; nobody looks at the rev of a removal.
  return [...rows, ...gone.map((key) => ({ entity, key, rev: 1, row: null }) as const)]
}

/** Counts the lists anew, and lets the base add up to what it was mended to. */
export async function recountBase(
  database: CacheDatabase,
  sum: RowSum,
): Promise<BaseRecord | null> {
  const totals = await countTotals(database)
  const base = await readBaseRecord(database)
  if (!base) return null
  const mended: BaseRecord = { ...base, totals, sum }
  await database.meta.put(mended)
  return mended
}

const tableNames = {
  order: 'orders',
  product: 'products',
  waybill: 'waybills',
  task: 'tasks',
} as const

function recordOf(change: BaseChange): unknown {
  if (change.row === null) return null
  switch (change.entity) {
    case 'order':
      return orderRecord(change.rev, change.row)
    case 'product':
      return productRecord(change.rev, change.row)
    case 'waybill':
      return waybillRecord(change.rev, change.row)
    case 'task':
      return taskRecord(change.rev, change.row)
  }
}

/** Looks at every row: it is done once for a mended base, and what was lost cannot tell what it counted for. */
async function countTotals(database: CacheDatabase): Promise<Totals> {
  const count = createFillCount()
  const lacking = new Map<string, readonly string[]>()
  await database.orders.each(({ row, lacks }) => {
    count.order(row)
    if (lacks) lacking.set(row.orderNumber, [])
  })
  await database.waybills.each(({ row }) => count.waybill(row))
  await database.products.each(({ row }) => count.product(row))
  await markLacking(database, new Map([...lacking, ...count.lacking()]))
  return count.totals()
}
