import { apiFault, type ApiFault, type ApiFaultCode } from '../../../shared/protocol/fault.ts'

/** Why a request to the centre brought no answer to use. */
export type CentreFault =
  /** No connection, a reset, or no answer in time. The centre may or may not have done what was asked. */
  | { readonly kind: 'unreachable'; readonly detail: string; readonly timedOut: boolean }
  /** The centre answered, and will answer the same until something changes. */
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly code: ApiFaultCode
      readonly message: string
      readonly remedy: string
      readonly expected: ApiFault['error']['expected'] | null
    }
  /** Somebody else answered: the login page of a Wi-Fi, a proxy, another program. */
  | { readonly kind: 'not-a-centre'; readonly status: number; readonly detail: string }
  /** The centre, or what stands before it, asks to be left alone for a while. */
  | { readonly kind: 'busy'; readonly status: number; readonly detail: string }

/** One line for logs. */
export function describeCentreFault(fault: CentreFault): string {
  switch (fault.kind) {
    case 'refused':
      return `refused: ${fault.code}: ${fault.message}`
    case 'unreachable':
      return `unreachable: ${fault.detail}`
    default:
      return `${fault.kind}: HTTP ${String(fault.status)} ${fault.detail}`
  }
}

const shownCharacters = 200

/** Somebody answered with something that no centre says. */
export function notACentre(status: number, body: string): CentreFault {
  return { kind: 'not-a-centre', status, detail: body.slice(0, shownCharacters) }
}

/** What an answer that is not 2xx means. */
export function faultOfAnswer(status: number, body: string): CentreFault {
  if (status === 429 || status >= 500)
    return { kind: 'busy', status, detail: body.slice(0, shownCharacters) }
  const parsed = apiFault.safeParse(jsonOf(body))
  if (!parsed.success) return status === 413 ? tooLarge(body) : notACentre(status, body)
  const { code, message, remedy, expected } = parsed.data.error
  if (code === 'busy' || code === 'internal') return { kind: 'busy', status, detail: message }
  return { kind: 'refused', status, code, message, remedy, expected: expected ?? null }
}

/** A proxy before the centre can have a smaller limit, and says so in its own words. */
function tooLarge(body: string): CentreFault {
  const message = body.slice(0, shownCharacters)
  const remedy = 'Raise the limit for request bodies in the proxy before the centre to 1 MB.'
  return { kind: 'refused', status: 413, code: 'too-large', message, remedy, expected: null }
}

/** What a request that failed without an answer means. */
export function faultOfFailure(error: unknown): CentreFault {
  const timedOut = error instanceof Error && error.name === 'TimeoutError'
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const detail = cause instanceof Error ? cause.message : String(cause)
  return { kind: 'unreachable', detail, timedOut }
}

/** Parsed JSON, or undefined for anything else. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
