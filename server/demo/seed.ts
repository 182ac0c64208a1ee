import type { Product } from '../../shared/domain/product.ts'
import type { Database } from '../database/tables.ts'
import { publish, type FeedPlace } from '../feed/publish.ts'
import { releaseOrders, releaseProducts } from '../orders/release.ts'
import { keepPictures, type Picture } from '../products/pictures.ts'
import { demoLook, readDemoPictures } from './demo-pictures.ts'
import { demoSet } from './demo-set.ts'

/**
 * Puts the demo shop into an empty warehouse. One that has anything in it is left as it is; answers whether it was empty.
 *
 * @param folder with pictures of its goods; without it they have none
 */
export async function seedDemo(
  database: Database,
  place: FeedPlace,
  folder?: string,
): Promise<boolean> {
  const pictures =
    folder === undefined ? new Map<string, Picture>() : await readDemoPictures(folder)
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
    await keepPictures(transaction, place.now, [...pictures.values()])
    const shown = products.map((product): Product => {
      const picture = pictures.get(demoLook(product) ?? '')
      return picture ? { ...product, picture: picture.hash } : product
    })
    await publish(transaction, place, [
      ...(await releaseProducts(transaction, place.warehouse, shown, () => [])),
      ...(await releaseOrders(transaction, place.warehouse, orders)),
    ])
    return true
  })
}
