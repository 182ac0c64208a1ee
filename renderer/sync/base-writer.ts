import { fail, succeed } from '../../shared/domain/result.ts'
import type { Product } from '../../shared/domain/product.ts'
import type { BucketSums, RowSum } from '../../shared/domain/row-sum.ts'
import { applyPage, type BasePage } from '../store/apply-rows.ts'
import type { BaseChange, FeedPlace } from '../store/base-change.ts'
import { BaseScan, countBuckets } from '../store/base-scan.ts'
import { recountBase, replaceBucket } from '../store/replace-bucket.ts'
import { readBaseRecord, type BaseRecord, type CacheDatabase } from '../store/cache-database.ts'
import type { FillProgress } from '../store/cache-queries.ts'
import { startFill } from '../store/fill-base.ts'
import { deleteGenerations, existingGenerations, openGeneration } from '../store/open-cache.ts'
import type { SnapshotHead } from './feed-reader.ts'
import type { BaseStore, RunningFill } from './sync-loop.ts'
import type { ChangedRows, WorkerMessage } from './sync-messages.ts'

/** What the worker's side of the cache needs. */
export interface BaseWriterPorts {
  readonly database: CacheDatabase
  readonly generation: number
  tell(message: WorkerMessage): void
  /** Resolves when the window has its facts ready for the base that begins to arrive. */
  fillMayStart(): Promise<void>
  rest(ms: number): Promise<void>
}

/**
 * Rest after each transaction of a fill that nobody waits for, ms: the window goes on working on the base before, and its readings
 * stand in the same queue of the same disk.
 */
const restMs = 12

/** The base as the sync loop writes it. */
export interface BaseWriter extends BaseStore {
  close(): void
}

/** Opens the writing side of the generation that the window shows. */
export async function createBaseWriter(ports: BaseWriterPorts): Promise<BaseWriter> {
  const writer = new GenerationWriter(ports)
  await writer.begin()
  return writer
}

class GenerationWriter implements BaseWriter {
  readonly #ports: BaseWriterPorts
  #database: CacheDatabase
  #generation: number
  #base: BaseRecord | undefined
  readonly #scan = new BaseScan()

  constructor(ports: BaseWriterPorts) {
    this.#ports = ports
    this.#database = ports.database
    this.#generation = ports.generation
  }

  async begin(): Promise<void> {
    this.#base = await readBaseRecord(this.#database)
  }

  place(): FeedPlace | null {
    return this.#base?.complete === true ? this.#base.place.feed : null
  }

  async apply(page: BasePage): ReturnType<BaseStore['apply']> {
    if (this.#base && isNoNews(this.#base, page)) return succeed(null)
    const applied = await applyPage(this.#database, page)
    if (!applied.ok) {
      this.#base = await readBaseRecord(this.#database)
      return fail('place-moved')
    }
    const { base, moved } = applied.value
    this.#base = base
    this.#scan.follow(moved)
    this.#tellChanged(page.changes, { applied: 0, expected: 0 })
    return succeed(null)
  }

  async isSound(told: RowSum): Promise<boolean> {
    const sum = this.#base?.sum
    if (!sum || !isSameSum(sum, told)) return false
    const counted = await this.#scan.step(this.#database)
    return counted === null || isSameSum(counted, sum)
  }

  countBuckets(): Promise<BucketSums> {
    return countBuckets(this.#database)
  }

  async replaceBucket(bucket: number, rows: readonly BaseChange[]): Promise<void> {
    const changes = await replaceBucket(this.#database, bucket, rows)
    this.#tellChanged(changes, { applied: 0, expected: 0 })
  }

  async settle(sum: RowSum): Promise<void> {
    this.#base = (await recountBase(this.#database, sum)) ?? this.#base
    this.#scan.restart()
    this.#tellChanged([], { applied: 0, expected: 0 })
  }

  /** The cache that is shown is only filled in place when nothing was ever in it; else its successor is, out of sight. */
  startFill(head: SnapshotHead, fromArchive: boolean): Promise<RunningFill> {
    return this.#base
      ? this.#fillSuccessor(head, fromArchive)
      : this.#fillInSight(head, fromArchive)
  }

  async #fillInSight(head: SnapshotHead, fromArchive: boolean): Promise<RunningFill> {
    const fill = startFill(this.#database, head.place, fromArchive)
    const { rows: expected } = head
    let applied = 0
    this.#base = await fill.put([])
    const mayStart = this.#ports.fillMayStart()
    this.#ports.tell({ kind: 'fill-begins', base: this.#base })
    await mayStart
    return {
      put: async (changes) => {
        this.#base = await fill.put(changes)
        applied += changes.length
        this.#tellChanged(changes, { applied, expected })
      },
      finish: async () => {
        this.#base = await fill.finish()
        this.#tellChanged([], { applied, expected })
      },
      // Rows of a torn snapshot stay to be looked at; the next one fills a successor.
      abandon: () => Promise.resolve(),
    }
  }

  async #fillSuccessor(head: SnapshotHead, fromArchive: boolean): Promise<RunningFill> {
    const { tell } = this.#ports
    const generation = Math.max(this.#generation, ...(await existingGenerations())) + 1
    const opened = await openGeneration(generation)
    if (!opened.ok) throw new Error(`generation ${String(generation)}: ${opened.error.detail}`)
    const database = opened.value
    const fill = startFill(database, head.place, fromArchive)
    let applied = 0
    return {
      put: async (changes) => {
        await fill.put(changes)
        await this.#ports.rest(restMs)
        applied += changes.length
        tell({ kind: 'progress', progress: { applied, expected: head.rows } })
      },
      finish: async () => {
        this.#base = await fill.finish()
        this.#database.close()
        this.#database = database
        this.#generation = generation
        this.#scan.restart()
        tell({ kind: 'replaced', generation })
      },
      abandon: async () => {
        database.close()
        await deleteGenerations([generation], (incident) => tell({ kind: 'incident', incident }))
      },
    }
  }

  #tellChanged(changes: readonly BaseChange[], progress: FillProgress): void {
    if (!this.#base) return
    const changed = changedRows(changes)
    this.#ports.tell({ kind: 'changed', base: this.#base, changed, progress })
  }

  close(): void {
    this.#database.close()
  }
}

function isSameSum(one: RowSum, other: RowSum): boolean {
  return one.rows === other.rows && one.high === other.high && one.low === other.low
}

/** Whether a page only says that all is as it was, which is not worth a write every other second. */
function isNoNews(base: BaseRecord, { from, to }: BasePage): boolean {
  const { taken } = base.place
  const told = to.taken ?? taken
  const isSameMark = taken?.epoch === told?.epoch && taken?.seq === told?.seq
  return from.seq === to.feed.seq && isSameMark && !base.fromArchive
}

/** What the window has to hear of, to forget or to learn. */
function changedRows(changes: readonly BaseChange[]): ChangedRows {
  const orders: string[] = []
  const waybillsOf: string[] = []
  const products: Product[] = []
  const removedSkus: string[] = []
  for (const change of changes) {
    if (change.entity === 'order') orders.push(change.key)
    if (change.entity === 'waybill' && change.row) waybillsOf.push(change.row.orderNumber)
    if (change.entity !== 'product') continue
    if (change.row) products.push(change.row)
    else removedSkus.push(change.key)
  }
  // A deleted waybill no longer says whose it was.
  const isWaybillGone = changes.some(({ entity, row }) => entity === 'waybill' && row === null)
  const tasks = changes.some(({ entity }) => entity === 'task')
  return { orders, waybillsOf: isWaybillGone ? 'all' : waybillsOf, tasks, products, removedSkus }
}
