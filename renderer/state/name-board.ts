import { createStore } from 'zustand/vanilla'
import type { Observable } from './observable.ts'

/** What people call the stations of the warehouse, by id. */
export type StationNames = Readonly<Record<string, string>>

export interface NameBoard extends Observable<StationNames> {
  write(names: StationNames): void
}

/** Makes the board that `stations.named` is written on; empty at first. */
export function createNameBoard(): NameBoard {
  const store = createStore<StationNames>(() => ({}))
  return {
    read: () => store.getState(),
    subscribe: (listener) => store.subscribe(listener),
    write: (names) => store.setState(names, true),
  }
}
