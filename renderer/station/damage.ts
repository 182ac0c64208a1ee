import { run, type Bench } from './actions.ts'
import { recountWalk } from './walk.ts'

/** What the last scan packed is broken: it is set aside, and others have to be fetched. */
export async function damaged(bench: Bench): Promise<void> {
  const { board } = bench
  const { order, lastPacked } = board.view()
  if (!order) return board.wrong('no-order-open')
  const { orderNumber } = order
  if (!lastPacked) return board.wrong('nothing-to-undo', { orderNumber })
  const { shares } = lastPacked
  const executed = await run(bench, { type: 'damageItem', orderNumber, from: 'parcel', shares })
  if (!executed) return
  board.openOrder(executed.order)
  board.show({ activeLineId: shares[0]?.lineId ?? null, lastPacked: null })
  tell(bench, lastPacked.name, shares)
}

/** What the last scan of a walk picked is broken: it is set aside, and others have to be taken. */
export async function damagedPick(bench: Bench): Promise<void> {
  const { board } = bench
  const last = board.view().walk?.last
  if (!last) return board.wrong('nothing-to-undo', { orderNumber: '' })
  const { orderNumber, name, shares } = last
  const executed = await run(bench, { type: 'damageItem', orderNumber, from: 'tote', shares })
  if (!executed) return
  recountWalk(bench, executed.order, { inHand: null, last: null })
  tell(bench, name, shares)
}

function tell(
  { board }: Bench,
  name: string,
  shares: readonly { readonly quantity: number }[],
): void {
  const quantity = shares.reduce((sum, share) => sum + share.quantity, 0)
  board.right('item-damaged', { name, quantity })
}
