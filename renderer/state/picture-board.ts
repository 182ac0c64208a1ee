import { createStore } from 'zustand/vanilla'
import type { LabelPicture } from '../../shared/ipc/routes.ts'

/** Labels that this run has drawn, as the printer got them. */
export interface PictureBoard {
  read(printJobId: string): LabelPicture | null
  /** The label that was drawn last; null before the first. */
  latest(): LabelPicture | null
  write(picture: LabelPicture): void
  subscribe(listener: () => void): () => void
}

/** Makes the board that pictures of `print.changed` are written on. It keeps the newest `capacity` (120 KB each). */
export function createPictureBoard(capacity = 32): PictureBoard {
  const store = createStore<readonly LabelPicture[]>(() => [])
  const newestFirst = () => store.getState()
  return {
    read: (printJobId) =>
      newestFirst().find((picture) => picture.printJobId === printJobId) ?? null,
    latest: () => newestFirst()[0] ?? null,
    write: (picture) => {
      // A job tells its picture with every change of its state; only the first time is news.
      if (newestFirst().some((known) => known.printJobId === picture.printJobId)) return
      store.setState([picture, ...newestFirst()].slice(0, capacity), true)
    },
    subscribe: (listener) => store.subscribe(listener),
  }
}
