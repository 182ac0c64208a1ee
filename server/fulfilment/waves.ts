import type { Order } from '../../shared/domain/order.ts'
import type { WaveChoice, WaveResponse } from '../../shared/protocol/wave.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { lockFreeRows } from '../feed/current-rows.ts'
import { publish, readHead, type FeedPlace, type RowChange } from '../feed/publish.ts'
import { isWaiting } from '../feed/row-index.ts'
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
  { size, carrier, kind }: Asked,
): Promise<readonly Order[]> {
  const taken: Order[] = []
  const article =
    kind === 'one-article' ? await hottestArticle(transaction, warehouse, carrier) : undefined
  if (article === null) return taken
  let after: Candidate | null = null
  while (taken.length < size) {
    const candidates: readonly Candidate[] = await nextCandidates(transaction, warehouse, {
      ...{ after, carrier, article, isSingle: kind !== undefined, limit: size - taken.length },
    })
    after = candidates.at(-1) ?? null
    if (!after) break
    const numbers = candidates.map(({ order_number: number }) => number)
    const documents = await lockFreeRows(transaction, warehouse, 'order', numbers)
    for (const number of numbers) {
      const document = documents.get(number)
      // Written by `publish` from an `Order`. What it said before the lock may have changed since.
      const order = document === undefined ? null : (JSON.parse(document) as Order)
      if (order && isWaiting(order)) taken.push(order)
    }
  }
  return taken
}

/** The article that most waiting orders ask for by itself, of several the most urgent; null = there is no such order. */
async function hottestArticle(
  transaction: DatabaseTransaction,
  warehouse: string,
  carrier: string | undefined,
): Promise<string | null> {
  let query = transaction
    .selectFrom('waiting_orders')
    .select('article')
    .where('warehouse', '=', warehouse)
    .where('article', 'is not', null)
    .groupBy('article')
    .orderBy((row) => row.fn.countAll(), 'desc')
    .orderBy((row) => row.fn.min('deadline_at'))
    .orderBy('article')
    .limit(1)
  if (carrier !== undefined) query = query.where('carrier', '=', carrier)
  const hottest = await query.executeTakeFirst()
  return hottest?.article ?? null
}

interface Candidate {
  readonly order_number: string
  readonly deadline_at: Date
}

async function nextCandidates(
  transaction: DatabaseTransaction,
  warehouse: string,
  wanted: {
    readonly after: Candidate | null
    readonly carrier: string | undefined
    readonly article: string | undefined
    readonly isSingle: boolean
    readonly limit: number
  },
): Promise<readonly Candidate[]> {
  const { after, carrier, article, isSingle, limit } = wanted
  let query = transaction
    .selectFrom('waiting_orders')
    .select(['order_number', 'deadline_at'])
    .where('warehouse', '=', warehouse)
    .orderBy('deadline_at')
    .orderBy('order_number')
    .limit(limit)
  if (carrier !== undefined) query = query.where('carrier', '=', carrier)
  if (article !== undefined) query = query.where('article', '=', article)
  if (isSingle) query = query.where('article', 'is not', null)
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
