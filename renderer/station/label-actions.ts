import type { DomainEvent } from '../../shared/domain/event.ts'
import { labelRequestFor, type LabelRequest } from '../../shared/domain/label-request.ts'
import type { Order } from '../../shared/domain/order.ts'
import { run, type Bench } from './actions.ts'
import type { Board } from './board.ts'
import { stopOf } from './phase.ts'
import type { LabelPlace } from './view.ts'

/** The label of the open order's parcel. */
function openLabel({ board }: Bench): LabelPlace | null {
  const { order, label } = board.view()
  return order && label
    ? { orderNumber: order.orderNumber, waybillNumber: label.waybillNumber }
    : null
}

/** Prints another copy of a label that may exist already: the open order's, or one from the list. */
export async function reprintLabel(
  bench: Bench,
  reason: string,
  place: LabelPlace | null = openLabel(bench),
): Promise<void> {
  const { board } = bench
  if (!place) return board.wrong('no-order-open')
  const executed = await run(bench, { type: 'reprintLabel', ...place, reason })
  if (!executed) return
  const { order, decision } = executed
  if (board.view().order?.orderNumber === place.orderNumber) board.openOrder(order)
  const copy = decision.labels[0]?.data.copy ?? 0
  board.right('label-requested-again', { waybillNumber: place.waybillNumber, copy })
}

/** Starts again a job of which certainly nothing was sent. The print ledger in main has the last word on that. */
export async function retryLabel(
  bench: Bench,
  place: LabelPlace | null = openLabel(bench),
): Promise<void> {
  const { board, ports } = bench
  if (!place) return board.wrong('no-order-open')
  const found = await labelAt(bench, place)
  if (!found) return
  const { label, order } = found
  // `labelAt` has seen to whose box it is.
  const stopped = stopOf(order, order.claimedBy ?? ports.stationId)
  if (stopped) return board.wrong(stopped.code, stopped.data)
  const started = await ports.journal.startLabel(label)
  if (!started.ok) return board.wrong(started.error)
  board.expectPrint(label.printJobId)
  const { waybillNumber, data } = label
  board.right('label-requested-again', { waybillNumber, copy: data.copy })
}

/** Prints once more what is in a box. */
export async function printPackingList(bench: Bench, place: LabelPlace): Promise<void> {
  const { board, ports } = bench
  const found = await labelAt(bench, place)
  if (!found) return
  const printed = await ports.printer.printPackingList(found.label)
  if (printed.ok) board.notice('packing-list-printed', { ...place })
  else board.wrong(printed.error)
}

/** The label of a place as it is printed, and its order; null when there is none, which the board says then. */
async function labelAt(
  { board, ports }: Bench,
  { orderNumber, waybillNumber }: LabelPlace,
): Promise<{ readonly label: LabelRequest; readonly order: Order } | null> {
  const order = await ports.store.findOrder(orderNumber)
  const parcel = order?.parcels.find((candidate) => candidate.waybillNumber === waybillNumber)
  const waybill = await ports.store.findWaybill(waybillNumber)
  // Of another bench's box only the copy that was made here can be meant.
  const isOwn = order?.claimedBy === ports.stationId
  const printJobId = (isOwn ? parcel?.printJobId : parcel?.copies?.at(-1)) ?? null
  if (!order || !parcel || printJobId === null)
    board.wrong('label-not-requested', { waybillNumber })
  else if (!waybill) board.wrong('no-waybill', { orderNumber })
  else {
    const { parcelNumber, reprints: copy } = parcel
    const made = { parcelNumber, printJobId, copy, requestedAt: ports.now() }
    return { label: labelRequestFor({ order, waybill, ...made }), order }
  }
  return null
}

/**
 * Gives up the number of a packed box, the open order's or one from the list. The box goes aside: its new label comes as a task, once
 * the centre has a number.
 */
export async function voidNumber(
  bench: Bench,
  reason: string,
  place: LabelPlace | null = openLabel(bench),
): Promise<void> {
  const { board } = bench
  if (!place) return board.wrong('no-order-open')
  const executed = await run(bench, { type: 'voidNumber', ...place, reason })
  if (!executed) return
  if (board.view().order?.orderNumber === place.orderNumber) board.openOrder(null)
  board.right('number-voided', { ...place })
}

/** The test label reads. */
export function noteTestRead({ board }: Bench): void {
  board.show({ isTestRead: true })
  board.notice('test-label-read')
}

/** Narrows the list of labels to what was scanned. */
export function findLabel({ board }: Bench, labelSearch: string): void {
  board.show({ labelSearch })
  board.notice('label-found', { name: labelSearch })
}

/** What the printer has said of the open order's label. */
export function tellOfLabel(board: Board, fact: DomainEvent): void {
  if (fact.type === 'label.sent') board.notice('label-sent', { ...fact.body })
  if (fact.type === 'label.unknown') board.notice('label-outcome-unknown', { ...fact.body })
  if (fact.type === 'label.failed') board.notice('label-failed', { ...fact.body })
}
