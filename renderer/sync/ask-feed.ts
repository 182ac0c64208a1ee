import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { apiFault, type ApiFaultCode } from '../../shared/protocol/fault.ts'
import type { Wait } from './chunk-source.ts'
import type { FeedFault } from './feed-reader.ts'

/** What asking needs from outside. */
export interface AskPorts {
  /** Rejects when there is no answer at all. */
  request(path: string, signal: AbortSignal): Promise<Response>
  readonly wait: Wait
}

/** Why an answer could not be used, or did not come. */
export type AskFault = FeedFault | ApiFaultCode | 'no-answer'

/** A connection that says nothing for so long is given up, ms. */
export const stallMs = 30_000

/** Where main says that a snapshot came from this station's own archive. */
const sourceHeader = 'x-holdfast-source'

/** An answer whose body is about to come. */
export interface FeedAnswer {
  readonly body: ReadableStream<Uint8Array>
  readonly source: string | null
}

/** Asks main, which asks the centre. Never rejects. */
export async function askFeed(
  ports: AskPorts,
  path: string,
  signal: AbortSignal,
): Promise<Result<FeedAnswer, AskFault>> {
  const request = new AbortController()
  const timer = new AbortController()
  try {
    const stalled = ports.wait(stallMs, timer.signal).then(() => null)
    const asked = ports.request(path, AbortSignal.any([signal, request.signal]))
    const response = await Promise.race([asked, stalled])
    if (!response) {
      asked.catch(() => undefined)
      request.abort()
      return fail('stalled')
    }
    if (!response.ok) return fail(await faultOf(response))
    if (!response.body) return fail('torn')
    return succeed({ body: response.body, source: response.headers.get(sourceHeader) })
  } catch {
    return fail('no-answer')
  } finally {
    timer.abort()
  }
}

/** What a refusal says. Whatever answers in other words is not the centre. */
async function faultOf(response: Response): Promise<AskFault> {
  try {
    const fault = apiFault.safeParse(await response.json())
    return fault.success ? fault.data.error.code : 'no-answer'
  } catch {
    return 'no-answer'
  }
}
