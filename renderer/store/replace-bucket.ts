import { bucketOf, entityOfBucket, type RowSum } from '../../shared/domain/row-sum.ts'
import type { BaseChange } from './base-change.ts'
import { orderRecord, productRecord, taskRecord, waybillRecord } from './base-records.ts'
import { readBaseRecord, type BaseRecord, type CacheDatabase } from './cache-database.ts'
import { queueTabs, type QueueTab } from './queries.ts'
import { isAllocated, type Totals } from './totals.ts'

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

async function countTotals({ orders, waybills }: CacheDatabase): Promise<Totals> {
  const tabs = { toPack: 0, packed: 0, shipped: 0, stopped: 0 }
  const ofTab = (tab: QueueTab) => orders.where('[tab+deadlineAt]').between([tab], [tab, []])
  for (const tab of Object.keys(queueTabs) as QueueTab[]) tabs[tab] = await ofTab(tab).count()
  const toPack = new Set(await ofTab('toPack').primaryKeys())
  let packable = 0
  await waybills.each(({ orderNumber, row }) => {
    if (isAllocated(row) && toPack.delete(orderNumber)) packable += 1
  })
  return { tabs, packable }
}
