import { sql } from 'kysely'
import type { Order } from '../../shared/domain/order.ts'
import { succeed, type Result } from '../../shared/domain/result.ts'
import { asOrdered } from '../../shared/domain/substitute.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import { existingKeys, lockRows } from '../feed/current-rows.ts'
import { publish, type FeedPlace } from '../feed/publish.ts'
import type { ApiFailure } from '../http/failure.ts'
import { releaseOrders, releaseProducts } from '../orders/release.ts'
import {
  convertOrders,
  type ConvertedOrders,
  type MergedLine,
  type SkippedLine,
} from './convert.ts'
import { readOrderCsv } from './csv-text.ts'
import { inventedBarcode } from './invented.ts'

/** What an import did. Nothing is left out: every line was read into an order, merged, or skipped with its reason. */
export interface ImportReport {
  readonly linesRead: number
  readonly ordersCreated: number
  readonly ordersUnchanged: number
  /** Orders that are known with other lines. They are left as they are; a person has to look. */
  readonly ordersDiffering: readonly string[]
  readonly productsCreated: number
  readonly productsUnchanged: number
  readonly linesMerged: readonly MergedLine[]
  readonly linesSkipped: readonly SkippedLine[]
}

/** Lock that makes imports wait for each other; any number that nothing else here uses. */
const intakeLock = 4_201

/** Imports an order file, whole or not at all. Orders and products that are known already are not touched. */
export async function importOrders(
  database: Database,
  place: FeedPlace,
  bytes: Uint8Array,
): Promise<Result<ImportReport, ApiFailure>> {
  const records = readOrderCsv(bytes)
  if (!records.ok) return records
  const converted = convertOrders(records.value)
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${intakeLock})`.execute(transaction)
    const report = await createMissing(transaction, place, converted)
    return succeed({
      linesRead: records.value.length,
      ...report,
      linesMerged: converted.merged,
      linesSkipped: converted.skipped,
    })
  })
}

async function createMissing(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  { orders, products }: ConvertedOrders,
): Promise<Omit<ImportReport, 'linesRead' | 'linesMerged' | 'linesSkipped'>> {
  const { warehouse } = place
  const numbers = orders.map((order) => order.orderNumber)
  const known = await lockRows(transaction, warehouse, 'order', numbers)
  const skus = products.map((product) => product.sku)
  const knownSkus = await existingKeys(transaction, warehouse, 'product', skus)
  const newOrders = orders.filter((order) => !known.has(order.orderNumber))
  const newProducts = products.filter((product) => !knownSkus.has(product.sku))
  const changes = [
    ...(await releaseProducts(transaction, warehouse, newProducts, possibleBarcodes)),
    ...(await releaseOrders(transaction, warehouse, newOrders)),
  ]
  await publish(transaction, place, changes)
  const ordersDiffering = orders.filter((order) => differs(order, known.get(order.orderNumber)))
  return {
    ordersCreated: newOrders.length,
    ordersUnchanged: orders.length - newOrders.length,
    ordersDiffering: ordersDiffering.map((order) => order.orderNumber),
    productsCreated: newProducts.length,
    productsUnchanged: products.length - newProducts.length,
  }
}

function possibleBarcodes(sku: string): readonly string[] {
  return [0, 1, 2, 3].map((attempt) => inventedBarcode(sku, attempt))
}

/** Whether the order is known with other goods than the file says. What the floor did with it is no difference. */
function differs(order: Order, known: string | undefined): boolean {
  if (known === undefined) return false
  // Written by `publish` from an `Order`.
  const { lines } = JSON.parse(known) as Order
  return goodsOf(order.lines) !== goodsOf(asOrdered(lines))
}

function goodsOf(lines: Order['lines']): string {
  return JSON.stringify(lines.map(({ lineId, quantity }) => [lineId, quantity]).sort())
}
