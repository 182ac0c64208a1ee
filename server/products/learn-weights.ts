import { sql } from 'kysely'
import { boxesLookedAt, learntFrom, observedUnit } from '../../shared/domain/learnt-weight.ts'
import type { DomainEvent } from '../../shared/domain/event.ts'
import type { JournalFact } from '../../shared/domain/lease.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Outcome } from '../../shared/domain/receipt.ts'
import { weightOf } from '../../shared/domain/weighing.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import type { FeedPlace, RowChange } from '../feed/publish.ts'
import { lockProducts, readProducts } from './product-rows.ts'

/** What a push has told, and what it made of the orders. */
export interface Told {
  readonly facts: readonly (JournalFact | null)[]
  readonly outcomes: readonly Outcome[]
  /** Orders as they are after it. */
  readonly orders: ReadonlyMap<string, Order>
}

/** Below this nobody notices that a weight was learnt anew. */
const noticeableGrams = 3
const noticeableShare = 0.02

/**
 * Keeps what weighed boxes say of the goods in them, and tells the stations when enough of them agree on another weight than they know.
 * A person who accepts a weight has looked into the box, so those boxes speak too.
 */
export async function learnWeights(
  transaction: DatabaseTransaction,
  { warehouse, now }: FeedPlace,
  told: Told,
): Promise<readonly RowChange[]> {
  const parcels = weighedParcels(told)
  if (parcels.length === 0) return []
  const goods = parcels.flatMap(({ order }) => order.lines.map(({ sku }) => sku))
  const known = await readProducts(transaction, warehouse, [...new Set(goods)])
  const weights = new Map([...known].map(([sku, product]) => [sku, weightOf(product)] as const))
  const observed = parcels.flatMap(({ order, parcelNumber }) => {
    const parcel = order.parcels.find((candidate) => candidate.parcelNumber === parcelNumber)
    const unit = parcel && observedUnit(order, parcel, weights)
    return unit && known.has(unit.sku) ? [{ ...unit, parcelNumber }] : []
  })
  if (observed.length === 0) return []
  await keepObserved(transaction, warehouse, now, observed)
  return changedWeights(transaction, warehouse, [...new Set(observed.map(({ sku }) => sku))])
}

function weighedParcels({ facts, outcomes, orders }: Told) {
  const weighed = facts.filter(
    (fact, index): fact is Extract<DomainEvent, { type: 'parcel.weighed' }> =>
      fact?.type === 'parcel.weighed' &&
      fact.body.grams !== null &&
      outcomes[index]?.result === 'applied',
  )
  return weighed.flatMap(({ body: { orderNumber, parcelNumber } }) => {
    const order = orders.get(orderNumber)
    return order ? [{ order, parcelNumber }] : []
  })
}

/** A box says one thing, however often it is told. */
async function keepObserved(
  transaction: DatabaseTransaction,
  warehouse: string,
  now: Date,
  observed: readonly { readonly sku: string; readonly grams: number; parcelNumber: string }[],
): Promise<void> {
  const rows = observed.map(({ sku, grams, parcelNumber }) => {
    return { warehouse, sku, grams, parcel_number: parcelNumber, weighed_at: now }
  })
  await transaction
    .insertInto('unit_weights')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function changedWeights(
  transaction: DatabaseTransaction,
  warehouse: string,
  skus: readonly string[],
): Promise<readonly RowChange[]> {
  const learnt = await learntWeights(transaction, warehouse, skus)
  if (learnt.size === 0) return []
  const products = await lockProducts(transaction, warehouse, [...learnt.keys()])
  return [...products].flatMap(([sku, product]): readonly RowChange[] => {
    const learntGrams = learnt.get(sku)
    if (learntGrams === undefined) return []
    const before = product.learntGrams ?? product.unitWeightGrams
    const isNoticed =
      Math.abs(learntGrams - before) > Math.max(noticeableGrams, before * noticeableShare)
    return isNoticed ? [{ entity: 'product', key: sku, row: { ...product, learntGrams } }] : []
  })
}

async function learntWeights(
  transaction: DatabaseTransaction,
  warehouse: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ sku: string; grams: number[] }>`
    select sku, array_agg(grams order by weighed_at desc, parcel_number desc) as grams
    from (
      select *, row_number() over (
        partition by sku order by weighed_at desc, parcel_number desc
      ) as place
      from unit_weights where warehouse = ${warehouse} and sku = any(${[...skus]}::text[])
    ) newest
    where place <= ${boxesLookedAt}
    group by sku
  `.execute(transaction)
  return new Map(
    rows.flatMap(({ sku, grams }) => {
      const learnt = learntFrom(grams)
      return learnt === null ? [] : [[sku, learnt] as const]
    }),
  )
}
