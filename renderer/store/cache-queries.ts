import type { Task } from '../../shared/domain/task.ts'
import type { BaseRecord } from './cache-database.ts'
import type { CacheReader } from './cache-reader.ts'
import type { Overlay } from './overlay.ts'
import type { CacheQueries, CacheStatus } from './queries.ts'
import { countTabs, readQueuePage } from './queue-page.ts'
import { overlayReadiness, readinessFor } from './readiness.ts'
import { countWaitingZones } from './waiting-zones.ts'
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

/** What is this station's own. */
export interface OwnPart {
  readonly stationId: string
  /** What conflicts left for it to do and it has not done. */
  openTasks(): Promise<readonly Task[]>
}

type OverlayReading = Pick<Overlay, 'ready' | 'overlaid'>
type Later = (call: () => void, afterMs: number) => void

/** Makes the screens' side of the cache. `later` calls once, after that many ms. */
export function createCacheBoard(
  reader: CacheReader,
  overlay: () => OverlayReading,
  later: Later,
  own: OwnPart,
): CacheBoard {
  return new Board(reader, overlay, later, own)
}

class Board implements CacheBoard {
  readonly #reader: CacheReader
  readonly #overlay: () => OverlayReading
  readonly #later: Later
  readonly #own: OwnPart
  readonly #listeners = new Set<() => void>()
  #base: BaseRecord | undefined
  #progress: FillProgress = { applied: 0, expected: 0 }
  #isScheduled = false

  constructor(reader: CacheReader, overlay: () => OverlayReading, later: Later, own: OwnPart) {
    this.#reader = reader
    this.#overlay = overlay
    this.#later = later
    this.#own = own
  }

  readonly queries: CacheQueries = {
    queuePage: async (tab, search, limit) => {
      await this.#overlay().ready()
      const overlaid = () => this.#overlay().overlaid()
      return readQueuePage(this.#reader, overlaid, () => this.#totals(), { tab, search, limit })
    },
    waitingZones: async () => {
      await this.#overlay().ready()
      return countWaitingZones(this.#reader, () => this.#overlay().overlaid())
    },
    countTabs: () => Promise.resolve(countTabs(this.#totals(), this.#overlay().overlaid())),
    openTasks: () => this.#own.openTasks(),
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
    const overlaid = this.#overlay().overlaid()
    const tabs = countTabs(totals, overlaid)
    const readiness = overlayReadiness(
      readinessFor(totals.readiness, this.#own.stationId),
      overlaid.values(),
      this.#own.stationId,
    )
    return {
      state: stateOf(this.#base),
      ...this.#progress,
      fromArchive: this.#base?.fromArchive ?? false,
      queued: tabs.toPack,
      packableOffline: readiness.packable,
      readiness,
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
