import { sql } from 'kysely'
import { parkedHold, type Order } from '../../shared/domain/order.ts'
import { resumed } from '../../shared/domain/evolve.ts'
import { factOf, journalFrame, type JournalFrame } from '../../shared/protocol/frame.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { publish, type FeedPlace } from '../feed/publish.ts'
import { lockOrders } from '../orders/order-rows.ts'
import { openReturnsOf } from '../orders/returns.ts'
import { applyFacts } from './apply-facts.ts'
import { changesOf, gatherKnown } from './known-floor.ts'
import { writeOutcomes } from './stored-frames.ts'
import type { Sender } from './waybill-uses.ts'

/** How a parked order was tried again: its facts are counted now, or the rules still fail and everything is as it was. */
export type Retried = 'counted' | 'not-parked' | 'still-parked'

/**
 * Takes a parked order out again and counts the facts that waited. The order of facts of one journal is that of the journal; which
 * station's come first was not kept, and is decided by who was first to wait.
 */
export async function retryParked(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  orderNumber: string,
): Promise<Retried> {
  const { warehouse } = place
  const orders = await lockOrders(transaction, warehouse, [orderNumber])
  await sql`savepoint before_retry`.execute(transaction)
  const taken = await transaction
    .deleteFrom('parked_orders')
    .where('warehouse', '=', warehouse)
    .where('order_number', '=', orderNumber)
    .returning('order_number')
    .execute()
  if (taken.length === 0) return 'not-parked'
  const isCounted = await countAll(transaction, place, orderNumber, orders.get(orderNumber))
  if (!isCounted) await sql`rollback to savepoint before_retry`.execute(transaction)
  await sql`release savepoint before_retry`.execute(transaction)
  return isCounted ? 'counted' : 'still-parked'
}

async function countAll(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  orderNumber: string,
  order: Order | undefined,
): Promise<boolean> {
  if (order) {
    const row = withoutHold(order)
    if (!row) return false
    await publish(transaction, place, [{ entity: 'order', key: orderNumber, row }])
  }
  for (const waiting of await waitingFacts(transaction, place.warehouse, orderNumber))
    if (!(await count(transaction, place, waiting))) return false
  return true
}

/** Null when the rules cannot even say what state the order is in. */
function withoutHold(order: Order): Order | null {
  const free = { ...order, holds: order.holds.filter(({ code }) => code !== parkedHold) }
  try {
    return free.state === 'held' ? resumed(free) : free
  } catch {
    return null
  }
}

/** Facts of one journal that wait for a parked order, in their order. */
interface Waiting {
  readonly sender: Sender
  readonly frames: readonly JournalFrame[]
}

async function waitingFacts(
  transaction: DatabaseTransaction,
  warehouse: string,
  orderNumber: string,
): Promise<readonly Waiting[]> {
  const rows = await transaction
    .selectFrom('station_events')
    .innerJoin('stations', 'stations.station_id', 'station_events.station_id')
    .select(['station_events.station_id', 'station_events.epoch', 'frame', 'received_at'])
    .where('warehouse', '=', warehouse)
    .where('result', '=', 'deferred')
    .where('code', '=', 'parked')
    .orderBy('received_at')
    .orderBy('station_events.station_id')
    .orderBy('station_events.epoch')
    .orderBy('seq')
    .execute()
  const journals = new Map<string, { sender: Sender; frames: JournalFrame[] }>()
  for (const { station_id: stationId, epoch, frame: text } of rows) {
    const frame = journalFrame.parse(JSON.parse(text))
    if (frame.body['orderNumber'] !== orderNumber) continue
    const name = `${stationId} ${epoch}`
    const journal = journals.get(name) ?? { sender: { stationId, epoch }, frames: [] }
    journal.frames.push(frame)
    journals.set(name, journal)
  }
  return [...journals.values()].map(({ sender, frames }) => ({
    sender,
    frames: frames.sort((one, other) => one.seq - other.seq),
  }))
}

async function count(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  { sender, frames }: Waiting,
): Promise<boolean> {
  const { warehouse } = place
  const known = await gatherKnown(
    transaction,
    sender,
    warehouse,
    frames.map((frame) => ({ frame })),
  )
  const application = applyFacts(frames.map(factOf), sender.stationId, known)
  if (application.parked.size > 0) return false
  const outcomes = application.outcomes.map((outcome, index) => ({
    seq: frames[index]?.seq ?? 0,
    outcome,
  }))
  await writeOutcomes(transaction, sender, outcomes)
  await openReturnsOf(transaction, place, application.changedTasks)
  await publish(transaction, place, await changesOf(transaction, warehouse, application, known))
  return true
}
