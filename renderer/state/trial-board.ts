import { createStore } from 'zustand/vanilla'
import type { ScannerTrial } from '../../shared/ipc/scanner-routes.ts'
import type { Observable } from './observable.ts'

/** The last word of main about every scanner that is on trial, by its id. */
export interface TrialBoard extends Observable<ReadonlyMap<string, ScannerTrial>> {
  write(trial: ScannerTrial): void
  forget(scannerId: string): void
  clear(): void
}

/** Makes the board that `scanner.tried` is written on. */
export function createTrialBoard(): TrialBoard {
  const store = createStore<ReadonlyMap<string, ScannerTrial>>(() => new Map())
  return {
    read: () => store.getState(),
    subscribe: (listener) => store.subscribe(listener),
    write: (trial) => store.setState(new Map(store.getState()).set(trial.scannerId, trial), true),
    forget(scannerId) {
      const rest = [...store.getState()].filter(([id]) => id !== scannerId)
      store.setState(new Map(rest), true)
    },
    clear: () => store.setState(new Map(), true),
  }
}
