import type { LabelPicture } from '../../../shared/ipc/routes.ts'

/** The pictures of the last labels, for the screen. */
export interface PictureShelf {
  put(picture: LabelPicture): void
  find(printJobId: string): LabelPicture | null
}

// A picture takes 120 kB at 203 dpi.
const keptPictures = 20

/** Answers an empty shelf that forgets the oldest picture when it is full. */
export function createPictureShelf(): PictureShelf {
  const pictures = new Map<string, LabelPicture>()
  return {
    put(picture) {
      pictures.delete(picture.printJobId)
      pictures.set(picture.printJobId, picture)
      const [oldest] = pictures.keys()
      if (pictures.size > keptPictures && oldest !== undefined) pictures.delete(oldest)
    },
    find: (printJobId) => pictures.get(printJobId) ?? null,
  }
}
