import type { Task } from '../../shared/domain/task.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import type { FeedPlace } from '../feed/publish.ts'

/** Expects a parcel back that is with the courier already; an order comes back once. */
export async function openReturn(
  transaction: DatabaseTransaction,
  { warehouse, now }: FeedPlace,
  orderNumber: string,
  reason: string,
): Promise<void> {
  await transaction
    .insertInto('returns')
    .values({ warehouse, order_number: orderNumber, reason, opened_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A parcel that has to be called back will come back. */
export async function openReturnsOf(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  tasks: readonly Task[],
): Promise<void> {
  for (const task of tasks)
    if (task.kind === 'intercept' && !task.done)
      await openReturn(transaction, place, task.orderNumber, task.code)
}
