import { createStore } from 'zustand/vanilla'
import type { StationHealth } from '../../shared/ipc/station-routes.ts'
import type { Observable } from './observable.ts'

/** The last word of main about devices, contact and outbox, and when it came (monotonic clock, ms). */
export interface HealthReading {
  readonly health: StationHealth
  readonly readMs: number
}

export interface HealthBoard extends Observable<HealthReading | null> {
  write(health: StationHealth): void
}

/** Makes the board that `health.changed` is written on. The clock is monotonic and in ms; ages go on from it. */
export function createHealthBoard(monotonicMs: () => number): HealthBoard {
  const store = createStore<HealthReading | null>(() => null)
  return {
    read: () => store.getState(),
    subscribe: (listener) => store.subscribe(listener),
    write: (health) => store.setState({ health, readMs: monotonicMs() }, true),
  }
}
