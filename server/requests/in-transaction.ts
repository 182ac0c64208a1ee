import { fail, type Result } from '../../shared/domain/result.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import type { ApiFailure } from '../http/failure.ts'

/** Does a piece of work in a transaction of its own. Work that fails leaves nothing behind. */
export async function inTransaction<Answer>(
  database: Database,
  work: (transaction: DatabaseTransaction) => Promise<Result<Answer, ApiFailure>>,
): Promise<Result<Answer, ApiFailure>> {
  try {
    return await database.transaction().execute(async (transaction) => {
      const answer = await work(transaction)
      // Only a throw takes back what the work has written so far.
      if (!answer.ok) throw new WorkFailed(answer.error)
      return answer
    })
  } catch (error) {
    if (error instanceof WorkFailed) return fail(error.failure)
    throw error
  }
}

class WorkFailed extends Error {
  readonly failure: ApiFailure

  constructor(failure: ApiFailure) {
    super(failure.error.message)
    this.failure = failure
  }
}
