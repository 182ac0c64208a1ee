import { createPictureFetcher, type PictureFetcher } from '../sync/picture-fetcher.ts'
import type { OpenStore } from '../sync/open-store.ts'

/** Begins to have the pictures of goods kept that this station packs next. The end of the page ends it. */
export function fetchPicturesAhead(
  store: OpenStore,
  stationId: string,
  onFailure: (cause: unknown) => void,
): PictureFetcher {
  const fetcher = createPictureFetcher({
    dueAfter: (last, limit) => store.dueAfter(last, limit),
    ordersInWork: () => store.ordersInWork(stationId),
    pictureOf: (sku) => store.pictureOf(sku),
    keep: (picture, signal) =>
      fetch(`/v1/pictures/${picture}`, { method: 'HEAD', cache: 'no-store', signal }).then(
        ({ ok }) => ok,
        () => false,
      ),
    untilIdle: () => new Promise((resolve) => requestIdleCallback(() => resolve())),
    nowMs: () => performance.now(),
    onFailure,
  })
  store.queries.subscribe(() => fetcher.rowsChanged())
  window.addEventListener('pagehide', () => fetcher.stop(), { once: true })
  return fetcher
}
