import type { BaseRecord } from './cache-database.ts'
import type { CacheReader } from './cache-reader.ts'
import type { Overlay } from './overlay.ts'
import type { CacheQueries, CacheStatus } from './queries.ts'
import { countTabs, readQueuePage } from './queue-page.ts'
import { noTotals } from './totals.ts'

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

/** Makes the screens' side of the cache. `later` calls once, after that many ms. */
export function createCacheBoard(
  reader: CacheReader,
  overlay: () => Pick<Overlay, 'ready' | 'overlaid'>,
  later: (call: () => void, afterMs: number) => void,
): CacheBoard {
  const listeners = new Set<() => void>()
  let base: BaseRecord | undefined
  let progress: FillProgress = { applied: 0, expected: 0 }
  let scheduled = false
  const totals = () => base?.totals ?? noTotals
  const isFilling = () => base !== undefined && !base.complete

  function touch(): void {
    if (scheduled) return
    scheduled = true
    later(announce, isFilling() ? quietWhileFillingMs : quietMs)
  }

  function announce(): void {
    scheduled = false
    for (const listener of [...listeners]) listener()
  }

  function status(): CacheStatus {
    const tabs = countTabs(totals(), overlay().overlaid())
    const doneHere = totals().tabs.toPack - tabs.toPack
    return {
      state: stateOf(base),
      ...progress,
      fromArchive: base?.fromArchive ?? false,
      queued: tabs.toPack,
      // An order that this station has packed had its waybill.
      packableOffline: Math.max(0, totals().packable - doneHere),
    }
  }

  return {
    queries: {
      async queuePage(tab, search, limit) {
        await overlay().ready()
        const overlaid = () => overlay().overlaid()
        return readQueuePage(reader, overlaid, totals, { tab, search, limit })
      },
      countTabs: () => Promise.resolve(countTabs(totals(), overlay().overlaid())),
      openTasks: () => reader.openTasks(),
      status,
      subscribe(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    showBase(next, nextProgress) {
      base = next
      progress = nextProgress
      touch()
    },
    showProgress(next) {
      progress = next
      touch()
    },
    touch,
  }
}

function stateOf(base: BaseRecord | undefined): CacheStatus['state'] {
  if (!base) return 'empty'
  return base.complete ? 'ready' : 'filling'
}
