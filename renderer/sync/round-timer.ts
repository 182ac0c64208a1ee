import type { Wait } from './chunk-source.ts'

/** Waits between two rounds, and can be told that the next one is due now. */
export interface RoundTimer {
  wait: Wait
  due(): void
}

/** Makes such a timer. Being told while nobody waits makes the next wait end at once. */
export function createRoundTimer(wait: Wait): RoundTimer {
  let isDue = false
  let wake = () => {}
  return {
    async wait(ms, signal) {
      const sooner = new AbortController()
      wake = () => sooner.abort()
      if (!isDue) await wait(ms, AbortSignal.any([signal, sooner.signal]))
      isDue = false
      wake = () => {}
    },
    due() {
      isDue = true
      wake()
    },
  }
}

/** Waits by the real clock. */
export const waitByClock: Wait = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
