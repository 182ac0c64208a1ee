import { sql } from 'kysely'
import type { Database } from '../database/tables.ts'

/** Longer than the longest outage that a station is expected to sit out (DESIGN 5). */
const retentionDays = 45

/**
 * Drops versions that were overwritten longer ago than the retention; afterwards cursors from before that are answered
 * with `reset`. From the oldest cursor on, the rows can still be read as they were at every place of the feed.
 */
export async function forgetOldChanges(
  database: Database,
  warehouse: string,
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - retentionDays * 24 * 60 * 60 * 1_000)
  await database.transaction().execute(async (transaction) => {
    // The counter row first: a writer that is under way commits before, or waits.
    const { oldest_cursor: oldest } = await transaction
      .selectFrom('warehouses')
      .select('oldest_cursor')
      .where('warehouse', '=', warehouse)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const found = await transaction
      .selectFrom('feed_changes')
      .select((row) => row.fn.max('seq').as('seq'))
      .where('warehouse', '=', warehouse)
      .where('changed_at', '<', before)
      .executeTakeFirstOrThrow()
    const last: number | null = found.seq
    if (last === null || last <= oldest) return
    await sql`
      delete from feed_changes version using feed_changes successor
      where version.warehouse = ${warehouse} and version.seq <= ${last}
        and successor.warehouse = ${warehouse} and successor.seq <= ${last}
        and successor.replaces = version.seq
    `.execute(transaction)
    await transaction
      .updateTable('warehouses')
      .set({ oldest_cursor: last })
      .where('warehouse', '=', warehouse)
      .execute()
  })
}
