import { sql } from 'kysely'
import type { Outcome } from '../../shared/domain/receipt.ts'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { outcome as outcomeSchema } from '../../shared/protocol/push.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import type { ApiFailure } from '../http/failure.ts'
import { brokenChain, type HashedFrame } from './frame-chain.ts'
import type { Sender } from './waybill-uses.ts'

/** What became of one frame. */
export interface StoredFrame {
  readonly seq: number
  readonly outcome: Outcome
}

/** Compares frames that were pushed before with what is stored of them, and answers the outcomes they had then. */
export async function checkStored(
  transaction: DatabaseTransaction,
  { stationId, epoch }: Sender,
  known: readonly HashedFrame[],
): Promise<Result<readonly StoredFrame[], ApiFailure>> {
  const first = known[0]
  if (!first) return succeed([])
  const rows = await transaction
    .selectFrom('station_events')
    .select(['seq', 'hash', 'result', 'code'])
    .where('station_id', '=', stationId)
    .where('epoch', '=', epoch)
    .where('seq', '>=', first.frame.seq)
    .where('seq', '<', first.frame.seq + known.length)
    .orderBy('seq')
    .execute()
  const differing = known.find(({ hash }, index) => rows[index]?.hash !== hash)
  if (differing) return fail(brokenChain(differing.frame.seq))
  return succeed(rows.map(({ seq, result, code }) => ({ seq, outcome: outcomeFrom(result, code) })))
}

function outcomeFrom(result: string, code: string | null): Outcome {
  return outcomeSchema.parse(code === null ? { result } : { result, code })
}

/** What has become of frames that waited. Their station was told that they wait, and learns the rest from the feed. */
export async function writeOutcomes(
  transaction: DatabaseTransaction,
  { stationId, epoch }: Sender,
  frames: readonly StoredFrame[],
): Promise<void> {
  const seqs = frames.map(({ seq }) => seq)
  const results = frames.map(({ outcome }) => outcome.result)
  const codes = frames.map(({ outcome }) => codeOf(outcome))
  await sql`
    update station_events event set result = become.result, code = become.code
    from unnest(${seqs}::bigint[], ${results}::text[], ${codes}::text[]) as become (seq, result, code)
    where event.station_id = ${stationId} and event.epoch = ${epoch} and event.seq = become.seq
  `.execute(transaction)
}

/** The code of an outcome as it is stored; null = it has none. */
export function codeOf(outcome: Outcome): string | null {
  return 'code' in outcome ? outcome.code : null
}
