import type { Order } from '../../shared/domain/order.ts'
import { canonicalCode, type Product } from '../../shared/domain/product.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { allocateWaybill, waybillAttempts } from '../carriers/demo-carrier.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { existingKeys } from '../feed/current-rows.ts'
import type { RowChange } from '../feed/publish.ts'

/**
 * Prepares new orders for the stations: each gets its complete waybill before any station sees it, because a bench without
 * network can only print what it holds. Orders that will never ship get none.
 */
export async function releaseOrders(
  transaction: DatabaseTransaction,
  warehouse: string,
  orders: readonly Order[],
): Promise<readonly RowChange[]> {
  const candidates = orders.flatMap((order) =>
    Array.from({ length: waybillAttempts }, (_unused, attempt) => allocateWaybill(order, attempt)),
  )
  const numbers = candidates.flatMap((waybill) => (waybill ? [waybill.waybillNumber] : []))
  const taken = new Set(await existingKeys(transaction, warehouse, 'waybill', numbers))
  const waybills = orders.flatMap((order) => {
    const waybill = order.state === 'cancelled' ? null : freeWaybill(order, taken)
    if (!waybill) return []
    taken.add(waybill.waybillNumber)
    return [waybill]
  })
  return [
    ...orders.map((row): RowChange => ({ entity: 'order', key: row.orderNumber, row })),
    ...waybills.map((row): RowChange => ({ entity: 'waybill', key: row.waybillNumber, row })),
  ]
}

function freeWaybill(order: Order, taken: ReadonlySet<string>): Waybill | null {
  for (let attempt = 0; attempt < waybillAttempts; attempt += 1) {
    const waybill = allocateWaybill(order, attempt)
    if (!waybill || !taken.has(waybill.waybillNumber)) return waybill
  }
  return null
}

/**
 * Gives new goods their codes and keeps each code for one SKU.
 *
 * @param candidates codes in the order of preference, per SKU; the first free one is taken
 */
export async function releaseProducts(
  transaction: DatabaseTransaction,
  warehouse: string,
  products: readonly Product[],
  candidates: (sku: string) => readonly string[],
): Promise<readonly RowChange[]> {
  if (products.length === 0) return []
  const wanted = products.map((product) => ({ product, codes: candidates(product.sku) }))
  const asked = wanted.flatMap(({ product, codes }) => [...codes, canonicalCode(product.sku)])
  const taken = await barcodesInUse(transaction, warehouse, asked)
  const released = wanted.map(({ product, codes }) => {
    const free = codes.find((code) => !taken.has(code))
    const own = [
      ...product.barcodes,
      ...(free === undefined ? [] : [free]),
      canonicalCode(product.sku),
    ]
    const barcodes = [...new Set(own)].filter((code) => !taken.has(code))
    barcodes.forEach((code) => taken.add(code))
    return { ...product, barcodes }
  })
  const rows = released.flatMap(({ sku, barcodes }) =>
    barcodes.map((code) => ({ warehouse, code, sku })),
  )
  await insertBarcodes(transaction, rows)
  return released.map((row): RowChange => ({ entity: 'product', key: row.sku, row }))
}

async function barcodesInUse(
  transaction: DatabaseTransaction,
  warehouse: string,
  codes: readonly string[],
): Promise<Set<string>> {
  const rows = await transaction
    .selectFrom('product_barcodes')
    .select('code')
    .where('warehouse', '=', warehouse)
    .where((row) => row('code', '=', row.fn.any(row.val([...codes]))))
    .execute()
  return new Set(rows.map(({ code }) => code))
}

/** In pieces, because a statement takes at most 65,535 parameters. */
async function insertBarcodes(
  transaction: DatabaseTransaction,
  rows: readonly { readonly warehouse: string; readonly code: string; readonly sku: string }[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 5_000) {
    await transaction
      .insertInto('product_barcodes')
      .values(rows.slice(start, start + 5_000))
      .execute()
  }
}
