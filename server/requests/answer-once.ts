import type { z } from 'zod'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'
import { inTransaction } from './in-transaction.ts'

/** A request that has the same effect and the same answer however often it comes. */
export interface OnceOnly {
  /** Whose request ids these are. */
  readonly scope: string
  readonly requestId: string
  /** Everything that is asked for, apart from the id. */
  readonly asked: unknown
  readonly now: Date
}

/**
 * Does a piece of work once. Its answer is stored in its own transaction and given again to every repetition; two that come at
 * the same time wait for each other. An id that comes back with another question is refused. Work that fails leaves
 * nothing behind, so it may be asked for again.
 */
export async function answerOnce<Answer>(
  database: Database,
  request: OnceOnly,
  schema: z.ZodType<Answer>,
  work: (transaction: DatabaseTransaction) => Promise<Result<Answer, ApiFailure>>,
): Promise<Result<Answer, ApiFailure>> {
  const fingerprint = JSON.stringify(request.asked)
  const { scope, requestId } = request
  return inTransaction(database, async (transaction) => {
    const isNew = await begin(transaction, request, fingerprint)
    if (!isNew) return answerAgain(transaction, request, fingerprint, schema)
    const answer = await work(transaction)
    if (!answer.ok) return answer
    await transaction
      .updateTable('requests')
      .set({ answer: JSON.stringify(answer.value) })
      .where('scope', '=', scope)
      .where('request_id', '=', requestId)
      .execute()
    return answer
  })
}

/** The first lock that such a transaction takes: the second of two waits here, and finds the answer of the first. */
async function begin(
  transaction: DatabaseTransaction,
  { scope, requestId, now }: OnceOnly,
  fingerprint: string,
): Promise<boolean> {
  const inserted = await transaction
    .insertInto('requests')
    .values({ scope, request_id: requestId, fingerprint, answer: null, received_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('request_id')
    .executeTakeFirst()
  return inserted !== undefined
}

async function answerAgain<Answer>(
  transaction: DatabaseTransaction,
  { scope, requestId }: OnceOnly,
  fingerprint: string,
  schema: z.ZodType<Answer>,
): Promise<Result<Answer, ApiFailure>> {
  const stored = await transaction
    .selectFrom('requests')
    .select(['fingerprint', 'answer'])
    .where('scope', '=', scope)
    .where('request_id', '=', requestId)
    .executeTakeFirstOrThrow()
  if (stored.fingerprint !== fingerprint || stored.answer === null) return fail(reused(requestId))
  return succeed(schema.parse(JSON.parse(stored.answer)))
}

function reused(requestId: string): ApiFailure {
  return apiFailure(
    'request-reused',
    `The request id ${JSON.stringify(requestId)} was used before, for something else.`,
    'Give every request an id of its own; use one again only to repeat the very same request.',
  )
}
