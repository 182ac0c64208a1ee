import type { Order } from '../../shared/domain/order.ts'
import type { OrderState } from '../../shared/domain/order-state.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Readiness } from './readiness.ts'

/** The lists that the queue screen offers; each is one or several order states. */
export const queueTabs = {
  toPack: ['ready', 'picking', 'picked', 'packing'],
  packed: ['packed'],
  shipped: ['shipped'],
  stopped: ['held', 'cancelled', 'exception'],
} as const satisfies Record<string, readonly OrderState[]>
export type QueueTab = keyof typeof queueTabs

/** One line of the queue. */
export interface QueueRow {
  readonly orderNumber: string
  readonly channel: Order['channel']
  readonly buyer: string
  readonly carrier: string
  readonly state: OrderState
  readonly claimedBy: string | null
  readonly units: number
  readonly packedUnits: number
  readonly lineCount: number
  readonly deadlineAt: string
  readonly codAmountFen: number
  readonly holdNote: string
}

/** Rows by deadline, earliest first, as many as asked for; `total` counts all that match. */
export interface QueuePage {
  readonly rows: readonly QueueRow[]
  readonly total: number
}

/** How many orders wait in each zone, for waves of one walk: the zone with the most comes first. */
export interface WaitingZones {
  readonly zones: readonly { readonly zone: string; readonly orders: number }[]
  /** False when only the most urgent orders were looked at, and more may wait behind them. */
  readonly areAll: boolean
}

/** How far the cache is: what the status bar and the first screen tell. */
export interface CacheStatus {
  readonly state: 'empty' | 'filling' | 'ready'
  /** Rows applied of a running first sync, and how many it will be (0 = not known). */
  readonly applied: number
  readonly expected: number
  /** True when the base came from this station's own archive because the centre could not be reached. */
  readonly fromArchive: boolean
  /** Orders to pack, and how many of them this station could pack with no network. */
  readonly queued: number
  readonly packableOffline: number
  /** The same of every unfinished order, held ones included, with the reasons of those that are not ready. */
  readonly readiness: Readiness
}

/** What the screens may ask the cache. Views are base rows with this station's unacked facts on top. */
export interface CacheQueries {
  queuePage(tab: QueueTab, search: string, limit: number): Promise<QueuePage>
  waitingZones(): Promise<WaitingZones>
  countTabs(): Promise<Readonly<Record<QueueTab, number>>>
  openTasks(): Promise<readonly Task[]>
  status(): CacheStatus
  /** Called after rows or status changed, at most a few times a second. */
  subscribe(listener: () => void): () => void
}
