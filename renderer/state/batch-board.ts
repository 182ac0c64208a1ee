import { createStore } from 'zustand/vanilla'
import type { SheetOutcome } from '../../shared/ipc/routes.ts'
import type { Observable } from './observable.ts'

/** How far a batch has come. A sheet that does not come out ends it, so that the person knows which were printed. */
export interface BatchState {
  readonly total: number
  readonly done: number
  readonly state: 'printing' | 'finished' | 'cancelled' | 'stopped'
  /** Why it stopped; null unless it did. */
  readonly outcome: SheetOutcome | null
}

/** Prints many sheets, one after the other, while the person does something else. */
export interface BatchBoard extends Observable<BatchState | null> {
  /** Does nothing while another batch is printing. */
  start(template: string, rows: readonly unknown[]): void
  /** Ends it behind the sheet that is on its way. */
  cancel(): void
}

/** Makes a board on which nothing was begun. */
export function createBatchBoard(
  print: (template: string, data: unknown) => Promise<SheetOutcome>,
): BatchBoard {
  const store = createStore<{ readonly batch: BatchState | null }>(() => ({ batch: null }))
  let isCancelled = false
  const show = (batch: BatchState): void => store.setState({ batch })
  const run = async (template: string, rows: readonly unknown[]): Promise<void> => {
    const total = rows.length
    for (const [done, row] of rows.entries()) {
      if (isCancelled) return show({ total, done, state: 'cancelled', outcome: null })
      show({ total, done, state: 'printing', outcome: null })
      const outcome = await print(template, row)
      if (outcome.result !== 'sent') return show({ total, done, state: 'stopped', outcome })
    }
    show({ total, done: total, state: 'finished', outcome: null })
  }
  return {
    read: () => store.getState().batch,
    subscribe: (listener) => store.subscribe(listener),
    start(template, rows) {
      if (store.getState().batch?.state === 'printing') return
      isCancelled = false
      void run(template, rows)
    },
    cancel() {
      isCancelled = true
    },
  }
}
