import { isStationFact, type JournalFact, type StationFact } from '../../shared/domain/lease.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import type { Sender } from '../fulfilment/waybill-uses.ts'
import { carrierOf } from './carriers.ts'

type Granted = Extract<StationFact, { type: 'lease.granted' }>['body']

/**
 * Takes in the leases that a journal holds. A centre that was put back to an older backup has forgotten what it granted since: it
 * learns it from the journals when they are pushed again, before it judges the parcels in them, and grants those numbers to nobody
 * else (`grantLease` passes over ranges that are taken). A range that another journal holds stays that one's.
 */
export async function learnLeases(
  transaction: DatabaseTransaction,
  sender: Sender,
  facts: readonly (JournalFact | null)[],
  now: Date,
): Promise<void> {
  for (const fact of facts)
    if (fact?.type === 'lease.granted') await learnLease(transaction, sender, fact.body, now)
}

async function learnLease(
  transaction: DatabaseTransaction,
  { stationId, epoch }: Sender,
  { carrier, prefix, digits, first, last }: Granted,
  now: Date,
): Promise<void> {
  const numbering = carrierOf(carrier)?.numbering
  if (numbering?.kind !== 'block') return
  const { leaseSize } = numbering
  const isOurs = prefix === numbering.prefix && digits === numbering.digits
  const isWhole = last - first + 1 === leaseSize && (first - 1) % leaseSize === 0
  if (!isOurs || !isWhole || first < 1 || last >= 10 ** digits) return
  await transaction
    .insertInto('leases')
    .values({
      ...{ carrier, station_id: stationId, epoch, prefix, digits, first, last },
      ...{ granted_at: now, burnt_at: null },
    })
    .onConflict((conflict) => conflict.columns(['carrier', 'first']).doNothing())
    .execute()
}

/** Takes in which numbers a station will never use. The station names a lease as the centre did that granted it, so its range counts. */
export async function noteBurnt(
  transaction: DatabaseTransaction,
  { stationId, epoch }: Sender,
  facts: readonly (JournalFact | null)[],
  now: Date,
): Promise<void> {
  for (const fact of facts) {
    if (!fact || !isStationFact(fact) || fact.type !== 'lease.burnt') continue
    const { carrier, last } = fact.body
    await transaction
      .updateTable('leases')
      .set({ burnt_at: now })
      .where('carrier', '=', carrier)
      .where('last', '=', last)
      .where('station_id', '=', stationId)
      .where('epoch', '=', epoch)
      .where('burnt_at', 'is', null)
      .execute()
  }
}
