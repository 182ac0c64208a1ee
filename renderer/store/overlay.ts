import { touchesTasks, type TaskFact } from '../../shared/domain/count-task.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import type { Order } from '../../shared/domain/order.ts'
import { isAtLeast, type BasePlace } from './base-change.ts'
import {
  foldOver,
  isSettled,
  type BaseReading,
  type JournaledFact,
  type UnsettledFact,
} from './overlay-entry.ts'

/** Base rows that were read in one transaction, with the place of the base in that same transaction. */
export interface BaseReadings {
  readonly place: BasePlace | null
  readonly orders: ReadonlyMap<string, Order>
}

/** What the overlay needs. */
export interface OverlayPorts {
  readBase(orderNumbers: readonly string[]): Promise<BaseReadings>
  /** A reading at hand, if any, to spare a look into the database. */
  recall(orderNumber: string): BaseReading | undefined
  /** The frames that a base at this place does not show (null = an empty base), and the journal's last seq. */
  unsettledFacts(place: BasePlace | null): Promise<{
    readonly facts: readonly JournaledFact[]
    readonly lastSeq: number
  }>
  /** The facts on top now are those that this place does not show: readings from before it do not go with them. */
  onReload(place: BasePlace | null): void
  /** An order that has no unsettled fact left, as the base shows it. */
  onSettled(orderNumber: string, reading: BaseReading): void
  onChange(): void
  /** Hears of a reload or a reading that failed; it is tried again with the next change. */
  onFailure(cause: unknown): void
}

/** What lists need of one order with unsettled facts. */
export interface OverlaidOrder {
  readonly base: Order | undefined
  readonly view: Order
  /** The newest of its facts in the journal. */
  readonly lastSeq: number
}

/** This station's unsettled facts on top of the base, per order. */
export interface Overlay {
  /** Reads all unsettled facts again. Views stay as they are until their base was read anew. */
  reload(): Promise<void>
  /** Adds frames in order of seq. Known ones are skipped; a gap asks the journal again. */
  append(frames: readonly JournaledFact[]): void
  /** The centre has taken everything up to `ackedSeq`; the feed shows it from `feedSeq` on. */
  acknowledge(ack: { ackedSeq: number; feedEpoch: string; feedSeq: number }): void
  /** The base has moved; these orders have a new base row. */
  baseMoved(place: BasePlace, changedOrders: readonly string[]): void
  /** Waits until every fact that a running reload brings is on top; rejects when the journal could not be asked. */
  ready(): Promise<void>
  /** Whether facts of this order are on top of its base. */
  has(orderNumber: string): boolean
  /** The order as it is; undefined when the base does not have it. */
  view(orderNumber: string): Promise<Order | undefined>
  /** Facts that make or end tasks, as far as a base at this place does not show them, in the order of the journal. */
  taskFacts(place: BasePlace | null): readonly TaskFact[]
  /** Every order with unsettled facts that could be folded so far. */
  overlaid(): ReadonlyMap<string, OverlaidOrder>
}

interface Entry {
  facts: UnsettledFact[]
  reading: BaseReading | null
  view: Order | undefined
}

/** Rows that are read in one transaction. */
const readingSize = 200

/**
 * Makes an overlay that is empty until `reload`. Each entry holds a base row and the place it was read at, and folds exactly the
 * facts that this place does not show. So base, cursor and facts may arrive in any order, and no state is ever shown in which a
 * fact counts twice or not at all.
 */
export function createOverlay(ports: OverlayPorts): Overlay {
  return new FactOverlay(ports)
}

class FactOverlay implements Overlay {
  readonly #ports: OverlayPorts
  readonly #entries = new Map<string, Entry>()
  /** Orders whose base must be read (again). */
  readonly #wanted = new Set<string>()
  #reading: Promise<void> | null = null
  #reloading: Promise<void> | null = null
  /** True until a reload has succeeded since the last reason for one. */
  #isStale = true
  #heldBack: JournaledFact[] = []
  /** null until the first reload: nobody knows yet where the journal stands. */
  #lastSeq: number | null = null
  /** Newest fact of which only main knows whether it was acknowledged. */
  #lastLoadedSeq = 0
  /** Counts reloads: a reading that began before one may be older than the facts it brought. */
  #loads = 0
  #place: BasePlace | null = null

  constructor(ports: OverlayPorts) {
    this.#ports = ports
  }

  reload(): Promise<void> {
    this.#isStale = true
    // A reload that already runs may have asked before the reason for this one arose.
    const before = this.#reloading?.catch(() => undefined) ?? Promise.resolve()
    const mine = before
      .then(() => this.#load())
      .finally(() => {
        if (this.#reloading === mine) this.#reloading = null
      })
    this.#reloading = mine
    return mine
  }

  async ready(): Promise<void> {
    while (this.#reloading || this.#isStale) await (this.#reloading ?? this.reload())
  }

  async #load(): Promise<void> {
    const { place } = await this.#ports.readBase([])
    const { facts, lastSeq } = await this.#ports.unsettledFacts(place)
    const known = new Map(this.#allFacts().map((fact) => [fact.seq, fact.acknowledged]))
    for (const [orderNumber, entry] of this.#entries) {
      entry.facts = []
      this.#wanted.add(orderNumber)
    }
    for (const frame of facts) this.#keep(frame, known)
    this.#place = place
    this.#loads += 1
    this.#lastSeq = lastSeq
    this.#lastLoadedSeq = lastSeq
    this.#ports.onReload(place)
    this.#releaseHeldBack()
    await this.#read()
    this.#isStale = this.#heldBack.length > 0
  }

  #allFacts(): UnsettledFact[] {
    return [...this.#entries.values()].flatMap((entry) => entry.facts)
  }

  #keep(frame: JournaledFact, known: ReadonlyMap<number, UnsettledFact['acknowledged']>): void {
    const { epoch, seq, fact } = frame
    if (!fact) return
    const { orderNumber } = fact.body
    const entry = this.#entries.get(orderNumber) ?? { facts: [], reading: null, view: undefined }
    this.#entries.set(orderNumber, entry)
    entry.facts.push({ epoch, seq, fact, acknowledged: known.get(seq) ?? null })
    this.#wanted.add(orderNumber)
  }

  append(frames: readonly JournaledFact[]): void {
    this.#heldBack.push(...frames)
    if (this.#reloading) return
    if (!this.#isStale) this.#releaseHeldBack()
    if (this.#isStale || this.#heldBack.length > 0) this.#reloadSoon()
    else this.#readSoon()
  }

  #releaseHeldBack(): void {
    const waiting = this.#heldBack.sort((one, other) => one.seq - other.seq)
    this.#heldBack = []
    for (const frame of waiting) {
      const next = (this.#lastSeq ?? 0) + 1
      if (frame.seq > next) this.#heldBack.push(frame)
      if (frame.seq !== next) continue
      this.#lastSeq = frame.seq
      this.#fold(frame)
    }
    this.#ports.onChange()
  }

  #fold({ epoch, seq, fact }: JournaledFact): void {
    if (!fact) return
    const { orderNumber } = fact.body
    const entry = this.#entries.get(orderNumber) ?? this.#newEntry(orderNumber)
    const added: UnsettledFact = { epoch, seq, fact, acknowledged: null }
    entry.facts.push(added)
    const isShown = isSettled(entry.reading?.place ?? null, added)
    if (isShown) this.#wanted.add(orderNumber)
    else if (entry.view) entry.view = evolve(entry.view, fact)
  }

  #newEntry(orderNumber: string): Entry {
    const reading = this.#ports.recall(orderNumber) ?? null
    const entry: Entry = { facts: [], reading, view: reading?.order }
    this.#entries.set(orderNumber, entry)
    if (!reading) this.#wanted.add(orderNumber)
    return entry
  }

  acknowledge(ack: { ackedSeq: number; feedEpoch: string; feedSeq: number }): void {
    const { ackedSeq, feedEpoch, feedSeq } = ack
    for (const [orderNumber, entry] of this.#entries) {
      for (const fact of entry.facts)
        if (fact.seq <= ackedSeq && fact.acknowledged?.feedEpoch !== feedEpoch)
          fact.acknowledged = { feedEpoch, feedSeq }
      if (this.#isRipe(entry)) this.#wanted.add(orderNumber)
    }
    this.#readSoon()
  }

  #isRipe(entry: Entry): boolean {
    return entry.facts.some((fact) => isSettled(this.#place, fact))
  }

  baseMoved(place: BasePlace, changedOrders: readonly string[]): void {
    this.#place = place
    for (const orderNumber of changedOrders) {
      const entry = this.#entries.get(orderNumber)
      // While a snapshot is filled in, its place stands still and its rows arrive.
      const isCurrent = entry?.reading?.order && isAtLeast(entry.reading.place, place)
      if (entry && !isCurrent) this.#wanted.add(orderNumber)
    }
    for (const [orderNumber, entry] of this.#entries)
      if (this.#isRipe(entry)) this.#wanted.add(orderNumber)
    if (this.#mustAskAgain(place)) this.#reloadSoon()
    else this.#readSoon()
  }

  /** A centre that does not tell what it has taken in leaves only main to know about facts of an earlier run. */
  #mustAskAgain(place: BasePlace): boolean {
    if (place.taken || this.#reloading) return false
    return this.#allFacts().some((fact) => fact.seq <= this.#lastLoadedSeq && !fact.acknowledged)
  }

  has(orderNumber: string): boolean {
    return this.#entries.has(orderNumber)
  }

  async view(orderNumber: string): Promise<Order | undefined> {
    await this.ready()
    while (this.#entries.get(orderNumber)?.reading === null) await this.#read()
    return this.#entries.get(orderNumber)?.view
  }

  taskFacts(place: BasePlace | null): readonly TaskFact[] {
    const found = [...this.#entries.values()].flatMap(({ facts, view: order }) =>
      facts
        .filter((one) => touchesTasks(one.fact) && !isSettled(place, one))
        .map(({ seq, fact }) => ({ seq, fact, order })),
    )
    return found.sort((one, other) => one.seq - other.seq)
  }

  overlaid(): ReadonlyMap<string, OverlaidOrder> {
    const all = new Map<string, OverlaidOrder>()
    for (const [orderNumber, { reading, view, facts }] of this.#entries)
      if (view)
        all.set(orderNumber, { base: reading?.order, view, lastSeq: facts.at(-1)?.seq ?? 0 })
    return all
  }

  #reloadSoon(): void {
    this.reload().catch((cause: unknown) => this.#ports.onFailure(cause))
  }

  #readSoon(): void {
    if (this.#wanted.size > 0) this.#read().catch((cause: unknown) => this.#ports.onFailure(cause))
  }

  /** Reads the base of all wanted orders; one reading at a time, so that a later one is never overtaken by an earlier. */
  #read(): Promise<void> {
    this.#reading ??= this.#readWanted().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  async #readWanted(): Promise<void> {
    while (this.#wanted.size > 0) {
      const orderNumbers = [...this.#wanted].slice(0, readingSize)
      for (const orderNumber of orderNumbers) this.#wanted.delete(orderNumber)
      const loads = this.#loads
      const { place, orders } = await this.#readBase(orderNumbers)
      for (const orderNumber of orderNumbers) {
        if (loads !== this.#loads) this.#wanted.add(orderNumber)
        else this.#settle(orderNumber, { place, order: orders.get(orderNumber) })
      }
    }
    this.#ports.onChange()
  }

  async #readBase(orderNumbers: readonly string[]): Promise<BaseReadings> {
    try {
      return await this.#ports.readBase(orderNumbers)
    } catch (cause) {
      for (const orderNumber of orderNumbers) this.#wanted.add(orderNumber)
      throw cause
    }
  }

  #settle(orderNumber: string, reading: BaseReading): void {
    const entry = this.#entries.get(orderNumber)
    if (!entry) return
    entry.facts = entry.facts.filter((fact) => !isSettled(reading.place, fact))
    if (entry.facts.length === 0) {
      this.#entries.delete(orderNumber)
      this.#ports.onSettled(orderNumber, reading)
      return
    }
    entry.reading = reading
    entry.view = foldOver(reading, entry.facts)
  }
}
