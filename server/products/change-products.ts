import { isDeepStrictEqual } from 'node:util'
import { canonicalCode, type Product } from '../../shared/domain/product.ts'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { ProductsRequest, ProductsResponse } from '../../shared/protocol/product.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { publish, type FeedPlace, type RowChange } from '../feed/publish.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'
import { hasNul } from '../http/guards.ts'
import { lockProducts } from './product-rows.ts'

/**
 * Takes in master data, all of them or none: new articles, and what is new about known ones. Codes are only ever added, because goods
 * with an old one still lie in the shelves; a code that another article has is refused by name.
 */
export async function changeProducts(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  { products }: ProductsRequest,
): Promise<Result<ProductsResponse, ApiFailure>> {
  const { warehouse } = place
  const unusable = unusableAmong(products)
  if (unusable) return fail(unusable)
  const skus = products.map(({ sku }) => sku)
  const known = await lockProducts(transaction, warehouse, skus)
  const after = products.map((said) => merged(known.get(said.sku), said))
  const taken = await reserveCodes(transaction, warehouse, after)
  if (taken) return fail(taken)
  const changed = after.filter((product) => !isDeepStrictEqual(known.get(product.sku), product))
  const changes = changed.map((row): RowChange => ({ entity: 'product', key: row.sku, row }))
  const { seq: feedSeq } = await publish(transaction, place, changes)
  const created = changed.filter(({ sku }) => !known.has(sku)).length
  const unchanged = after.length - changed.length
  return succeed({ created, changed: changed.length - created, unchanged, feedSeq })
}

function unusableAmong(products: readonly Product[]): ApiFailure | null {
  const skus = new Set<string>()
  for (const { sku, barcodes } of products) {
    if (skus.has(sku))
      return apiFailure('malformed', `SKU ${sku} is there twice.`, 'Name each article once.')
    skus.add(sku)
    if ([sku, ...barcodes].some(hasNul))
      return apiFailure('malformed', 'A code holds a NUL character.', 'Send codes as printed.')
  }
  return null
}

/** What was learnt stays, and so do the picture and every code; what else is not said any more goes. */
function merged(before: Product | undefined, said: Product): Product {
  const codes = [...said.barcodes.map(canonicalCode), canonicalCode(said.sku)]
  const barcodes = [...new Set([...(before?.barcodes ?? []), ...codes])]
  const { learntGrams, picture } = before ?? {}
  return {
    ...said,
    barcodes,
    ...(learntGrams === undefined ? {} : { learntGrams }),
    ...(picture === undefined ? {} : { picture }),
  }
}

/** Keeps the codes of these articles for them; the failure names one that another article has. */
async function reserveCodes(
  transaction: DatabaseTransaction,
  warehouse: string,
  products: readonly Product[],
): Promise<ApiFailure | null> {
  const wanted = products
    .flatMap(({ sku, barcodes }) => barcodes.map((code) => ({ warehouse, code, sku })))
    // In one order, so that two requests never wait for each other in a circle.
    .sort((one, other) => (one.code < other.code ? -1 : 1))
  for (let start = 0; start < wanted.length; start += 5_000) {
    await transaction
      .insertInto('product_barcodes')
      .values(wanted.slice(start, start + 5_000))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const owners = await transaction
    .selectFrom('product_barcodes')
    .select(['code', 'sku'])
    .where('warehouse', '=', warehouse)
    .where((row) => row('code', '=', row.fn.any(row.val(wanted.map(({ code }) => code)))))
    .execute()
  const ownerOf = new Map(owners.map(({ code, sku }) => [code, sku]))
  const foreign = wanted.find(({ code, sku }) => ownerOf.get(code) !== sku)
  if (!foreign) return null
  const owner = ownerOf.get(foreign.code) ?? ''
  return apiFailure(
    'malformed',
    `The code ${foreign.code} of ${foreign.sku} belongs to ${owner}.`,
    'Take it from one of the two: a code that stands for two articles packs the wrong one.',
  )
}
