import { sql } from 'kysely'
import type { DomainEvent } from '../../shared/domain/event.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { hasNul } from '../http/guards.ts'

/** A fact together with the frame that carries it. */
export interface FactAt {
  readonly seq: number
  readonly fact: DomainEvent
}

/** Who pushes, and of which journal. */
export interface Sender {
  readonly stationId: string
  readonly epoch: string
}

/** Parcel that consumed a waybill number first. */
export type WaybillUses = (carrier: string, waybillNumber: string) => string | null

/**
 * Consumes the waybill numbers that these facts name, and answers which parcel has each. A number is burnt by the frame that
 * names it, whatever else becomes of that frame. It is inserted before it is read: so two stations that bring the same
 * number at the same moment see one winner.
 */
export async function consumeWaybills(
  transaction: DatabaseTransaction,
  sender: Sender,
  facts: readonly FactAt[],
): Promise<WaybillUses> {
  const uses = firstUses(sender, facts)
  if (uses.length === 0) return () => null
  await transaction
    .insertInto('waybill_uses')
    .values(uses)
    .onConflict((conflict) => conflict.columns(['carrier', 'waybill_number']).doNothing())
    .execute()
  const carriers = uses.map((use) => use.carrier)
  const numbers = uses.map((use) => use.waybill_number)
  const { rows } = await sql<{ carrier: string; waybill_number: string; parcel_number: string }>`
    select carrier, waybill_number, parcel_number from waybill_uses
    join unnest(${carriers}::text[], ${numbers}::text[]) as asked (carrier, waybill_number)
      using (carrier, waybill_number)
  `.execute(transaction)
  const owners = new Map(
    rows.map((row) => [nameOf(row.carrier, row.waybill_number), row.parcel_number]),
  )
  return (carrier, waybillNumber) => owners.get(nameOf(carrier, waybillNumber)) ?? null
}

/** Sorted, so that two pushes take their locks in one order; the first use within this push wins. */
function firstUses({ stationId, epoch }: Sender, facts: readonly FactAt[]) {
  const uses = new Map<string, ReturnType<typeof useOf>>()
  for (const { seq, fact } of facts) {
    if (fact.type !== 'parcel.closed' && fact.type !== 'parcel.relabelled') continue
    const { carrier, waybillNumber, orderNumber, parcelNumber } = fact.body
    if ([carrier, waybillNumber, orderNumber, parcelNumber].some(hasNul)) continue
    const name = nameOf(carrier, waybillNumber)
    if (!uses.has(name)) uses.set(name, useOf({ stationId, epoch }, seq, fact.body))
  }
  return [...uses.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, use]) => use)
}

function useOf(
  { stationId, epoch }: Sender,
  seq: number,
  body: Extract<DomainEvent, { type: 'parcel.closed' | 'parcel.relabelled' }>['body'],
) {
  return {
    carrier: body.carrier,
    waybill_number: body.waybillNumber,
    order_number: body.orderNumber,
    parcel_number: body.parcelNumber,
    station_id: stationId,
    epoch,
    seq,
  }
}

function nameOf(carrier: string, waybillNumber: string): string {
  return `${carrier} ${waybillNumber}`
}
