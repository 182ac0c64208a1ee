import type { Task } from '../../shared/domain/task.ts'
import type { BaseRecord } from './cache-database.ts'
import type { CacheReader } from './cache-reader.ts'
import type { Overlay } from './overlay.ts'
import type { CacheQueries, CacheStatus } from './queries.ts'
import { countTabs, readQueuePage } from './queue-page.ts'
import { noTotals, type Totals } from './totals.ts'

/** How a first sync is getting on. */
export interface FillProgress {
  readonly applied: number
  /** 0 = not known. */
  readonly expected: number
}

/** The answers for the screens, and the ways to tell them that something changed. */
export interface CacheBoard {
  readonly queries: CacheQueries
  /** The base as it is now known to be. */
  showBase(base: BaseRecord | undefined, progress: FillProgress): void
  /** How far a snapshot is that fills another generation than the one that is shown. */
  showProgress(progress: FillProgress): void
  /** Rows have changed; listeners hear of it soon. */
  touch(): void
}

/** Least time between two calls of the listeners, ms: lists are read anew each time. */
const quietMs = 200
/** As long as a snapshot comes in, every reading competes with it. */
const quietWhileFillingMs = 1_000

type OverlayReading = Pick<Overlay, 'ready' | 'overlaid'>
type Later = (call: () => void, afterMs: number) => void

/** Makes the screens' side of the cache. `later` calls once, after that many ms; `openTasks` are this station's. */
export function createCacheBoard(
  reader: CacheReader,
  overlay: () => OverlayReading,
  later: Later,
  openTasks: () => Promise<readonly Task[]>,
): CacheBoard {
  return new Board(reader, overlay, later, openTasks)
}

class Board implements CacheBoard {
  readonly #reader: CacheReader
  readonly #overlay: () => OverlayReading
  readonly #later: Later
  readonly #openTasks: () => Promise<readonly Task[]>
  readonly #listeners = new Set<() => void>()
  #base: BaseRecord | undefined
  #progress: FillProgress = { applied: 0, expected: 0 }
  #isScheduled = false

  constructor(
    reader: CacheReader,
    overlay: () => OverlayReading,
    later: Later,
    openTasks: () => Promise<readonly Task[]>,
  ) {
    this.#reader = reader
    this.#overlay = overlay
    this.#later = later
    this.#openTasks = openTasks
  }

  readonly queries: CacheQueries = {
    queuePage: async (tab, search, limit) => {
      await this.#overlay().ready()
      const overlaid = () => this.#overlay().overlaid()
      return readQueuePage(this.#reader, overlaid, () => this.#totals(), { tab, search, limit })
    },
    countTabs: () => Promise.resolve(countTabs(this.#totals(), this.#overlay().overlaid())),
    openTasks: () => this.#openTasks(),
    status: () => this.#status(),
    subscribe: (listener) => {
      this.#listeners.add(listener)
      return () => void this.#listeners.delete(listener)
    },
  }

  #totals(): Totals {
    return this.#base?.totals ?? noTotals
  }

  #status(): CacheStatus {
    const totals = this.#totals()
    const tabs = countTabs(totals, this.#overlay().overlaid())
    const doneHere = totals.tabs.toPack - tabs.toPack
    return {
      state: stateOf(this.#base),
      ...this.#progress,
      fromArchive: this.#base?.fromArchive ?? false,
      queued: tabs.toPack,
      // An order that this station has packed had its waybill.
      packableOffline: Math.max(0, totals.packable - doneHere),
    }
  }

  showBase(base: BaseRecord | undefined, progress: FillProgress): void {
    const before = stateOf(this.#base)
    this.#base = base
    // A cache that became ready is told at once, however long lists were to keep quiet.
    if (stateOf(base) !== before) this.#later(() => this.#announce(), 0)
    this.showProgress(progress)
  }

  showProgress(progress: FillProgress): void {
    this.#progress = progress
    this.touch()
  }

  touch(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    const isFilling = this.#base !== undefined && !this.#base.complete
    this.#later(() => this.#announce(), isFilling ? quietWhileFillingMs : quietMs)
  }

  #announce(): void {
    this.#isScheduled = false
    for (const listener of [...this.#listeners]) listener()
  }
}

function stateOf(base: BaseRecord | undefined): CacheStatus['state'] {
  if (!base) return 'empty'
  return base.complete ? 'ready' : 'filling'
}
