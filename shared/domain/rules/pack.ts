import type { Command } from '../command.ts'
import type { Context, Decision, Facts, Ruling } from '../decision.ts'
import { event, type DomainEvent } from '../event.ts'
import { evolve } from '../evolve.ts'
import { labelRequestFor } from '../label-request.ts'
import { isFullyPacked, type Order } from '../order.ts'
import { parcelNumberOf, type Parcel } from '../parcel.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { fail, succeed, type Result } from '../result.ts'
import type { Waybill } from '../waybill.ts'
import { expiredUnits } from './expiry.ts'
import { guardOwned } from './guards.ts'
import { sharesOf } from './pick.ts'
import { weighParcel, type Weighing } from './weigh.ts'

/**
 * Puts units into the open parcel. Units that nobody picked before are picked in the same decision (pick-and-pack).
 * The last correct unit also closes the parcel and asks for its label, when a waybill is at hand; without one the
 * unit still counts, and closing says what is missing.
 */
export function packItem(
  facts: Facts,
  command: Extract<Command, { type: 'packItem' }>,
  context: Context,
): Ruling {
  const owned = guardOwned(facts.order, context)
  if (!owned.ok) return owned
  const order = owned.value
  const { orderNumber } = order
  if (isFullyPacked(order)) return fail(refusal('already-complete', { orderNumber }))
  const unfit = unfitnessOf(order, command, context)
  if (unfit) return fail(unfit)
  const shares = sharesOf(order, command, 'packed')
  if (!shares.ok) return shares
  const { code, traits, typed } = command
  const { lot, serial, expiresOn } = traits ?? {}
  const told = {
    ...(typed ? { typed } : {}),
    ...(lot === undefined ? {} : { lot }),
    ...(serial === undefined ? {} : { serial }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
  }
  const { operatorId } = context
  const { parcelNumber } = openParcel(order)
  const events = shares.value.flatMap(({ line: { lineId, picked, packed }, quantity }) => {
    const missing = Math.max(0, packed + quantity - picked)
    const body = { orderNumber, parcelNumber, lineId, quantity, code, ...told, operatorId }
    const fact: DomainEvent = event('item.packed', body)
    if (missing === 0) return [fact]
    return [event('line.picked', { orderNumber, lineId, quantity: missing, operatorId }), fact]
  })
  return succeed(withLabelWhenComplete(facts, events, context))
}

/** Why these very units must not be sent, although the goods are right: too old, or one that is in a box of this order already. */
function unfitnessOf(
  order: Order,
  { traits, sku, quantity }: Extract<Command, { type: 'packItem' }>,
  context: Context,
): Refusal | null {
  const { orderNumber, parcels, lines } = order
  const { serial } = traits ?? {}
  const name = lines.find((line) => line.sku === sku)?.name ?? sku
  const expired = expiredUnits(orderNumber, name, traits, context)
  if (expired) return expired
  if (serial === undefined) return null
  if (parcels.some(({ serials }) => serials?.includes(serial)))
    return refusal('serial-twice', { orderNumber, name, serial })
  return quantity > 1 ? refusal('serial-counts-one', { orderNumber, name, serial }) : null
}

function withLabelWhenComplete(
  facts: Facts,
  events: readonly DomainEvent[],
  context: Context,
): Decision {
  const order = facts.order && events.reduce(evolve, facts.order)
  // A box that has to be weighed is closed by its weight.
  if (!order || !isFullyPacked(order) || context.weighs) return { events, labels: [] }
  const closing = closeParcel({ ...facts, order }, {}, context)
  if (!closing.ok) return { events, labels: [] }
  return { events: [...events, ...closing.value.events], labels: closing.value.labels }
}

/** Closes the open parcel: consumes its waybill number and asks for the original label, in one append. */
export function closeParcel(facts: Facts, command: Weighing, context: Context): Ruling {
  const owned = guardOwned(facts.order, context)
  if (!owned.ok) return owned
  const order = owned.value
  const { orderNumber, carrier } = order
  const parcel = order.parcels.find((candidate) => !candidate.closed)
  if (!parcel || parcel.contents.length === 0)
    return fail(
      refusal(isFullyPacked(order) ? 'already-complete' : 'nothing-packed', { orderNumber }),
    )
  if (context.asksCarton && !parcel.carton) return fail(refusal('carton-needed', { orderNumber }))
  const weighed = weighParcel(facts, order, parcel, command, context)
  if (!weighed.ok) return weighed
  const free = freeWaybill(order, facts)
  if (!free.ok) return free
  const { waybill, ...numbered } = free.value
  const { parcelNumber, contents } = parcel
  const { waybillNumber } = waybill
  const { operatorId } = context
  const printJobId = context.newId()
  const of = { orderNumber, parcelNumber, waybillNumber }
  const closed = event('parcel.closed', { ...of, ...numbered, carrier, contents, operatorId })
  const requested = event('label.requested', { ...of, printJobId, copy: 0, reason: null })
  const made = { parcelNumber, printJobId, copy: 0, requestedAt: context.now }
  const label = labelRequestFor({ order, waybill, ...made })
  return succeed({ events: [...weighed.value, closed, requested], labels: [label] })
}

/** The parcel that the next unit goes into. */
export function openParcel(order: Order): Pick<Parcel, 'parcelNumber'> {
  const open = order.parcels.find((parcel) => !parcel.closed)
  const next = parcelNumberOf(order.orderNumber, order.parcels.length + 1)
  return open ?? { parcelNumber: next }
}

/** A waybill to put on a box, and the unnumbered one that it was made of, if any. */
interface FreeWaybill {
  readonly waybill: Waybill
  readonly draftNumber?: string
}

/** A waybill of this order that no parcel has used and that was not voided; a leased number is put on an unnumbered one. */
export function freeWaybill(order: Order, facts: Facts): Result<FreeWaybill, Refusal> {
  const { orderNumber, carrier } = order
  const used = new Set(order.parcels.map((parcel) => parcel.waybillNumber))
  const own = facts.waybills.filter((waybill) => waybill.orderNumber === orderNumber)
  const free = own.find(
    ({ state, waybillNumber }) => state === 'allocated' && !used.has(waybillNumber),
  )
  if (free) return succeed({ waybill: free })
  const draft = own.find(({ state }) => state === 'unnumbered')
  if (!draft) return fail(refusal('no-waybill', { orderNumber }))
  const { leasedNumber } = facts
  if (!leasedNumber) return fail(refusal('numbers-used-up', { orderNumber, carrier }))
  const waybill: Waybill = { ...draft, waybillNumber: leasedNumber, state: 'allocated' }
  return succeed({ waybill, draftNumber: draft.waybillNumber })
}
