import type { DevtoolsPage } from './devtools.ts'

/** How the page's clock stands to the clock of this process. */
export interface PageClock {
  /** A time of the page (`performance.now()` there) as a time of this process (`performance.now()` here), ms. */
  toHere(pageMs: number): number
  /** Half the width of what the exchanges leave open, ms. */
  readonly uncertaintyMs: number
}

const exchanges = 200
/** A page's clock is coarsened to 0.1 ms. */
const coarsenessMs = 0.1

/**
 * Both clocks run at the same rate (one machine, CLOCK_MONOTONIC), so only their distance is unknown. The page is asked for its
 * time many times; its answer was made between the question and the arrival of the answer, which bounds the distance from both
 * sides. The bounds of all exchanges are intersected; nothing is assumed about the two ways being equally long.
 */
export async function comparePageClock(page: Pick<DevtoolsPage, 'evaluate'>): Promise<PageClock> {
  let lowest = -Infinity
  let highest = Infinity
  for (let exchange = 0; exchange < exchanges; exchange += 1) {
    const askedMs = performance.now()
    const pageMs = await page.evaluate<number>('performance.now()')
    const answeredMs = performance.now()
    lowest = Math.max(lowest, pageMs - answeredMs)
    highest = Math.min(highest, pageMs + coarsenessMs - askedMs)
  }
  const distanceMs = (lowest + highest) / 2
  return {
    toHere: (pageMs) => pageMs - distanceMs,
    uncertaintyMs: Math.abs(highest - lowest) / 2,
  }
}
