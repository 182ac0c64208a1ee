import type { Result } from '../../../shared/domain/result.ts'
import type { ApiFaultCode } from '../../../shared/protocol/fault.ts'
import type { PushRequest, PushResponse } from '../../../shared/protocol/push.ts'
import { describeCentreFault, type CentreFault } from './centre-fault.ts'
import type { PushStop } from './push-state.ts'

type Refused = Extract<CentreFault, { kind: 'refused' }>

/** Where this station stands when an answer comes. */
export interface PushPlace {
  readonly epoch: string
  readonly lastSeq: number
  /** Whether the push before this one was already sent from an earlier frame because of a gap. */
  readonly hasRewound: boolean
}

/** What follows from the answer to a push. */
export type PushStep =
  | { readonly kind: 'advance'; readonly response: PushResponse }
  /** The centre lacks frames that it had: send from the one after `centreSeq`. */
  | { readonly kind: 'rewind'; readonly centreSeq: number }
  /** Too much at once, or one frame among them that it cannot take. */
  | { readonly kind: 'halve' }
  | { readonly kind: 'wait'; readonly detail: string; readonly refusal: ApiFaultCode | null }
  | { readonly kind: 'stop'; readonly stop: PushStop }

/** Decides how pushing goes on. Nothing here skips a frame. */
export function stepAfterAnswer(
  answer: Result<PushResponse, CentreFault>,
  batch: PushRequest,
  place: PushPlace,
): PushStep {
  if (answer.ok) return stepAfterResponse(answer.value, batch, place)
  if (answer.error.kind !== 'refused') return wait(describeCentreFault(answer.error))
  return stepAfterRefusal(answer.error, batch, place)
}

function stepAfterResponse(response: PushResponse, batch: PushRequest, place: PushPlace): PushStep {
  const { epoch, ackedSeq } = response
  if (epoch !== place.epoch) return wait(`answer about epoch ${epoch}`)
  if (ackedSeq > place.lastSeq) return centreAhead(ackedSeq, place)
  const lastSent = batch.firstSeq + batch.events.length - 1
  if (ackedSeq < lastSent)
    return wait(`${String(lastSent)} was sent, ${String(ackedSeq)} acknowledged`)
  // What stands behind the batch was not compared: under those numbers the centre may hold frames of a copy of this station.
  return { kind: 'advance', response: { ...response, ackedSeq: lastSent } }
}

function stepAfterRefusal(refused: Refused, batch: PushRequest, place: PushPlace): PushStep {
  const detail = `${refused.message} ${refused.remedy}`
  switch (refused.code) {
    case 'gap':
      return stepAfterGap(refused, batch, place)
    case 'fenced':
    case 'diverged':
      return { kind: 'stop', stop: { code: refused.code, detail } }
    case 'too-large':
      // No frame is too large for the centre itself: something before it is in the way, and a person may move it.
      if (batch.events.length > 1) return { kind: 'halve' }
      return { kind: 'wait', detail, refusal: refused.code }
    case 'malformed':
      if (batch.events.length > 1) return { kind: 'halve' }
      return { kind: 'stop', stop: { code: 'frame-refused', detail, seq: batch.firstSeq } }
    default:
      return { kind: 'wait', detail, refusal: refused.code }
  }
}

function stepAfterGap(refused: Refused, batch: PushRequest, place: PushPlace): PushStep {
  const { expected } = refused
  if (!expected) return wait('a gap without its place')
  // Another epoch, or none: the centre has no frame of this journal.
  const centreSeq = expected.epoch === place.epoch ? expected.seq : 0
  if (centreSeq > place.lastSeq) return centreAhead(centreSeq, place)
  if (centreSeq + 1 < batch.firstSeq && !place.hasRewound) return { kind: 'rewind', centreSeq }
  return wait(`a gap at ${String(centreSeq)} for a push from ${String(batch.firstSeq)}`)
}

function centreAhead(centreSeq: number, place: PushPlace): PushStep {
  const detail = `The centre holds frame ${String(centreSeq)}, the journal ends at ${String(place.lastSeq)}.`
  return { kind: 'stop', stop: { code: 'centre-ahead', detail, centreSeq } }
}

function wait(detail: string): PushStep {
  return { kind: 'wait', detail, refusal: null }
}
