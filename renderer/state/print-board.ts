import { createStore } from 'zustand/vanilla'
import type { ListedJob } from '../../shared/ipc/routes.ts'

/** The print jobs that main knows, newest first. */
export interface PrintBoard {
  read(): readonly ListedJob[]
  /** Main's whole list; jobs that were told of meanwhile are newer and stay. */
  fill(jobs: readonly ListedJob[]): void
  write(job: ListedJob): void
  subscribe(listener: () => void): () => void
}

/** Makes an empty board that keeps the newest `capacity` jobs. */
export function createPrintBoard(capacity = 1_000): PrintBoard {
  const store = createStore<readonly ListedJob[]>(() => [])
  return {
    read: () => store.getState(),
    fill(jobs) {
      const told = new Set(store.getState().map(({ printJobId }) => printJobId))
      const older = jobs.filter(({ printJobId }) => !told.has(printJobId))
      store.setState([...store.getState(), ...older].slice(0, capacity), true)
    },
    write(job) {
      const known = store.getState()
      const isKnown = known.some(({ printJobId }) => printJobId === job.printJobId)
      const after = isKnown
        ? known.map((one) => (one.printJobId === job.printJobId ? job : one))
        : [job, ...known]
      store.setState(after.slice(0, capacity), true)
    },
    subscribe: (listener) => store.subscribe(listener),
  }
}
