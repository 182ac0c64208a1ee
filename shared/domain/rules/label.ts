import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import { labelRequestFor } from '../label-request.ts'
import type { Order } from '../order.ts'
import type { LabelState, Parcel } from '../parcel.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { fail, succeed, type Result } from '../result.ts'
import { guardOpen, guardOwned } from './guards.ts'

/** The scan-back: the waybill on the box was read, so the label exists, whatever the printer said. */
export function confirmLabel(
  facts: Facts,
  command: Extract<Command, { type: 'confirmLabel' }>,
  context: Context,
): Ruling {
  const found = ownedParcel(facts, command.waybillNumber, context)
  if (!found.ok) return found
  const { parcelNumber, printJobId, label } = found.value.parcel
  const { orderNumber, waybillNumber } = command
  if (label === 'confirmed') return succeed({ events: [], labels: [] })
  if (printJobId === null) return fail(refusal('label-not-requested', { waybillNumber }))
  const { operatorId } = context
  const body = { orderNumber, parcelNumber, waybillNumber, printJobId, operatorId }
  return succeed({ events: [event('label.confirmed', body)], labels: [] })
}

/**
 * Asks for another print of a label that may already exist. It keeps the waybill number, needs a reason, and prints
 * its copy number. Any bench may print it, because the printer of the one that packed the box may be the one that is broken. A label of which certainly nothing was sent is no reprint; its job is simply started again. While a job is on
 * its way a second one would print the label twice.
 */
export function reprintLabel(
  facts: Facts,
  command: Extract<Command, { type: 'reprintLabel' }>,
  context: Context,
): Ruling {
  const found = claimedParcel(facts, command.waybillNumber)
  if (!found.ok) return found
  const { order, parcel, station } = found.value
  const isOwn = station === context.stationId
  const { orderNumber, waybillNumber } = command
  const reason = command.reason.trim()
  if (reason === '') return fail(refusal('reprint-needs-reason', { waybillNumber }))
  const { parcelNumber, reprints, label, handedOver } = parcel
  if (handedOver) return fail(refusal('already-shipped', { orderNumber }))
  // Its own bench has it in hand, and may print it any moment.
  if (!isAtRest(label) && !isOwn) return fail(refusal('not-yours', { orderNumber, station }))
  if (!isAtRest(label)) return fail(refusal('not-expected-here', { waybillNumber }))
  const waybill = facts.waybills.find((candidate) => candidate.waybillNumber === waybillNumber)
  if (!waybill || waybill.state === 'void') return fail(refusal('no-waybill', { orderNumber }))
  const copy = reprints + 1
  const printJobId = context.newId()
  const body = { orderNumber, parcelNumber, waybillNumber, printJobId, copy, reason }
  const made = { parcelNumber, printJobId, copy, requestedAt: context.now }
  return succeed({
    events: [isOwn ? event('label.requested', body) : event('label.copied', body)],
    labels: [labelRequestFor({ order, waybill, ...made })],
  })
}

/** Whether the label may exist and no job of it is on its way. */
export function isAtRest(label: LabelState): boolean {
  return label === 'sent' || label === 'unknown' || label === 'confirmed'
}

/** The parcel under a number, of an order that this station has and that nothing stops. */
export function ownedParcel(
  facts: Facts,
  waybillNumber: string,
  context: Context,
): Result<{ readonly order: Order; readonly parcel: Parcel }, Refusal> {
  const owned = guardOwned(facts.order, context)
  if (!owned.ok) return owned
  const found = parcelOfWaybill(owned.value, waybillNumber)
  return found.ok ? succeed({ order: owned.value, parcel: found.value }) : found
}

/** The parcel under a number and the station that has its order, whichever it is, when nothing stops it. */
function claimedParcel(
  facts: Facts,
  waybillNumber: string,
): Result<{ readonly order: Order; readonly parcel: Parcel; readonly station: string }, Refusal> {
  const open = guardOpen(facts.order)
  if (!open.ok) return open
  const { orderNumber, claimedBy: station } = open.value
  if (station === null) return fail(refusal('not-claimed', { orderNumber }))
  const found = parcelOfWaybill(open.value, waybillNumber)
  return found.ok ? succeed({ order: open.value, parcel: found.value, station }) : found
}

/** The closed parcel of this order that carries the waybill. */
export function parcelOfWaybill(order: Order, waybillNumber: string): Result<Parcel, Refusal> {
  const { orderNumber } = order
  const parcel = order.parcels.find((candidate) => candidate.waybillNumber === waybillNumber)
  return parcel ? succeed(parcel) : fail(refusal('wrong-waybill', { orderNumber, waybillNumber }))
}
