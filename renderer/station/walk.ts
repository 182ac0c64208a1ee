import type { ScanMeaning } from '../../shared/domain/meaning.ts'
import { expiredUnits } from '../../shared/domain/rules/expiry.ts'
import { isFullyPicked, type Order } from '../../shared/domain/order.ts'
import {
  holderOf,
  needsTote,
  nextWalk,
  orderForUnits,
  ordersOfWalk,
  stoppedOfWalk,
  stopsOf,
} from '../../shared/domain/walk.ts'
import { run, openOrder, type Bench } from './actions.ts'
import { openCountOf } from './count.ts'
import type { ScanAction } from './scenario-table.ts'
import { workOffTask } from './tasks.ts'
import type { Walk, WalkStep } from './view.ts'

type Item = Extract<ScanMeaning, { kind: 'item' }>

/** Every bin that this walk leads to, those that are done among them. */
export function binsOf(walk: Walk | null): readonly string[] {
  return walk?.orders.flatMap(({ lines }) => lines.map(({ bin }) => bin)) ?? []
}

/** What belongs to walks: goods from a shelf, bins, totes and pick lists; false = the scan is none of them. */
export async function scanOnWalk(
  bench: Bench,
  meaning: ScanMeaning,
  action: ScanAction,
): Promise<boolean> {
  if (action === 'walk-item' && meaning.kind === 'item') await walkItem(bench, meaning)
  else if (meaning.kind === 'bin') await scanBin(bench, meaning.bin, action)
  else if (meaning.kind === 'list') await beginWalk(bench, meaning.waveNumber)
  else if (meaning.kind === 'tote') await scanTote(bench, meaning.tote, action)
  else return false
  return true
}

/** Begins the walk of a wave, or goes on with it; without a number, with the one that was left, or of the wave that is due first. */
export async function beginWalk(bench: Bench, wanted: string | null): Promise<void> {
  const { ports, board } = bench
  const here = await ports.store.ordersHere(ports.stationId)
  const left = board.view().walk
  const isLeft = left !== null && walkOver(left.waveNumber, here, left).stops.length > 0
  const waveNumber = wanted ?? (isLeft ? left.waveNumber : nextWalk(here))
  const walk = waveNumber === null ? null : walkOver(waveNumber, here, left)
  if (wanted !== null && walk?.orders.length === 0)
    return board.wrong('unknown-wave', { waveNumber: wanted })
  board.show({ scenario: 'walk', walk })
  if (!walk) return board.notice('walk-none')
  const { inHand, orders, stops } = walk
  if (inHand) return board.notice('tote-needed', { ...inHand })
  const quantity = stops.reduce((sum, stop) => sum + stop.quantity, 0)
  if (quantity === 0) board.notice('walk-collected', { waveNumber: walk.waveNumber })
  else board.notice('walk-begun', { waveNumber: walk.waveNumber, count: orders.length, quantity })
}

/** The walk of a wave as its orders are now. Of the one before stays where somebody was, when it is the same. */
function walkOver(waveNumber: string, here: readonly Order[], before: Walk | null): Walk {
  const orders = ordersOfWalk(here, waveNumber)
  const stopped = stoppedOfWalk(here, waveNumber)
  const walk = { waveNumber, orders, stopped, stops: stopsOf(orders) }
  if (before?.waveNumber !== waveNumber) return { ...walk, bin: null, inHand: null, last: null }
  const { bin, last } = before
  const isWanted = orders.some(({ orderNumber }) => orderNumber === before.inHand?.orderNumber)
  return { ...walk, bin, last, inHand: isWanted ? before.inHand : null }
}

/** The cache has changed: orders may have been stopped, or others have come; a wave that was claimed is there to be walked for. */
export async function refreshWalk({ ports, board }: Bench): Promise<void> {
  const { walk: before } = board.view()
  const here = await ports.store.ordersHere(ports.stationId)
  const waveNumber = before?.waveNumber ?? nextWalk(here)
  if (waveNumber === null) return
  const walk = walkOver(waveNumber, here, before)
  board.show({ walk })
  // Its order was stopped before it had a tote.
  if (before?.inHand && !walk.inHand) {
    const { name, quantity } = before.inHand
    board.notice('item-put-back', { name, quantity })
  }
}

/** Goods from a shelf: counted for the order that they go to, once it is known into which tote. */
async function walkItem(bench: Bench, item: Item): Promise<void> {
  const { board } = bench
  const { walk, armedQuantity } = board.view()
  if (!walk) return board.wrong('no-walk')
  const { sku, name, traits } = item
  const quantity = armedQuantity * (traits?.count ?? 1)
  // The card is good for one scan, whatever comes of it.
  board.show({ armedQuantity: 1 })
  const order = orderForUnits(walk.orders, sku, quantity)
  if (!order) return board.wrong('not-in-walk', { name, quantity, waveNumber: walk.waveNumber })
  const { orderNumber } = order
  // Looked at before a tote is asked for: nobody carries it to the bench.
  const expired = expiredUnits(orderNumber, name, traits, { today: bench.ports.today() })
  if (expired) return board.wrong(expired.code, expired.data)
  const inHand = { orderNumber, sku, name, quantity }
  if (order.tote !== undefined || !needsTote(order)) return count(bench, inHand, order.tote)
  board.show({ walk: { ...walk, inHand } })
  board.notice('tote-needed', { name, quantity, orderNumber })
}

/** A tote, in the sense that the state gives it. */
function scanTote(bench: Bench, tote: string, action: ScanAction): Promise<void> | void {
  if (action === 'put-in-tote') return putInTote(bench, tote)
  return action === 'check-tote' ? checkTote(bench, tote) : openTote(bench, tote)
}

/** What is in the hand goes into this tote, and so does all that is picked for its order from now on. */
async function putInTote(bench: Bench, tote: string): Promise<void> {
  const { ports, board } = bench
  const { walk } = board.view()
  if (!walk?.inHand) return board.wrong('not-expected-here', { code: tote })
  const holder = holderOf(await ports.store.ordersHere(ports.stationId), tote)
  if (holder) return board.wrong('tote-taken', { tote, orderNumber: holder.orderNumber })
  await count(bench, walk.inHand, tote)
}

async function count(
  bench: Bench,
  inHand: NonNullable<Walk['inHand']>,
  tote: string | undefined,
): Promise<void> {
  const { orderNumber, sku, name, quantity } = inHand
  const into = tote === undefined ? {} : { tote }
  const executed = await run(bench, { type: 'pickItem', orderNumber, sku, quantity, ...into })
  if (!executed) return
  const { order, decision } = executed
  const shares = decision.events.flatMap((fact) =>
    fact.type === 'line.picked' ? [{ lineId: fact.body.lineId, quantity: fact.body.quantity }] : [],
  )
  const last: WalkStep = { ...inHand, tote: tote ?? null, shares }
  const walk = recountWalk(bench, order, { inHand: null, last })
  tell(bench, walk, order, last, { name, quantity })
}

/** The walk with an order as it is now. A stop that is still short of goods stays the next one. */
export function recountWalk(
  { board }: Bench,
  order: Order,
  change: Pick<Walk, 'inHand' | 'last'>,
): Walk | null {
  const { walk } = board.view()
  if (!walk) return null
  const orders = walk.orders.map((one) => (one.orderNumber === order.orderNumber ? order : one))
  const stops = stopsOf(orders)
  const bin = stops.some((stop) => stop.bin === walk.bin) ? walk.bin : null
  const after = { ...walk, orders, stops, bin, ...change }
  board.show({ walk: after })
  return after
}

function tell(
  { board }: Bench,
  walk: Walk | null,
  order: Order,
  { tote }: WalkStep,
  goods: { readonly name: string; readonly quantity: number },
): void {
  const { orderNumber } = order
  const data = { ...goods, orderNumber, ...(tote === null ? {} : { tote }) }
  if (walk?.stops.length === 0)
    return board.right('walk-collected', { ...data, waveNumber: walk.waveNumber })
  if (tote === null) return board.right('item-on-cart', data)
  board.right(isFullyPicked(order) ? 'order-collected' : 'item-in-tote', data)
}

/** A tote that was scanned behind goods: the right one, or not. */
function checkTote({ board }: Bench, tote: string): void {
  const last = board.view().walk?.last
  if (!last || last.tote === null) return board.wrong('not-expected-here', { code: tote })
  const { name, quantity, orderNumber } = last
  if (last.tote === tote) return board.notice('tote-right', { tote, name, quantity })
  board.wrong('wrong-tote', { tote: last.tote, orderNumber })
}

/** Lays the order on the bench whose goods are in a tote. */
async function openTote(bench: Bench, tote: string): Promise<void> {
  const { ports, board } = bench
  const holder = holderOf(await ports.store.ordersHere(ports.stationId), tote)
  if (!holder) return board.wrong('tote-empty', { tote })
  const { orderNumber } = holder
  if (await workOffTask(bench, { kind: 'order', orderNumber })) return
  await openOrder(bench, orderNumber)
}

/** Somebody stands at a bin: what is to be taken there comes next, and where nothing is, what is to be counted. */
async function scanBin(bench: Bench, bin: string, action: ScanAction): Promise<void> {
  const { board } = bench
  const { walk } = board.view()
  const stop = walk?.stops.find((candidate) => candidate.bin === bin)
  if (action === 'count-bin' || !walk || !stop) {
    if (!(await openCountOf(bench, bin))) board.wrong('bin-not-in-walk', { bin })
    return
  }
  board.show({ walk: { ...walk, bin }, count: null })
  board.notice('bin-reached', { bin, name: stop.name, quantity: stop.quantity })
}

/** Puts back what is in the hand, or what the last scan has counted. A quantity that waits is what is undone first. */
export async function undoPick(bench: Bench): Promise<void> {
  const { board } = bench
  const { walk, armedQuantity } = board.view()
  if (!walk) return board.wrong('no-walk')
  if (armedQuantity > 1) {
    board.show({ armedQuantity: 1 })
    return board.notice('quantity-armed', { count: 1 })
  }
  if (walk.inHand) {
    const { name, quantity } = walk.inHand
    board.show({ walk: { ...walk, inHand: null } })
    return board.notice('item-put-back', { name, quantity })
  }
  if (!walk.last) return board.wrong('nothing-to-undo', { orderNumber: walk.waveNumber })
  const { orderNumber, name, quantity, shares } = walk.last
  const executed = await run(bench, { type: 'unpickItem', orderNumber, shares })
  if (!executed) return
  recountWalk(bench, executed.order, { inHand: null, last: null })
  board.right('item-put-back', { name, quantity })
}
