import type { Product } from '../../shared/domain/product.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { lockRows, readRows } from '../feed/current-rows.ts'

/** Articles as they are, by SKU; those that are not known are missing. */
export async function readProducts(
  transaction: DatabaseTransaction,
  warehouse: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, Product>> {
  return parsed(await readRows(transaction, warehouse, 'product', skus))
}

/** As `readProducts`, locked to the end of the transaction. Taken after every lock of orders, numbers and tasks. */
export async function lockProducts(
  transaction: DatabaseTransaction,
  warehouse: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, Product>> {
  return parsed(await lockRows(transaction, warehouse, 'product', skus))
}

function parsed(documents: ReadonlyMap<string, string>): ReadonlyMap<string, Product> {
  // Written by `publish` from a `Product`.
  return new Map([...documents].map(([sku, text]) => [sku, JSON.parse(text) as Product]))
}
