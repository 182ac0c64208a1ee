import type { ScanMeaning } from '../../shared/domain/meaning.ts'
import { isFullyPicked } from '../../shared/domain/order.ts'
import { singleFor } from '../../shared/domain/single.ts'
import { countItem, run, type Bench } from './actions.ts'

/**
 * Scan and print: with nothing on the bench, goods stand for the order of this bench that waits for just them. It is opened and the
 * unit packed in one scan, so a wave of one article is an article and a label at a time.
 */
export async function packSingle(
  bench: Bench,
  item: Extract<ScanMeaning, { kind: 'item' }>,
): Promise<void> {
  const { ports, board } = bench
  const { store, stationId } = ports
  const { flow } = board.view().way
  const inWork = await store.ordersInWork(stationId)
  // Where goods are picked on a walk, one that was not walked for has nothing to be packed.
  const packable = inWork.filter((order) => flow === 'pick-and-pack' || isFullyPicked(order))
  const single = singleFor(packable, item.sku, item.traits?.count ?? 1)
  if (!single) return board.wrong('no-order-open', { code: item.code })
  const claimed = await run(bench, { type: 'claimOrder', orderNumber: single.orderNumber })
  if (!claimed) return
  board.openOrder(claimed.order)
  board.show({ scenario: 'bench', foreign: null })
  await countItem(bench, 'packItem', item)
}
