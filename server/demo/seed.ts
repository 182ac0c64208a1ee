import type { Database } from '../database/tables.ts'
import { publish, type FeedPlace } from '../feed/publish.ts'
import { releaseOrders, releaseProducts } from '../orders/release.ts'
import { demoSet } from './demo-set.ts'

/** Puts the demo shop into an empty warehouse. One that has anything in it is left as it is; answers whether it was empty. */
export async function seedDemo(database: Database, place: FeedPlace): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    // The counter row is the one that every writer takes: nothing gets in between looking and seeding.
    const { head } = await transaction
      .selectFrom('warehouses')
      .select('head')
      .where('warehouse', '=', place.warehouse)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (head > 0) return false
    const { products, orders } = demoSet(place.now)
    await publish(transaction, place, [
      ...(await releaseProducts(transaction, place.warehouse, products, () => [])),
      ...(await releaseOrders(transaction, place.warehouse, orders)),
    ])
    return true
  })
}
