import { sql } from 'kysely'
import { succeed, type Result } from '../../shared/domain/result.ts'
import { factOf, stationFactOf } from '../../shared/protocol/frame.ts'
import type { PushRequest, PushResponse } from '../../shared/protocol/push.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import { publish, type FeedPlace, type RowChange } from '../feed/publish.ts'
import type { ApiFailure } from '../http/failure.ts'
import { learnLeases, noteBurnt } from '../carriers/lease-facts.ts'
import { learnWeights } from '../products/learn-weights.ts'
import { openReturnsOf } from '../orders/returns.ts'
import { applyFacts } from './apply-facts.ts'
import { noteCounts } from './bin-counts.ts'
import { hashChain, type HashedFrame } from './frame-chain.ts'
import { changesOf, gatherKnown } from './known-floor.ts'
import { advance, findPlace, lockStation } from './journal-place.ts'
import { describeParked, holdParked, parkOrders } from './parked-orders.ts'
import { checkStored, codeOf, type StoredFrame } from './stored-frames.ts'
import type { Sender } from './waybill-uses.ts'

/**
 * Takes in a piece of a station's journal, in one transaction and exactly once: frames that are stored already are compared and
 * answered as they were, the rest is applied, and every frame is kept with its outcome for ever.
 *
 * @param announce told when the rules fail at an order, which is then parked
 *
 * Locks are taken in one order everywhere: station, orders by number, waybill numbers, tasks, products, counter of the feed.
 */
export async function receivePush(
  database: Database,
  now: Date,
  stationId: string,
  request: PushRequest,
  announce: (line: string) => void,
): Promise<Result<PushResponse, ApiFailure>> {
  const chain = hashChain(request)
  if (!chain.ok) return chain
  return database.transaction().execute(async (transaction) => {
    const station = await lockStation(transaction, stationId)
    const place = await findPlace(transaction, stationId, station.epoch, request)
    if (!place.ok) return place
    const sender = { stationId, epoch: request.epoch }
    const known = chain.value.filter(({ frame }) => frame.seq <= place.value.lastSeq)
    const stored = await checkStored(transaction, sender, known)
    if (!stored.ok) return stored
    const fresh = chain.value.slice(known.length)
    const feed = { warehouse: station.warehouse, now }
    const taken = await takeIn(transaction, sender, feed, fresh)
    const last = fresh.at(-1)
    const lastSeq = last?.frame.seq ?? place.value.lastSeq
    if (last)
      await advance(transaction, stationId, { ...place.value, lastSeq, lastHash: last.hash })
    const head = await publish(transaction, feed, taken.changes)
    for (const [orderNumber, cause] of taken.parked) announce(describeParked(orderNumber, cause))
    const outcomes = [...stored.value, ...taken.frames]
    return succeed({
      epoch: request.epoch,
      ackedSeq: lastSeq,
      feedEpoch: head.feedEpoch,
      feedSeq: head.seq,
      outcomes: outcomes.map(({ seq, outcome }) => ({ seq, outcome })),
    })
  })
}

/** What fresh frames change in the feed, and what became of each. */
interface TakenIn {
  readonly frames: readonly StoredFrame[]
  readonly changes: readonly RowChange[]
  /** Orders that were parked now, and why. */
  readonly parked: ReadonlyMap<string, string>
}

async function takeIn(
  transaction: DatabaseTransaction,
  sender: Sender,
  feed: FeedPlace,
  fresh: readonly HashedFrame[],
): Promise<TakenIn> {
  if (fresh.length === 0) return { frames: [], changes: [], parked: new Map() }
  const facts = fresh.map(({ frame }) => factOf(frame) ?? stationFactOf(frame))
  await learnLeases(transaction, sender, facts, feed.now)
  const known = await gatherKnown(transaction, sender, feed.warehouse, fresh)
  const application = applyFacts(facts, sender.stationId, known)
  const frames = fresh.map(({ frame: { seq } }, index): StoredFrame => {
    const outcome = application.outcomes[index]
    if (!outcome) throw new Error(`Frame ${String(seq)} has no outcome`)
    return { seq, outcome }
  })
  await storeFrames(transaction, sender, feed.now, fresh, frames)
  await noteBurnt(transaction, sender, facts, feed.now)
  await noteCounts(transaction, sender, feed, fresh)
  await openReturnsOf(transaction, feed, application.changedTasks)
  const { parked } = application
  await parkOrders(transaction, feed, parked)
  const changes = await changesOf(transaction, feed.warehouse, application, known)
  const { outcomes, changedOrders } = application
  const after = changedOrders.map((order) => [order.orderNumber, order] as const)
  const orders = new Map([...known.orders, ...after])
  const weights = await learnWeights(transaction, feed, { facts, outcomes, orders })
  const held = holdParked(changes, parked, known.orders)
  return { frames, changes: [...held, ...weights], parked }
}

async function storeFrames(
  transaction: DatabaseTransaction,
  { stationId, epoch }: Sender,
  now: Date,
  fresh: readonly HashedFrame[],
  frames: readonly StoredFrame[],
): Promise<void> {
  const seqs = frames.map(({ seq }) => seq)
  const hashes = fresh.map(({ hash }) => hash)
  const texts = fresh.map(({ text }) => text)
  const results = frames.map(({ outcome }) => outcome.result)
  const codes = frames.map(({ outcome }) => codeOf(outcome))
  await sql`
    insert into station_events (station_id, epoch, seq, hash, frame, result, code, received_at)
    select ${stationId}, ${epoch}, seq, hash, frame, result, code, ${now}::timestamptz
    from unnest(${seqs}::bigint[], ${hashes}::text[], ${texts}::text[], ${results}::text[], ${codes}::text[])
      as incoming (seq, hash, frame, result, code)
  `.execute(transaction)
}
