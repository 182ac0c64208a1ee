import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { frameText } from '../../../shared/protocol/frame.ts'
import { pushLimit, type PushRequest } from '../../../shared/protocol/push.ts'
import type { JournalFault } from '../journal/journal-fault.ts'
import type { Journal } from '../journal/journal.ts'

/** Most bytes of frames in one push; a single larger frame travels alone. */
const pushBytes = 256 * 1_024

/**
 * Frames for one push, from `firstSeq` on.
 * @param most frames, at least 1
 */
export async function batchFrom(
  journal: Pick<Journal, 'epoch' | 'read'>,
  firstSeq: number,
  most: number,
): Promise<Result<PushRequest, JournalFault>> {
  const read = await journal.read(firstSeq, Math.min(most, pushLimit))
  if (!read.ok) return fail(read.error)
  let bytes = 0
  const tooMany = read.value.findIndex((frame, index) => {
    bytes += Buffer.byteLength(frameText(frame))
    return index > 0 && bytes > pushBytes
  })
  const events = tooMany < 0 ? [...read.value] : read.value.slice(0, tooMany)
  const first = events[0]
  if (!first) throw new Error(`no frame ${String(firstSeq)} in the journal`)
  return succeed({ epoch: journal.epoch, firstSeq, prev: first.prev, events })
}
