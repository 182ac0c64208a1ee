import type { Carton } from '../../shared/domain/carton.ts'
import { openTasksAfter } from '../../shared/domain/count-task.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Product, ScannedProduct } from '../../shared/domain/product.ts'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import type { OrderRecord } from '../store/cache-database.ts'
import type { Cursor } from '../../shared/protocol/feed.ts'
import { factOf, type JournalFrame } from '../../shared/protocol/frame.ts'
import { createCacheBoard, type CacheBoard } from '../store/cache-queries.ts'
import { createCacheReader, type CacheReader } from '../store/cache-reader.ts'
import {
  deleteGenerations,
  openCache,
  openGeneration,
  type CacheIncident,
} from '../store/open-cache.ts'
import { createOrderLookup, type OrderLookup } from '../store/order-lookup.ts'
import { createOverlay, type Overlay } from '../store/overlay.ts'
import type { JournaledFact } from '../store/overlay-entry.ts'
import type { CacheQueries } from '../store/queries.ts'
import { createScanIndex, printedCodeOf, type ScanIndex } from '../store/scan-index.ts'
import type { PullState, SyncClient, WindowMessage, WorkerMessage } from './sync-messages.ts'

/** What the store needs from outside. */
export interface StorePorts {
  readonly stationId: string
  /** `journal.overlay` of main. Rejects when main cannot answer. */
  journalOverlay(cursor: Cursor | null): Promise<{ frames: JournalFrame[]; lastSeq: number }>
  startWorker(
    onMessage: (message: WorkerMessage) => void,
    onBroken: (detail: string) => void,
  ): SyncClient
  /** Asks the browser not to evict this origin; false when it will not promise. */
  keepStorage(): Promise<boolean>
  /** Calls once, after that many ms. */
  later(call: () => void, afterMs: number): void
  onIncident(incident: CacheIncident): void
  /** How the pull is doing, and what went wrong in the background. */
  onPull(pull: PullState): void
  onFailure(cause: unknown): void
}

/** The cache of a running window. Lookups answer views: base rows with this station's unsettled facts on top. */
export interface OpenStore {
  readonly queries: CacheQueries
  findOrder(orderNumber: string): Promise<Order | undefined>
  findWaybill(waybillNumber: string): Promise<Waybill | undefined>
  waybillsOf(orderNumber: string): Promise<readonly Waybill[]>
  /** Whether the base is whole; false while a first sync is on its way. */
  isComplete(): boolean
  ordersInWork(stationId: string): Promise<readonly Order[]>
  /** Orders that this station has claimed and not finished, and those that were stopped while goods of theirs lie in a tote. */
  ordersHere(stationId: string): Promise<readonly Order[]>
  /** What conflicts left for this station to do and it has not done. */
  openTasks(): Promise<readonly Task[]>
  /** From memory; `code` in its canonical form. */
  findProduct(code: string): ScannedProduct | undefined
  /** Name of the picture of an article; null = it has none, or is not known. From memory. */
  pictureOf(sku: string): string | null
  /** Orders to pack by deadline, after the one that was read last, as the base has them. */
  dueAfter(last: OrderRecord | undefined, limit: number): Promise<readonly OrderRecord[]>
  /** Every box that orders are sent in; from memory. */
  cartons(): readonly Carton[]
  /** Everything that is known of goods. */
  productOf(sku: string): Promise<Product | undefined>
  /** A code that a scanner would read from one unit; null for a SKU that the cache does not have. */
  codeFor(sku: string): Promise<string | null>
  /** For every `journal.appended`, and for the frames of an answered commit; the same frame may come twice. */
  appended(frames: readonly JournalFrame[]): void
  /** For every `journal.acked`. */
  acked(ack: { ackedSeq: number; feedEpoch: string; feedSeq: number }): void
  /** Asks for news at once: the centre has just done something for this station. */
  pullNow(): void
  /** Starts the worker. To be called once, when the screens are up. */
  startSync(): void
  close(): void
}

/**
 * Opens the cache of this window: ready when every fact that the base does not show is on top of it and goods can be looked up.
 * Fails when IndexedDB cannot be used at all, or main cannot tell the facts.
 */
export async function openStore(
  ports: StorePorts,
): Promise<Result<OpenStore, 'storage-unusable' | 'journal-unreachable'>> {
  const opened = await openCache(ports.onIncident)
  if (!opened.ok) return opened
  const { database, generation, retired } = opened.value
  void ports.keepStorage().then((kept) => {
    const detail = 'the browser may evict this cache'
    if (!kept) ports.onIncident({ code: 'cache-not-persistent', generation, detail })
  }, ports.onFailure)
  const store = new WindowStore(ports, createCacheReader(database), generation)
  try {
    await store.begin()
  } catch (cause) {
    ports.onFailure(cause)
    store.close()
    return fail('journal-unreachable')
  }
  store.retire(retired, () => undefined)
  return succeed(store.surface())
}

/** Old generations are deleted when the window has long been busy with the new one, ms. */
const retireAfterMs = 20_000
const retryMs = 1_000
/** A pull rests at most half as long between two rounds, ms. */
const watchMs = 60_000

type ChangedMessage = Extract<WorkerMessage, { kind: 'changed' }>

class WindowStore {
  readonly #ports: StorePorts
  readonly #reader: CacheReader
  readonly #index: ScanIndex = createScanIndex()
  readonly #overlay: Overlay
  readonly #lookup: OrderLookup
  readonly #board: CacheBoard
  #generation: number
  #worker: SyncClient | null = null
  /** Whether the worker has said anything since the watch looked last. */
  #hasHeard = false
  /** Changes of a new generation that the window is about to show; null when it shows the one that is written. */
  #heldBack: ChangedMessage[] | null = null

  constructor(ports: StorePorts, reader: CacheReader, generation: number) {
    this.#ports = ports
    this.#reader = reader
    this.#generation = generation
    this.#lookup = createOrderLookup(reader, () => this.#overlay)
    this.#board = createCacheBoard(
      reader,
      () => this.#overlay,
      (call, afterMs) => ports.later(call, afterMs),
      { stationId: ports.stationId, openTasks: () => this.#openTasks() },
    )
    this.#overlay = createOverlay({
      readBase: (orderNumbers) => reader.orders(orderNumbers),
      recall: (orderNumber) => this.#lookup.recall(orderNumber),
      unsettledFacts: async (place) => {
        const { frames, lastSeq } = await ports.journalOverlay(place?.feed ?? null)
        return { facts: frames.map(journaledFact), lastSeq }
      },
      onReload: (place) => this.#lookup.startAt(place),
      onSettled: (orderNumber, reading) => this.#lookup.remember(orderNumber, reading),
      onChange: () => this.#board.touch(),
      onFailure: ports.onFailure,
    })
  }

  async begin(): Promise<void> {
    const [base, products] = await Promise.all([
      this.#reader.base(),
      this.#reader.allProducts(),
      this.#overlay.reload(),
    ])
    this.#index.replace(products)
    this.#board.showBase(base, { applied: 0, expected: 0 })
  }

  retire(generations: readonly number[], close: () => void): void {
    if (generations.length === 0) return
    const { later, onIncident } = this.#ports
    later(() => {
      close()
      void deleteGenerations(generations, onIncident)
    }, retireAfterMs)
  }

  surface(): OpenStore {
    return {
      queries: this.#board.queries,
      findOrder: (orderNumber) => this.#lookup.findOrder(orderNumber),
      findWaybill: (waybillNumber) => this.#lookup.findWaybill(waybillNumber),
      waybillsOf: (orderNumber) => this.#lookup.waybillsOf(orderNumber),
      isComplete: () => this.#board.queries.status().state === 'ready',
      openTasks: () => this.#openTasks(),
      ordersInWork: (stationId) => this.#lookup.ordersInWork(stationId),
      ordersHere: (stationId) => this.#lookup.ordersHere(stationId),
      findProduct: (code) => this.#index.find(code),
      pictureOf: (sku) => this.#index.pictureOf(sku),
      dueAfter: (last, limit) => this.#reader.queueAfter('toPack', last, limit),
      cartons: () => this.#index.cartons(),
      productOf: (sku) => this.#reader.product(sku),
      codeFor: async (sku) => {
        const product = await this.#reader.product(sku)
        return product ? printedCodeOf(product) : null
      },
      appended: (frames) => this.#overlay.append(frames.map(journaledFact)),
      acked: (ack) => {
        this.#overlay.acknowledge(ack)
        this.#post({ kind: 'pull-now' })
      },
      pullNow: () => this.#post({ kind: 'pull-now' }),
      startSync: () => this.#startSync(),
      close: () => this.close(),
    }
  }

  /** What is left for this station to do, its own newest facts included. */
  async #openTasks(): Promise<readonly Task[]> {
    const { stationId } = this.#ports
    await this.#overlay.ready()
    const { place, tasks } = await this.#lookup.openTasks()
    const open = openTasksAfter(tasks, this.#overlay.taskFacts(place), stationId)
    return open.filter((task) => task.stationId === stationId)
  }

  #startSync(): void {
    if (this.#worker) return
    this.#startWorker()
    this.#watch(0)
  }

  #startWorker(): void {
    this.#worker = this.#ports.startWorker(
      (message) => this.#hear(message),
      (detail) => this.#ports.onFailure(new Error(`sync worker: ${detail}`)),
    )
    this.#post({ kind: 'start', generation: this.#generation })
  }

  /** A worker that says nothing for two intervals, however long it may rest, is replaced: its pull stands still. */
  #watch(silentIntervals: number): void {
    this.#hasHeard = false
    this.#ports.later(() => {
      if (!this.#worker) return
      const silent = this.#hasHeard ? 0 : silentIntervals + 1
      if (silent >= 2) {
        const detail = 'the pull stood still and was begun anew'
        this.#ports.onIncident({ code: 'pull-stood-still', generation: this.#generation, detail })
        this.#worker.stop()
        this.#startWorker()
      }
      this.#watch(silent % 2)
    }, watchMs)
  }

  #post(message: WindowMessage): void {
    this.#worker?.post(message)
  }

  #hear(message: WorkerMessage): void {
    this.#hasHeard = true
    switch (message.kind) {
      case 'fill-begins':
        return this.#prepareFill(message)
      case 'changed':
        return this.#takeChanges(message)
      case 'replaced':
        return this.#replace(message.generation)
      case 'progress':
        return this.#board.showProgress(message.progress)
      case 'pull':
        return this.#ports.onPull(message.pull)
      case 'incident':
        return this.#ports.onIncident(message.incident)
    }
  }

  /** The facts on top must be those that the arriving base does not show, before its first row is there. */
  #prepareFill(message: Extract<WorkerMessage, { kind: 'fill-begins' }>): void {
    this.#board.showBase(message.base, { applied: 0, expected: 0 })
    this.#untilDone(async () => {
      await this.#overlay.reload()
      this.#post({ kind: 'fill-may-start' })
    })
  }

  #takeChanges(message: ChangedMessage): void {
    if (this.#heldBack) {
      this.#heldBack.push(message)
      return
    }
    const { base, changed, progress } = message
    this.#index.put(changed.products)
    this.#index.remove(changed.removedSkus)
    this.#lookup.baseMoved(base.place, changed)
    this.#overlay.baseMoved(base.place, changed.orders)
    this.#board.showBase(base, progress)
  }

  #replace(generation: number): void {
    this.#heldBack = []
    this.#untilDone(async () => {
      const opened = await openGeneration(generation)
      if (!opened.ok) throw new Error(`generation ${String(generation)}: ${opened.error.detail}`)
      const next = createCacheReader(opened.value)
      const [base, products] = await Promise.all([next.base(), next.allProducts()])
      const closeOld = this.#reader.replace(opened.value)
      this.#lookup.startAt(base?.place ?? null)
      this.#index.replace(products)
      this.#board.showBase(base, { applied: 0, expected: 0 })
      this.retire([this.#generation], closeOld)
      this.#generation = generation
      // Views of the new base wait for this; until it succeeds there are none.
      this.#untilDone(() => this.#overlay.reload())
      this.#releaseHeldBack()
    })
  }

  #releaseHeldBack(): void {
    const waiting = this.#heldBack ?? []
    this.#heldBack = null
    for (const message of waiting) this.#takeChanges(message)
  }

  /** Tries again until it works: there is nothing else to show meanwhile than what is shown. */
  #untilDone(work: () => Promise<void>): void {
    work().catch((cause: unknown) => {
      this.#ports.onFailure(cause)
      this.#ports.later(() => this.#untilDone(work), retryMs)
    })
  }

  close(): void {
    this.#worker?.stop()
    this.#worker = null
    this.#reader.close()
  }
}

/** A frame as the store takes it. */
function journaledFact(frame: JournalFrame): JournaledFact {
  return { epoch: frame.epoch, seq: frame.seq, fact: factOf(frame) }
}
