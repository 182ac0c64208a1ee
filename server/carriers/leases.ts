import { sql } from 'kysely'
import { numberIn, waybillNumberOf, type Lease } from '../../shared/domain/lease.ts'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { LeaseRequest, LeaseResponse } from '../../shared/protocol/lease.ts'
import type { Database, DatabaseTransaction, LeaseTable } from '../database/tables.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'
import { hasNul } from '../http/guards.ts'
import { carrierOf, type BlockNumbering } from './carriers.ts'

/** From when on the demo carrier counts its ranges. */
const countedFrom = Date.UTC(2026, 0, 1)

/**
 * Gives a station numbers for its journal. The counter of the carrier only ever grows, so no number is ever in two leases; a fenced
 * journal gets none, because whoever writes it is a clone or an old backup.
 *
 * A real carrier's counter is not in our backup. The demo carrier's is, so it also keeps up with the clock, one range a second: a
 * centre that is put back to yesterday does not grant yesterday's numbers again, whoever asks first. What is left open: ranges that
 * were granted in a burst, ahead of the clock, by a centre that is put back before the clock has come that far.
 */
export async function grantLease(
  transaction: DatabaseTransaction,
  stationId: string,
  { epoch, carrier: code }: Omit<LeaseRequest, 'requestId'>,
  now: Date,
): Promise<Result<LeaseResponse, ApiFailure>> {
  const numbering = hasNul(epoch) ? null : carrierOf(code)?.numbering
  if (numbering?.kind !== 'block') return fail(noLeases(code))
  if (await isFenced(transaction, stationId, epoch)) return fail(fencedLease)
  // A range that a journal has taught the centre is somebody's already.
  for (;;) {
    const granted = await grantNext(transaction, { stationId, epoch, code, now }, numbering)
    if (granted) return succeed({ lease: granted })
  }
}

/** Grants the next range of a carrier; null when it is taken. */
async function grantNext(
  transaction: DatabaseTransaction,
  to: {
    readonly stationId: string
    readonly epoch: string
    readonly code: string
    readonly now: Date
  },
  { prefix, digits, leaseSize }: BlockNumbering,
): Promise<Lease | null> {
  const { stationId, epoch, code, now } = to
  const { next } = await transaction
    .insertInto('lease_counters')
    .values({ carrier: code, next: earliestNumber(now, leaseSize) + leaseSize })
    .onConflict((conflict) =>
      conflict.column('carrier').doUpdateSet((row) => ({
        next: row.fn<number>('greatest', [
          row('lease_counters.next', '+', leaseSize),
          row.ref('excluded.next'),
        ]),
      })),
    )
    .returning('next')
    .executeTakeFirstOrThrow()
  const range = { prefix, digits, first: next - leaseSize, last: next - 1 }
  const granted = await transaction
    .insertInto('leases')
    .values({
      ...{ carrier: code, station_id: stationId, epoch, ...range },
      ...{ granted_at: now, burnt_at: null },
    })
    .onConflict((conflict) => conflict.columns(['carrier', 'first']).doNothing())
    .returning('lease')
    .executeTakeFirst()
  return granted ? { leaseId: leaseIdOf(granted.lease), carrier: code, ...range } : null
}

/** The first number that the demo carrier may give out now. */
function earliestNumber(now: Date, leaseSize: number): number {
  const seconds = Math.floor((now.getTime() - countedFrom) / 1000)
  return 1 + leaseSize * Math.max(0, seconds)
}

function leaseIdOf(lease: number): string {
  return `L-${String(lease)}`
}

/** Whether a journal was replaced by a newer one. One that the centre has never seen may be about to begin. */
async function isFenced(
  transaction: DatabaseTransaction,
  stationId: string,
  epoch: string,
): Promise<boolean> {
  const station = await transaction
    .selectFrom('stations')
    .select('epoch')
    .where('station_id', '=', stationId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (station.epoch === epoch) return false
  const known = await transaction
    .selectFrom('station_epochs')
    .select('epoch')
    .where('station_id', '=', stationId)
    .where('epoch', '=', epoch)
    .executeTakeFirst()
  return known !== undefined
}

/** Which of these numbers of leasing carriers were not leased to this journal. */
export async function foreignNumbers(
  transaction: DatabaseTransaction,
  { stationId, epoch }: { readonly stationId: string; readonly epoch: string },
  uses: readonly { readonly carrier: string; readonly waybillNumber: string }[],
): Promise<ReadonlySet<string>> {
  if (uses.length === 0) return new Set()
  const leases = await transaction
    .selectFrom('leases')
    .select(['lease', 'carrier', 'prefix', 'digits', 'first', 'last'])
    .where('station_id', '=', stationId)
    .where('epoch', '=', epoch)
    .execute()
  const own = leases.map(({ lease, ...rest }): Lease => ({ leaseId: leaseIdOf(lease), ...rest }))
  const isOwn = ({ carrier, waybillNumber }: (typeof uses)[number]): boolean =>
    own.some((lease) => lease.carrier === carrier && numberIn(lease, waybillNumber) !== null)
  return new Set(uses.filter((use) => !isOwn(use)).map(({ waybillNumber }) => waybillNumber))
}

/** What became of a lease. Burnt numbers are in no parcel and never will be. */
export interface LeaseReport {
  readonly leaseId: string
  readonly carrier: string
  readonly stationId: string
  readonly epoch: string
  readonly first: string
  readonly last: string
  readonly used: number
  readonly burnt: number
  readonly state: 'live' | 'burnt'
}

/** Every lease, and what became of its numbers. */
export async function reportLeases(database: Database): Promise<readonly LeaseReport[]> {
  const { rows } = await sql<
    Omit<LeaseTable, 'lease'> & { lease: number; used: number; is_live: boolean }
  >`
    select leases.*, coalesce(stations.epoch, leases.epoch) = leases.epoch and burnt_at is null as is_live,
      (select count(*) from waybill_uses use
        where use.carrier = leases.carrier and use.station_id = leases.station_id
          and use.waybill_number between leases.prefix || lpad(leases.first::text, leases.digits, '0')
            and leases.prefix || lpad(leases.last::text, leases.digits, '0')) as used
    from leases join stations using (station_id)
    order by lease
  `.execute(database)
  return rows.map(({ lease, carrier, station_id: stationId, epoch, prefix, digits, ...row }) => {
    const { first, last, used, is_live: isLive } = row
    const leaseId = leaseIdOf(lease)
    const range = { leaseId, carrier, prefix, digits, first, last }
    return {
      ...{ leaseId, carrier, stationId, epoch, used, state: isLive ? 'live' : 'burnt' },
      first: waybillNumberOf(range, first),
      last: waybillNumberOf(range, last),
      burnt: isLive ? 0 : last - first + 1 - used,
    }
  })
}

function noLeases(carrier: string): ApiFailure {
  return apiFailure(
    'not-found',
    `There is no carrier ${JSON.stringify(carrier.slice(0, 64))} that gives out ranges of numbers.`,
    'Ask GET /v1/carriers which do.',
  )
}

const fencedLease = apiFailure(
  'fenced',
  'This journal was replaced by a newer one and gets no more numbers.',
  'Another copy of this station is at work. Stop this one, export its journal, and enrol it anew.',
)
