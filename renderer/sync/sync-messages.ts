import type { Product } from '../../shared/domain/product.ts'
import type { CacheIncident } from '../store/open-cache.ts'
import type { BaseRecord } from '../store/cache-database.ts'
import type { FillProgress } from '../store/cache-queries.ts'
import type { MovedRows } from '../store/order-lookup.ts'

/** How the pull is doing, for people. */
export interface PullState {
  readonly state: 'up-to-date' | 'catching-up' | 'filling' | 'failing'
  /** What went wrong; empty otherwise. */
  readonly fault: string
  /** Time until the next try, ms. */
  readonly nextTryMs: number
}

/** What a transaction of the worker has changed. */
export interface ChangedRows extends MovedRows {
  readonly products: readonly Product[]
  readonly removedSkus: readonly string[]
}

/** From the worker to the window. */
export type WorkerMessage =
  /** A snapshot begins to fill the cache that the window shows; no row is written before `fill-may-start`. */
  | { readonly kind: 'fill-begins'; readonly base: BaseRecord }
  | {
      readonly kind: 'changed'
      readonly base: BaseRecord
      readonly changed: ChangedRows
      readonly progress: FillProgress
    }
  /** A snapshot was filled into a new generation, which is to be shown from now on. */
  | { readonly kind: 'replaced'; readonly generation: number }
  /** How far a snapshot that fills another generation is. */
  | { readonly kind: 'progress'; readonly progress: FillProgress }
  | { readonly kind: 'pull'; readonly pull: PullState }
  | { readonly kind: 'incident'; readonly incident: CacheIncident }

/** From the window to the worker. */
export type WindowMessage =
  | { readonly kind: 'start'; readonly generation: number }
  | { readonly kind: 'fill-may-start' }
  /** The centre has news, or this station has just been heard: do not wait for the next round. */
  | { readonly kind: 'pull-now' }

/** The worker as the window sees it. */
export interface SyncClient {
  post(message: WindowMessage): void
  stop(): void
}
