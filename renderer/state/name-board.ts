import { createStore } from 'zustand/vanilla'
import type { StationNames } from '../../shared/ipc/station-routes.ts'
import type { Observable } from './observable.ts'

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
