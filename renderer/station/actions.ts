import type { Command } from '../../shared/domain/command.ts'
import type { ScanMeaning } from '../../shared/domain/meaning.ts'
import { orderedUnits, packedUnits, type Order } from '../../shared/domain/order.ts'
import type { Refusal } from '../../shared/domain/refusal.ts'
import { emptyPanGrams } from '../../shared/domain/weighing.ts'
import type { Board } from './board.ts'
import { execute, type Executed } from './execute.ts'
import { isFinishedAtBench, stopOf } from './phase.ts'
import type { StationPorts } from './ports.ts'

/** What every action works with. */
export interface Bench {
  readonly ports: StationPorts
  readonly board: Board
}

/** The figures that messages about an order show. */
export function progressOf(order: Order): Refusal['data'] {
  return {
    orderNumber: order.orderNumber,
    packed: packedUnits(order),
    ordered: orderedUnits(order),
  }
}

/** Runs a command; on refusal or fault it tells the board and answers null. */
export async function run(bench: Bench, command: Command): Promise<Executed | null> {
  const { ports, board } = bench
  const executed = await execute(ports, command, board.view(), (decision) => {
    for (const label of decision.labels) board.expectPrint(label.printJobId)
  })
  if (executed.ok) return executed.value
  const { error } = executed
  if (error.kind === 'fault') board.wrong(error.code)
  else board.wrong(error.refusal.code, error.refusal.data)
  return null
}

/** Claims an order and lays it on the bench. An order that was begun goes on where it stood. */
export async function openOrder(bench: Bench, orderNumber: string): Promise<void> {
  const { board } = bench
  const open = board.view().order
  // An order that the centre has stopped is off the bench with the next scan.
  if (open && open.orderNumber !== orderNumber && !stopOf(open, bench.ports.stationId))
    return board.wrong('other-order-open', { orderNumber: open.orderNumber, scanned: orderNumber })
  const executed = await run(bench, { type: 'claimOrder', orderNumber })
  if (!executed) return rememberForeign(bench)
  layOpen(bench, executed)
}

/** Lays an order on the bench that this station has just claimed, or had already. */
export function layOpen({ board }: Bench, { order, decision }: Executed): void {
  const { orderNumber } = order
  if (isFinishedAtBench(order)) return board.wrong('already-packed', { orderNumber })
  board.openOrder(order)
  board.show({ scenario: 'bench', foreign: null })
  board.right(decision.events.length > 0 ? 'order-opened' : 'order-resumed', progressOf(order))
}

/** Keeps which order another station has, because a person may decide to take it over. */
function rememberForeign({ board }: Bench): void {
  const { code, data } = board.view().feedback
  const { orderNumber, station } = data
  if (code === 'not-yours' && typeof orderNumber === 'string' && typeof station === 'string')
    board.show({ foreign: { orderNumber, stationId: station } })
}

/** Counts what was scanned for the open order, as picked or as packed: one unit, or as many as the card before said. */
export async function countItem(
  bench: Bench,
  type: 'pickItem' | 'packItem',
  item: Extract<ScanMeaning, { kind: 'item' }>,
): Promise<void> {
  const { board } = bench
  const open = board.view().order
  if (!open) return board.wrong('no-order-open', { code: item.code })
  const { orderNumber } = open
  const { sku, code, name, traits, typed } = item
  const quantity = board.view().armedQuantity * (traits?.count ?? 1)
  // The card is good for one scan, whatever comes of it.
  board.show({ armedQuantity: 1 })
  const command = { orderNumber, sku, quantity, ...(traits ? { traits } : {}) }
  const by = typed ? { typed } : {}
  const executed = await run(
    bench,
    type === 'pickItem' ? { type, ...command } : { type, ...command, code, ...by },
  )
  if (!executed) return
  const { order, decision } = executed
  const counted = decision.events.find(
    (fact) => fact.type === (type === 'pickItem' ? 'line.picked' : 'item.packed'),
  )
  const activeLineId = counted && 'lineId' in counted.body ? counted.body.lineId : null
  board.openOrder(order)
  const shares = decision.events.flatMap((fact) => {
    if (fact.type !== 'item.packed') return []
    const { lineId, quantity, serial } = fact.body
    return [{ lineId, quantity, ...(serial === undefined ? {} : { serial }) }]
  })
  board.show({ activeLineId, lastPacked: shares.length > 0 ? { name, shares } : null })
  const closed = decision.events.find((fact) => fact.type === 'parcel.closed')
  const data = { ...progressOf(order), sku, name, code, quantity }
  if (closed) board.right('parcel-closed', { ...data, waybillNumber: closed.body.waybillNumber })
  else board.right(type === 'pickItem' ? 'item-picked' : 'item-packed', data)
}

/** The scan-back. It works without an open order too: a box that was set aside is confirmed by its own label. */
export async function confirmLabel(
  bench: Bench,
  waybill: Extract<ScanMeaning, { kind: 'waybill' }>,
): Promise<void> {
  const { board } = bench
  const open = board.view().order
  const orderNumber = open?.orderNumber ?? waybill.orderNumber
  const { waybillNumber } = waybill
  const executed = await run(bench, { type: 'confirmLabel', orderNumber, waybillNumber })
  if (!executed) return
  const { order, decision } = executed
  if (decision.events.length === 0)
    return board.wrong('label-already-confirmed', { orderNumber, waybillNumber })
  if (open) board.openOrder(isFinishedAtBench(order) ? null : order)
  board.right('label-confirmed', { orderNumber, waybillNumber })
}

/** Gives a parcel to the courier. */
export async function handOver(
  bench: Bench,
  waybill: Extract<ScanMeaning, { kind: 'waybill' }>,
): Promise<void> {
  const { board } = bench
  const { orderNumber, waybillNumber } = waybill
  const { courier } = board.view()
  const executed = await run(bench, { type: 'handOver', orderNumber, waybillNumber, courier })
  if (!executed) return
  const { handedOver, order } = board.view()
  const { carrier } = executed.order
  board.show({ handedOver: [{ orderNumber, waybillNumber, carrier }, ...handedOver] })
  if (order?.orderNumber === orderNumber)
    board.openOrder(isFinishedAtBench(executed.order) ? null : executed.order)
  board.right('parcel-handed-over', { orderNumber, waybillNumber, count: handedOver.length + 1 })
}

/**
 * Closes the parcel of a complete order whose waybill came late, or one that is to go in several boxes, or one that has to be weighed,
 * with what lies on the scale.
 *
 * @param accepted why the box is right although its weight is not, or was not taken
 * @param approvedBy the badge of the supervisor who says so
 */
export async function closeParcel(
  bench: Bench,
  accepted?: string,
  approvedBy?: string,
): Promise<void> {
  const { board } = bench
  const { order, weight } = board.view()
  if (!order) return board.wrong('no-order-open')
  const { orderNumber } = order
  const lies = weight?.isSteady && weight.grams > emptyPanGrams ? weight : null
  const executed = await run(bench, {
    ...{ type: 'closeParcel', orderNumber },
    ...(lies ? { weight: { grams: lies.grams, scaleId: lies.scaleId } } : {}),
    ...(accepted === undefined ? {} : { accepted }),
    ...(approvedBy === undefined ? {} : { approvedBy }),
  })
  if (!executed) return
  board.openOrder(executed.order)
  const closed = executed.decision.events.find((fact) => fact.type === 'parcel.closed')
  const waybillNumber = closed?.body.waybillNumber ?? ''
  board.right('parcel-closed', { ...progressOf(executed.order), waybillNumber })
}

/** The next scan of goods counts so many units. */
export function armQuantity({ board }: Bench, armedQuantity: number): void {
  board.show({ armedQuantity })
  board.notice('quantity-armed', { count: armedQuantity })
}

/** Takes out of the open parcel what the last scan put in. A quantity that waits is what is undone first. */
export async function undo(bench: Bench): Promise<void> {
  const { board } = bench
  const { order, lastPacked, armedQuantity } = board.view()
  if (!order) return board.wrong('no-order-open')
  const { orderNumber } = order
  if (armedQuantity > 1) {
    board.show({ armedQuantity: 1 })
    return board.notice('quantity-armed', { count: 1 })
  }
  if (!lastPacked) return board.wrong('nothing-to-undo', { orderNumber })
  const { shares } = lastPacked
  const executed = await run(bench, { type: 'unpackItem', orderNumber, shares })
  if (!executed) return
  board.openOrder(executed.order)
  board.show({ activeLineId: shares[0]?.lineId ?? null, lastPacked: null })
  const quantity = lastPacked.shares.reduce((sum, share) => sum + share.quantity, 0)
  board.right('item-unpacked', { name: lastPacked.name, quantity })
}

/** Puts the open order aside; it stays claimed and goes on where it stood when it is scanned again. */
export function setAside(bench: Bench): void {
  const { board } = bench
  const { order } = board.view()
  if (!order) return board.wrong('no-order-open')
  board.openOrder(null)
  board.notice('order-set-aside', { orderNumber: order.orderNumber })
}
