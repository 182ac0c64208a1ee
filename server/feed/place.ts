import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { Cursor } from '../../shared/protocol/feed.ts'
import type { Database, DatabaseTransaction, WarehouseTable } from '../database/tables.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'

/** The feed that a place is in, as it stands; a failure when the place cannot be read from. */
export async function readPlace(
  database: Database | DatabaseTransaction,
  place: Cursor,
): Promise<Result<WarehouseTable, ApiFailure>> {
  const feed = await database
    .selectFrom('warehouses')
    .selectAll()
    .where('warehouse', '=', place.warehouse)
    .executeTakeFirst()
  if (!feed || feed.feed_epoch !== place.feedEpoch)
    return fail(resetFailure('this centre holds another history'))
  if (place.seq > feed.head) return fail(resetFailure('the cursor is ahead of this centre'))
  if (place.seq < feed.oldest_cursor)
    return fail(resetFailure('the changes since then are no longer kept'))
  return succeed(feed)
}

function resetFailure(cause: string): ApiFailure {
  return apiFailure(
    'reset',
    `The place in the feed cannot be used: ${cause}.`,
    'Fetch a new snapshot and go on from its cursor.',
  )
}
