import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { minusRow, plusRow, type RowSum } from '../../shared/domain/row-sum.ts'
import type { BaseChange, BasePlace, FeedPlace } from './base-change.ts'
import { orderRecord, productRecord, taskRecord, waybillRecord } from './base-records.ts'
import {
  readBaseRecord,
  type BaseRecord,
  type CacheDatabase,
  type WaybillRecord,
} from './cache-database.ts'
import {
  countsOf,
  goodsChange,
  lacksOf,
  recountGoods,
  unscannableSkus,
  type GoodsChange,
} from './recount-goods.ts'
import { recount, type OrderCount, type Totals } from './totals.ts'

/** One whole page of changes: everything that happened between two places of the feed. */
export interface BasePage {
  readonly from: FeedPlace
  readonly to: BasePlace
  readonly changes: readonly BaseChange[]
}

/** One row that a page has moved from one version to another; null = it was or is not there. */
export interface MovedRow {
  readonly entity: BaseChange['entity']
  readonly key: string
  readonly before: number | null
  readonly after: number | null
}

/** The base after a page, and what the page did to its rows. */
export interface AppliedPage {
  readonly base: BaseRecord
  readonly moved: readonly MovedRow[]
}

/**
 * Applies one page and moves the base to its end, in one transaction. A page is never cut: a row may be left out early in a page
 * because a later one replaces it, so a place within a page is no place at which the base is true. Refuses a page that does not
 * start where the base stands.
 */
export async function applyPage(
  database: CacheDatabase,
  page: BasePage,
): Promise<Result<AppliedPage, 'place-moved'>> {
  const { orders, waybills, products, tasks, meta } = database
  return database.transaction('rw', [orders, waybills, products, tasks, meta], async () => {
    const base = await readBaseRecord(database)
    if (!base?.complete || !isSamePlace(base.place.feed, page.from)) return fail('place-moved')
    const moved: MovedRow[] = []
    const goods = await applyProducts(database, page.changes, moved)
    const regoods = await recountGoods(database, goods, base.totals)
    const totals = await applyOrdersAndWaybills(database, page.changes, regoods, moved)
    await applyTasks(database, page.changes, moved)
    // A page that does not tell takes nothing back: what the base showed before, it still shows.
    const place = { feed: page.to.feed, taken: page.to.taken ?? base.place.taken }
    const counted: BaseRecord = { ...base, place, fromArchive: false, totals }
    const after = base.sum ? { ...counted, sum: moved.reduce(sumAfter, base.sum) } : counted
    await meta.put(after)
    return succeed({ base: after, moved })
  })
}

/** The sum of all rows after one of them has moved. */
export function sumAfter(sum: RowSum, { entity, key, before, after }: MovedRow): RowSum {
  const without = before === null ? sum : minusRow(sum, { entity, key, rev: before })
  return after === null ? without : plusRow(without, { entity, key, rev: after })
}

function isSamePlace(one: FeedPlace, other: FeedPlace): boolean {
  return (
    one.feedEpoch === other.feedEpoch && one.warehouse === other.warehouse && one.seq === other.seq
  )
}

type ChangeOf<Entity> = Extract<BaseChange, { entity: Entity }>

function changesOf<Entity extends BaseChange['entity']>(
  changes: readonly BaseChange[],
  entity: Entity,
): Map<string, ChangeOf<Entity>> {
  const newest = new Map<string, ChangeOf<Entity>>()
  for (const change of changes) {
    if (change.entity !== entity) continue
    const known = newest.get(change.key)
    // The guard above has compared the discriminant, which the compiler cannot follow through a generic.
    if (!known || change.rev > known.rev) newest.set(change.key, change as ChangeOf<Entity>)
  }
  return newest
}

function byKey<Row>(
  rows: readonly (Row | undefined)[],
  keyOf: (row: Row) => string,
): Map<string, Row> {
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[keyOf(row), row] as const])))
}

/** Leaves out what the base already has in the same or a newer version, and notes what moves. */
function newerThan(
  changes: Map<string, BaseChange>,
  known: ReadonlyMap<string, { readonly rev: number }>,
  moved: MovedRow[],
): void {
  for (const [key, { entity, rev, row }] of changes) {
    const before = known.get(key)?.rev ?? null
    if (rev <= (before ?? 0)) changes.delete(key)
    else moved.push({ entity, key, before, after: row === null ? null : rev })
  }
}

async function applyOrdersAndWaybills(
  database: CacheDatabase,
  changes: readonly BaseChange[],
  totals: Totals,
  moved: MovedRow[],
): Promise<Totals> {
  const orderChanges = changesOf(changes, 'order')
  const waybillChanges = changesOf(changes, 'waybill')
  if (orderChanges.size + waybillChanges.size === 0) return totals
  const { orders, waybills } = database
  const oldWaybills = byKey(await waybills.bulkGet([...waybillChanges.keys()]), numberOfWaybill)
  newerThan(waybillChanges, oldWaybills, moved)
  const touched = touchedOrders(orderChanges, waybillChanges, oldWaybills)
  const before = byKey(await orders.bulkGet([...touched]), (order) => order.orderNumber)
  newerThan(orderChanges, before, moved)
  const held = byKey(
    await waybills
      .where('orderNumber')
      .anyOf([...touched])
      .toArray(),
    numberOfWaybill,
  )
  const after = new Map(before)
  const unscannable = await unscannableSkus(database, orderChanges)
  for (const [key, change] of orderChanges) {
    if (change.row === null) after.delete(key)
    else after.set(key, orderRecord(change.rev, change.row, lacksOf(change.row, unscannable)))
  }
  const heldAfter = new Map(held)
  for (const [key, change] of waybillChanges) {
    if (change.row === null) heldAfter.delete(key)
    else heldAfter.set(key, waybillRecord(change.rev, change.row))
  }
  await write(orders, orderChanges, after)
  await write(waybills, waybillChanges, heldAfter)
  return recountAll(totals, touched, countsOf(before, held), countsOf(after, heldAfter))
}

function numberOfWaybill(record: WaybillRecord): string {
  return record.waybillNumber
}

function touchedOrders(
  orderChanges: ReadonlyMap<string, unknown>,
  waybillChanges: ReadonlyMap<string, ChangeOf<'waybill'>>,
  oldWaybills: ReadonlyMap<string, WaybillRecord>,
): Set<string> {
  const touched = new Set(orderChanges.keys())
  for (const change of waybillChanges.values()) if (change.row) touched.add(change.row.orderNumber)
  for (const waybill of oldWaybills.values()) touched.add(waybill.orderNumber)
  return touched
}

function recountAll(
  totals: Totals,
  touched: ReadonlySet<string>,
  before: (orderNumber: string) => OrderCount | undefined,
  after: (orderNumber: string) => OrderCount | undefined,
): Totals {
  let counted = totals
  for (const orderNumber of touched)
    counted = recount(counted, before(orderNumber), after(orderNumber))
  return counted
}

/** The part of a Dexie table that writing needs. */
interface Writable<Row> {
  bulkPut(rows: readonly Row[]): PromiseLike<unknown>
  bulkDelete(keys: string[]): PromiseLike<unknown>
}

async function write<Row>(
  table: Writable<Row>,
  changed: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, Row>,
): Promise<void> {
  const rows: Row[] = []
  const gone: string[] = []
  for (const key of changed.keys()) {
    const row = after.get(key)
    if (row === undefined) gone.push(key)
    else rows.push(row)
  }
  if (rows.length > 0) await table.bulkPut(rows)
  if (gone.length > 0) await table.bulkDelete(gone)
}

async function applyProducts(
  { products }: CacheDatabase,
  changes: readonly BaseChange[],
  moved: MovedRow[],
): Promise<GoodsChange> {
  const changed = changesOf(changes, 'product')
  if (changed.size === 0) return { found: [], lost: [] }
  const before = byKey(await products.bulkGet([...changed.keys()]), (record) => record.sku)
  newerThan(changed, before, moved)
  const after = new Map<string, ReturnType<typeof productRecord>>()
  for (const [key, { rev, row }] of changed) if (row) after.set(key, productRecord(rev, row))
  await write(products, changed, after)
  return goodsChange(changed.keys(), before, after)
}

async function applyTasks(
  { tasks }: CacheDatabase,
  changes: readonly BaseChange[],
  moved: MovedRow[],
): Promise<void> {
  const changed = changesOf(changes, 'task')
  if (changed.size === 0) return
  newerThan(
    changed,
    byKey(await tasks.bulkGet([...changed.keys()]), (record) => record.taskId),
    moved,
  )
  const after = new Map<string, ReturnType<typeof taskRecord>>()
  for (const [key, { rev, row }] of changed) if (row) after.set(key, taskRecord(rev, row))
  await write(tasks, changed, after)
}
