import type { Order } from '../../shared/domain/order.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { isAtLeast, type BasePlace } from './base-change.ts'
import type { CacheReader, OpenTasks } from './cache-reader.ts'
import type { Overlay } from './overlay.ts'
import type { BaseReading } from './overlay-entry.ts'
import { createRecentRows } from './recent-rows.ts'

/** What a move of the base has changed. */
export interface MovedRows {
  readonly orders: readonly string[]
  /** Orders of which a waybill has changed. */
  readonly waybillsOf: readonly string[] | 'all'
  /** Whether a task has changed. */
  readonly tasks: boolean
}

/** Orders and waybills by number: from memory while they are being worked on, else one read by primary key. */
export interface OrderLookup {
  findOrder(orderNumber: string): Promise<Order | undefined>
  findWaybill(waybillNumber: string): Promise<Waybill | undefined>
  waybillsOf(orderNumber: string): Promise<readonly Waybill[]>
  /** Orders that this station has claimed and not finished, the one worked on last first. */
  ordersInWork(stationId: string): Promise<readonly Order[]>
  /** Orders that this station has claimed and not finished, and those that were stopped while goods of theirs lie in a tote. */
  ordersHere(stationId: string): Promise<readonly Order[]>
  /** Tasks that the base has for any station. */
  openTasks(): Promise<OpenTasks>
  /** A base reading at hand. */
  recall(orderNumber: string): BaseReading | undefined
  remember(orderNumber: string, reading: BaseReading): void
  /** The base has moved; what is remembered of these orders is old. */
  baseMoved(place: BasePlace, changed: MovedRows): void
  /** From this place on: nothing that was remembered before counts any more. */
  startAt(place: BasePlace | null): void
}

/** Orders of which base row and waybills are kept in memory. */
const rememberedOrders = 300

type OverlayReading = Pick<Overlay, 'ready' | 'has' | 'view' | 'overlaid'>

/** Makes a lookup over a reader and the overlay. */
export function createOrderLookup(reader: CacheReader, overlay: () => OverlayReading): OrderLookup {
  return new RememberingLookup(reader, overlay)
}

class RememberingLookup implements OrderLookup {
  readonly #reader: CacheReader
  readonly #overlay: () => OverlayReading
  readonly #readings = createRecentRows<BaseReading>(rememberedOrders)
  readonly #waybills = createRecentRows<readonly Waybill[]>(rememberedOrders)
  #tasks: Promise<OpenTasks> | null = null
  #place: BasePlace | null = null
  /** Counts what was heard of the base: rows that were read before the last of it may be old. */
  #moves = 0

  constructor(reader: CacheReader, overlay: () => OverlayReading) {
    this.#reader = reader
    this.#overlay = overlay
  }

  async findOrder(orderNumber: string): Promise<Order | undefined> {
    const overlay = this.#overlay()
    await overlay.ready()
    if (overlay.has(orderNumber)) return overlay.view(orderNumber)
    const known = this.#readings.get(orderNumber)
    if (known) return known.order
    const { place, orders } = await this.#reader.orders([orderNumber])
    const order = orders.get(orderNumber)
    // A fact may have become durable during the reading.
    if (overlay.has(orderNumber)) return overlay.view(orderNumber)
    this.remember(orderNumber, { place, order })
    return order
  }

  async findWaybill(waybillNumber: string): Promise<Waybill | undefined> {
    const inBase = await this.#reader.waybill(waybillNumber)
    if (inBase) return inBase
    for (const [orderNumber, { view }] of this.#overlay().overlaid()) {
      if (!view.parcels.some((parcel) => parcel.waybillNumber === waybillNumber)) continue
      const waybills = await this.waybillsOf(orderNumber)
      return waybills.find((waybill) => waybill.waybillNumber === waybillNumber)
    }
    return undefined
  }

  /** Those of the base, and those that this station has put a leased number on since. */
  async waybillsOf(orderNumber: string): Promise<readonly Waybill[]> {
    const waybills = await this.#baseWaybillsOf(orderNumber)
    const view = this.#overlay().overlaid().get(orderNumber)?.view
    const draft = waybills.find(({ state }) => state === 'unnumbered')
    if (!view || !draft) return waybills
    const known = new Set(waybills.map(({ waybillNumber }) => waybillNumber))
    const numbered = view.parcels.flatMap(({ waybillNumber }): Waybill[] =>
      waybillNumber === null || known.has(waybillNumber)
        ? []
        : [{ ...draft, waybillNumber, state: 'allocated' }],
    )
    return [...waybills, ...numbered]
  }

  async #baseWaybillsOf(orderNumber: string): Promise<readonly Waybill[]> {
    const known = this.#waybills.get(orderNumber)
    if (known) return known
    const moves = this.#moves
    const rows = await this.#reader.waybillsOf(orderNumber)
    if (moves === this.#moves) this.#waybills.put(orderNumber, rows)
    return rows
  }

  async ordersInWork(stationId: string): Promise<readonly Order[]> {
    const here = await this.ordersHere(stationId)
    return here.filter(({ state }) => !finished.includes(state))
  }

  async ordersHere(stationId: string): Promise<readonly Order[]> {
    await this.#overlay().ready()
    const before = this.#overlay().overlaid()
    const inBase = await this.#reader.ordersInWork(stationId)
    return mergeHere(stationId, inBase, new Map([...before, ...this.#overlay().overlaid()]))
  }

  openTasks(): Promise<OpenTasks> {
    const moves = this.#moves
    // Every command asks. Facts that a later base shows and these rows do not are on top of them, as long as no row has changed.
    this.#tasks ??= this.#reader.openTasks()
    const asked = this.#tasks
    asked.catch(() => {
      if (moves === this.#moves) this.#tasks = null
    })
    return asked
  }

  recall(orderNumber: string): BaseReading | undefined {
    return this.#readings.get(orderNumber)
  }

  remember(orderNumber: string, reading: BaseReading): void {
    // A reading that is older than the last change heard of may be the row before that change.
    if (reading.order && isAtLeast(reading.place, this.#place))
      this.#readings.put(orderNumber, reading)
    else this.#readings.forget(orderNumber)
  }

  baseMoved(place: BasePlace, changed: MovedRows): void {
    this.#place = place
    this.#moves += 1
    if (changed.tasks) this.#tasks = null
    for (const orderNumber of changed.orders) this.#readings.forget(orderNumber)
    if (changed.waybillsOf === 'all') this.#waybills.clear()
    else for (const orderNumber of changed.waybillsOf) this.#waybills.forget(orderNumber)
  }

  startAt(place: BasePlace | null): void {
    this.#place = place
    this.#moves += 1
    this.#tasks = null
    this.#readings.clear()
    this.#waybills.clear()
  }
}

const finished: readonly Order['state'][] = ['shipped', 'cancelled', 'held', 'exception']

function mergeHere(
  stationId: string,
  inBase: readonly Order[],
  overlaid: ReturnType<Overlay['overlaid']>,
): readonly Order[] {
  const ofOverlay = [...overlaid.values()]
    .sort((one, other) => other.lastSeq - one.lastSeq)
    .map(({ view }) => view)
  const ofBase = inBase.filter(({ orderNumber }) => !overlaid.has(orderNumber))
  return [...ofOverlay, ...ofBase].filter(({ claimedBy }) => claimedBy === stationId)
}
