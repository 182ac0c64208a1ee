import { isFullyPacked, type Order } from '../../shared/domain/order.ts'
import type { Refusal } from '../../shared/domain/refusal.ts'
import { guardOwned } from '../../shared/domain/rules/guards.ts'
import { isBox, type LabelState, type Parcel } from '../../shared/domain/parcel.ts'
import { isBegun, isPackingBegun } from '../../shared/domain/stage.ts'
import { untakenUnits } from '../../shared/domain/substitute.ts'
import { needsTote } from '../../shared/domain/walk.ts'
import type { BenchLabel, BenchPhase, BenchWay, Walk, WalkPhase } from './view.ts'

/** The parcel that the bench is about: the open one, else the first whose label was not scanned back. */
function currentParcel(order: Order): Parcel | undefined {
  return (
    order.parcels.find((parcel) => !parcel.closed && (isBox(parcel) || !isFullyPacked(order))) ??
    order.parcels.find((parcel) => parcel.label !== 'confirmed' && !parcel.handedOver)
  )
}

/** The label of the current parcel, once it was asked for. */
export function benchLabelOf(order: Order | null): BenchLabel | null {
  const parcel = order ? currentParcel(order) : undefined
  if (!parcel || parcel.printJobId === null || parcel.waybillNumber === null) return null
  const { printJobId, waybillNumber, label, reprints } = parcel
  return { printJobId, waybillNumber, state: label, reprints }
}

const phaseOfLabel: Readonly<Record<LabelState, BenchPhase>> = {
  none: 'awaiting-waybill',
  requested: 'label-printing',
  sending: 'label-printing',
  sent: 'awaiting-scan-back',
  failed: 'label-failed',
  unknown: 'label-unknown',
  confirmed: 'no-order',
}

/**
 * Where the bench stands with an order. `isPrinting` tells whether this window has asked for a job since it was opened: a
 * job that was requested before a crash has sent nothing and waits for a person, like a failed one.
 */
export function phaseOf(
  order: Order | null,
  { flow, weighs, asksCarton }: Omit<BenchWay, 'profile'>,
  isPrinting: (printJobId: string) => boolean,
): BenchPhase {
  if (!order) return 'no-order'
  if (!isFullyPacked(order))
    return flow === 'pick-then-pack' && order.state === 'picking' ? 'picking' : 'packing'
  const parcel = currentParcel(order)
  if (!parcel) return 'no-order'
  if (asksCarton && !parcel.closed && !parcel.carton) return 'awaiting-carton'
  if (weighs && !parcel.closed) return 'awaiting-weight'
  if (parcel.label === 'requested' && parcel.printJobId !== null && !isPrinting(parcel.printJobId))
    return 'label-failed'
  return phaseOfLabel[parcel.label]
}

/** Why this station may not go on with an order: the centre stopped it or gave it to another; null when it may. */
export function stopOf(order: Order, stationId: string): Refusal | null {
  const owned = guardOwned(order, { stationId })
  return owned.ok ? null : owned.error
}

/** Whether another article could still go in for a line. */
export function isStillMissing({ lines }: Order, lineId: string): boolean {
  return lines.some((line) => line.lineId === lineId && untakenUnits(line) > 0)
}

/** Whether nothing is left to do with this order at the bench. */
export function isFinishedAtBench(order: Order): boolean {
  return isFullyPacked(order) && order.parcels.length > 0 && currentParcel(order) === undefined
}

/** Whether an order may have lain on the bench: one of a wave that has goods on the cart, or none in hand yet, did not. */
export function wasLaidOpen(order: Order): boolean {
  if (order.waveNumber === undefined || isPackingBegun(order)) return true
  return order.tote === undefined && needsTote(order) && isBegun(order)
}

/** Where a walk stands. */
export function walkPhaseOf(walk: Walk | null): WalkPhase {
  if (!walk) return 'no-walk'
  if (walk.inHand) return 'awaiting-tote'
  return walk.stops.length > 0 ? 'collecting' : 'collected'
}
