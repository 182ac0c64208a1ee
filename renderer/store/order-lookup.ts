import type { Order } from '../../shared/domain/order.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { isAtLeast, type BasePlace } from './base-change.ts'
import type { CacheReader } from './cache-reader.ts'
import type { Overlay } from './overlay.ts'
import type { BaseReading } from './overlay-entry.ts'
import { createRecentRows } from './recent-rows.ts'

/** Orders and waybills by number: from memory while they are being worked on, else one read by primary key. */
export interface OrderLookup {
  findOrder(orderNumber: string): Promise<Order | undefined>
  findWaybill(waybillNumber: string): Promise<Waybill | undefined>
  waybillsOf(orderNumber: string): Promise<readonly Waybill[]>
  /** Orders that this station has claimed and not finished, the one worked on last first. */
  ordersInWork(stationId: string): Promise<readonly Order[]>
  /** A base reading at hand. */
  recall(orderNumber: string): BaseReading | undefined
  remember(orderNumber: string, reading: BaseReading): void
  /** The base has moved; what is remembered of these orders is old. */
  baseMoved(
    place: BasePlace,
    changed: { orders: readonly string[]; waybillsOf: readonly string[] | 'all' },
  ): void
  /** From this place on: nothing that was remembered before counts any more. */
  startAt(place: BasePlace | null): void
}

/** Orders of which base row and waybills are kept in memory. */
const rememberedOrders = 300

/** Makes a lookup over a reader and the overlay. */
export function createOrderLookup(
  reader: CacheReader,
  overlay: () => Pick<Overlay, 'ready' | 'has' | 'view' | 'overlaid'>,
): OrderLookup {
  const readings = createRecentRows<BaseReading>(rememberedOrders)
  const waybills = createRecentRows<readonly Waybill[]>(rememberedOrders)
  let place: BasePlace | null = null
  let moves = 0

  async function readOrder(orderNumber: string): Promise<Order | undefined> {
    const found = await reader.orders([orderNumber])
    const reading = { place: found.place, order: found.orders.get(orderNumber) }
    remember(orderNumber, reading)
    return reading.order
  }

  function remember(orderNumber: string, reading: BaseReading): void {
    // A reading that is older than the last change heard of may be the row before that change.
    if (reading.order && isAtLeast(reading.place, place)) readings.put(orderNumber, reading)
    else readings.forget(orderNumber)
  }

  async function findOrder(orderNumber: string): Promise<Order | undefined> {
    await overlay().ready()
    if (overlay().has(orderNumber)) return overlay().view(orderNumber)
    const known = readings.get(orderNumber)
    if (known) return known.order
    const order = await readOrder(orderNumber)
    // A fact may have become durable during the reading.
    return overlay().has(orderNumber) ? overlay().view(orderNumber) : order
  }

  return {
    findOrder,
    findWaybill: (waybillNumber) => reader.waybill(waybillNumber),
    async waybillsOf(orderNumber) {
      const known = waybills.get(orderNumber)
      if (known) return known
      const before = moves
      const rows = await reader.waybillsOf(orderNumber)
      if (before === moves) waybills.put(orderNumber, rows)
      return rows
    },
    async ordersInWork(stationId) {
      await overlay().ready()
      const inBase = await reader.ordersInWork(stationId)
      return mergeInWork(stationId, inBase, overlay().overlaid())
    },
    recall: (orderNumber) => readings.get(orderNumber),
    remember,
    baseMoved(next, changed) {
      place = next
      moves += 1
      for (const orderNumber of changed.orders) readings.forget(orderNumber)
      if (changed.waybillsOf === 'all') waybills.clear()
      else for (const orderNumber of changed.waybillsOf) waybills.forget(orderNumber)
    },
    startAt(next) {
      place = next
      moves += 1
      readings.clear()
      waybills.clear()
    },
  }
}

const finished: readonly Order['state'][] = ['shipped', 'cancelled', 'held', 'exception']

function mergeInWork(
  stationId: string,
  inBase: readonly Order[],
  overlaid: ReturnType<Overlay['overlaid']>,
): readonly Order[] {
  const ofOverlay = [...overlaid.values()]
    .sort((one, other) => other.lastSeq - one.lastSeq)
    .map(({ view }) => view)
  const ofBase = inBase.filter(({ orderNumber }) => !overlaid.has(orderNumber))
  return [...ofOverlay, ...ofBase].filter(
    ({ claimedBy, state }) => claimedBy === stationId && !finished.includes(state),
  )
}
