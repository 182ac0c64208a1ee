import type { Order } from '../../shared/domain/order.ts'
import { isWaiting, zoneOfOrder } from '../../shared/domain/waiting.ts'
import type { WaveChoice, WaveResponse } from '../../shared/protocol/wave.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { lockFreeRows } from '../feed/current-rows.ts'
import { publish, readHead, type FeedPlace, type RowChange } from '../feed/publish.ts'
import { readWaybills } from '../orders/order-rows.ts'
import { reissueWaybills } from '../orders/reissue.ts'

type Asked = WaveChoice

/**
 * Gives the next orders by deadline to a station. An order that somebody else is just working on is passed over, not waited for; so
 * stations that claim at the same time get different orders, and none goes to two.
 */
export async function claimWave(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  stationId: string,
  asked: Asked,
): Promise<WaveResponse> {
  const { warehouse, now } = place
  const orders = await takeWaiting(transaction, warehouse, asked)
  if (orders.length === 0) {
    const { seq: feedSeq } = await readHead(transaction, warehouse)
    return { waveNumber: null, orderNumbers: [], feedSeq }
  }
  const { wave } = await transaction
    .insertInto('waves')
    .values({ warehouse, station_id: stationId, orders: orders.length, claimed_at: now })
    .returning('wave')
    .executeTakeFirstOrThrow()
  const waveNumber = `W-${String(wave)}`
  const claimed = orders.map((order): Order => {
    return { ...order, claimedBy: stationId, state: 'picking', waveNumber }
  })
  const changes = [
    ...claimed.map((row): RowChange => ({ entity: 'order', key: row.orderNumber, row })),
    ...(await missingWaybills(transaction, warehouse, claimed)),
  ]
  const { seq: feedSeq } = await publish(transaction, place, changes)
  return { waveNumber, orderNumbers: claimed.map(({ orderNumber }) => orderNumber), feedSeq }
}

/** Orders that wait, locked, the most urgent first. Every round looks behind those that it has tried. */
async function takeWaiting(
  transaction: DatabaseTransaction,
  warehouse: string,
  asked: Asked,
): Promise<readonly Order[]> {
  const taken: Order[] = []
  const { size, kind } = asked
  const article =
    kind === 'one-article' ? await hottestArticle(transaction, warehouse, asked) : undefined
  if (article === null) return taken
  let after: Candidate | null = null
  while (taken.length < size) {
    const limit = size - taken.length
    const candidates: readonly Candidate[] = await nextCandidates(
      waitingFor(transaction, warehouse, asked, article),
      { after, limit },
    )
    after = candidates.at(-1) ?? null
    if (!after) break
    const numbers = candidates.map(({ order_number: number }) => number)
    const documents = await lockFreeRows(transaction, warehouse, 'order', numbers)
    for (const number of numbers) {
      const document = documents.get(number)
      // Written by `publish` from an `Order`. What it said before the lock may have changed since.
      const order = document === undefined ? null : (JSON.parse(document) as Order)
      if (order && isWaiting(order) && isStillWanted(order, asked)) taken.push(order)
    }
  }
  return taken
}

/** The lines of an order can change before it is locked: the office may split it. */
function isStillWanted(order: Order, { zone, kind }: Asked): boolean {
  if (zone !== undefined && zoneOfOrder(order) !== zone) return false
  return kind === undefined || order.lines.length === 1
}

/** Waiting orders of the asked kind, as a query that goes on. */
function waitingFor(
  transaction: DatabaseTransaction,
  warehouse: string,
  { carrier, kind, zone, mostLines, mostUnits, dueBefore }: Asked,
  article: string | undefined,
) {
  let query = transaction.selectFrom('waiting_orders').where('warehouse', '=', warehouse)
  if (carrier !== undefined) query = query.where('carrier', '=', carrier)
  if (article !== undefined) query = query.where('article', '=', article)
  if (kind !== undefined) query = query.where('article', 'is not', null)
  if (zone !== undefined) query = query.where('zone', '=', zone)
  if (mostLines !== undefined) query = query.where('lines', '<=', mostLines)
  if (mostUnits !== undefined) query = query.where('units', '<=', mostUnits)
  if (dueBefore !== undefined) query = query.where('deadline_at', '<', new Date(dueBefore))
  return query
}

/** The article that most waiting orders ask for by itself, of several the most urgent; null = there is no such order. */
async function hottestArticle(
  transaction: DatabaseTransaction,
  warehouse: string,
  asked: Asked,
): Promise<string | null> {
  const hottest = await waitingFor(transaction, warehouse, asked, undefined)
    .select('article')
    .groupBy('article')
    .orderBy((row) => row.fn.countAll(), 'desc')
    .orderBy((row) => row.fn.min('deadline_at'))
    .orderBy('article')
    .limit(1)
    .executeTakeFirst()
  return hottest?.article ?? null
}

interface Candidate {
  readonly order_number: string
  readonly deadline_at: Date
}

function nextCandidates(
  waiting: ReturnType<typeof waitingFor>,
  { after, limit }: { readonly after: Candidate | null; readonly limit: number },
): Promise<readonly Candidate[]> {
  let query = waiting
    .select(['order_number', 'deadline_at'])
    .orderBy('deadline_at')
    .orderBy('order_number')
    .limit(limit)
  if (after)
    query = query.where((row) =>
      row.or([
        row('deadline_at', '>', after.deadline_at),
        row.and([
          row('deadline_at', '=', after.deadline_at),
          row('order_number', '>', after.order_number),
        ]),
      ]),
    )
  return query.execute()
}

/** An order that has no waybill, because its carrier gave none when it came in, gets one now if it can. */
async function missingWaybills(
  transaction: DatabaseTransaction,
  warehouse: string,
  orders: readonly Order[],
): Promise<readonly RowChange[]> {
  const numbers = orders.map(({ orderNumber }) => orderNumber)
  const held = await readWaybills(transaction, warehouse, numbers)
  const changes: RowChange[] = []
  for (const order of orders) {
    const waybills = held.get(order.orderNumber) ?? []
    if (waybills.some(({ state }) => state !== 'void')) continue
    changes.push(...(await reissueWaybills(transaction, warehouse, { order, waybills, voids: [] })))
  }
  return changes
}
