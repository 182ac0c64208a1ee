import { fail, succeed } from '../../shared/domain/result.ts'
import type { ChunkSource } from './feed-reader.ts'

/** Waits that many ms, or less when the signal is aborted; never rejects. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

/** The chunks of an answer's body. A body that says nothing for `stallMs` is given up, because nothing else would end it. */
export function chunksOf(
  body: ReadableStream<Uint8Array>,
  wait: Wait,
  stallMs: number,
): ChunkSource {
  const reader = body.getReader()
  return async () => {
    const timer = new AbortController()
    const stalled = wait(stallMs, timer.signal).then(() => 'stalled' as const)
    try {
      const read = await Promise.race([reader.read(), stalled])
      if (read !== 'stalled') return succeed(read.done ? null : read.value)
      await reader.cancel().catch(() => undefined)
      return fail('stalled')
    } catch {
      return fail('connection-lost')
    } finally {
      timer.abort()
    }
  }
}
