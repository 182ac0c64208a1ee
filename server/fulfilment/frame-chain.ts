import { createHash } from 'node:crypto'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { frameText, genesisHash, type JournalFrame } from '../../shared/protocol/frame.ts'
import type { PushRequest } from '../../shared/protocol/push.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'
import { hasNul } from '../http/guards.ts'

/** A frame with the text that is stored of it and the hash of that text. */
export interface HashedFrame {
  readonly frame: JournalFrame
  readonly text: string
  readonly hash: string
}

/**
 * Hashes the frames of a push and checks that they are one unbroken piece of one journal: one epoch, every seq, each with the hash of
 * the one before it.
 */
export function hashChain(request: PushRequest): Result<readonly HashedFrame[], ApiFailure> {
  const { epoch, firstSeq } = request
  if (hasNul(epoch)) return fail(inconsistent('the name of the epoch holds U+0000'))
  const hashed: HashedFrame[] = []
  let prev = request.prev
  for (const [index, frame] of request.events.entries()) {
    const seq = firstSeq + index
    if (frame.epoch !== epoch) return fail(inconsistent(`frame ${String(seq)} is of another epoch`))
    if (frame.seq !== seq)
      return fail(inconsistent(`frame ${String(frame.seq)} stands where ${String(seq)} belongs`))
    if (frame.prev !== prev) return fail(brokenChain(seq))
    const text = frameText(frame)
    const hash = createHash('sha256').update(text, 'utf8').digest('hex')
    hashed.push({ frame, text, hash })
    prev = hash
  }
  if (firstSeq === 1 && request.prev !== genesisHash) return fail(brokenChain(1))
  return succeed(hashed)
}

/** The failure of a journal that says something else than what it said before. */
export function brokenChain(seq: number): ApiFailure {
  return apiFailure(
    'diverged',
    `Frame ${String(seq)} does not continue what this centre holds of the journal.`,
    'Stop this station and export its journal for inspection; its disk may have been restored or edited.',
  )
}

function inconsistent(cause: string): ApiFailure {
  return apiFailure(
    'malformed',
    `The push is not one piece of a journal: ${cause}.`,
    'Send frames of one epoch without a gap; update the station if it is older.',
  )
}
