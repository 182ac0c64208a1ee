import { Dexie } from 'dexie'
import type { Order } from '../../shared/domain/order.ts'
import type { CacheDatabase, OrderRecord, ProductRecord, WaybillRecord } from './cache-database.ts'
import { isScannable, isUnfinished, placeOf } from './readiness.ts'
import { isUsable, recount, type OrderCount, type Totals } from './totals.ts'

/** Goods that can be scanned since a page, and goods that cannot any more. */
export interface GoodsChange {
  readonly found: readonly string[]
  readonly lost: readonly string[]
}

/** What the changed products mean for scanning. */
export function goodsChange(
  skus: Iterable<string>,
  before: ReadonlyMap<string, ProductRecord>,
  after: ReadonlyMap<string, ProductRecord>,
): GoodsChange {
  const moved = [...skus].map((sku) => {
    const was = isScannable(before.get(sku)?.row)
    return { sku, was, is: isScannable(after.get(sku)?.row) }
  })
  return {
    found: moved.flatMap(({ sku, was, is }) => (is && !was ? [sku] : [])),
    lost: moved.flatMap(({ sku, was, is }) => (was && !is ? [sku] : [])),
  }
}

/** The goods of these orders that cannot be scanned. */
export async function unscannableSkus(
  { products }: CacheDatabase,
  changes: ReadonlyMap<string, { readonly row: Order | null }>,
): Promise<ReadonlySet<string>> {
  const skus = new Set<string>()
  for (const { row } of changes.values())
    if (row && isUnfinished(row)) for (const { sku } of row.lines) skus.add(sku)
  const asked = [...skus]
  const known = asked.length > 0 ? await products.bulkGet(asked) : []
  return new Set(asked.filter((_sku, index) => !isScannable(known[index]?.row)))
}

/** What an order lacks of these. Of a finished one nobody asks. */
export function lacksOf(order: Order, unscannable: ReadonlySet<string>): readonly string[] {
  if (!isUnfinished(order)) return []
  const skus = new Set(order.lines.map(({ sku }) => sku))
  return [...skus].filter((sku) => unscannable.has(sku))
}

/** How each order is counted, given every waybill of these orders. */
export function countsOf(
  orders: ReadonlyMap<string, OrderRecord>,
  waybills: ReadonlyMap<string, WaybillRecord>,
): (orderNumber: string) => OrderCount | undefined {
  const holding = new Set<string>()
  for (const waybill of waybills.values())
    if (isUsable(waybill.row)) holding.add(waybill.orderNumber)
  return (orderNumber) => {
    const order = orders.get(orderNumber)
    if (!order) return undefined
    const has = { waybill: holding.has(orderNumber), goods: order.lacks === undefined }
    return { tab: order.tab, place: placeOf(order.row, has) }
  }
}

/**
 * Counts the orders anew that asked for goods which have come, or ask for goods that have gone. Those that lacked them are found by
 * an index; goods that vanish are so rare that the unfinished orders are walked through for them, and for nothing else.
 */
export async function recountGoods(
  database: CacheDatabase,
  { found, lost }: GoodsChange,
  totals: Totals,
): Promise<Totals> {
  const lacking =
    found.length > 0
      ? await database.orders
          .where('lacks')
          .anyOf([...found])
          .toArray()
      : []
  const losing = lost.length > 0 ? await ordersWith(database, new Set(lost)) : []
  const before = byNumber([...lacking, ...losing])
  if (before.size === 0) return totals
  const after = byNumber([...before.values()].map((record) => regoods(record, found, lost)))
  const numbers = [...before.keys()]
  const waybills = await database.waybills.where('orderNumber').anyOf(numbers).toArray()
  const held = new Map(waybills.map((waybill) => [waybill.waybillNumber, waybill]))
  await database.orders.bulkPut([...after.values()])
  const [then, now] = [countsOf(before, held), countsOf(after, held)]
  return numbers.reduce((count, number) => recount(count, then(number), now(number)), totals)
}

function byNumber(records: readonly OrderRecord[]): Map<string, OrderRecord> {
  return new Map(records.map((record) => [record.orderNumber, record]))
}

function regoods(
  record: OrderRecord,
  found: readonly string[],
  lost: readonly string[],
): OrderRecord {
  const gone = new Set(lost)
  const kept = (record.lacks ?? []).filter((sku) => !found.includes(sku))
  const lacks = [...new Set([...kept, ...lacksOf(record.row, gone)])]
  const { lacks: _before, ...rest } = record
  return lacks.length > 0 ? { ...rest, lacks } : rest
}

async function ordersWith(
  { orders }: CacheDatabase,
  skus: ReadonlySet<string>,
): Promise<OrderRecord[]> {
  const asks = ({ row }: OrderRecord): boolean => lacksOf(row, skus).length > 0
  const lists = await Promise.all(
    (['toPack', 'stopped'] as const).map((tab) =>
      orders
        .where('[tab+deadlineAt]')
        .between([tab, Dexie.minKey], [tab, Dexie.maxKey])
        .filter(asks)
        .toArray(),
    ),
  )
  return lists.flat()
}
