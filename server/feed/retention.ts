import { sql } from 'kysely'
import type { Database } from '../database/tables.ts'

/** Longer than the longest outage that a station is expected to sit out (DESIGN 5). */
const retentionDays = 45

/**
 * Drops versions that are older than the retention and were overwritten since; afterwards cursors from before them are
 * answered with `reset`. Newest versions are kept for ever: they are the rows themselves, or say that a row is gone.
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
      delete from feed_changes version
      where version.warehouse = ${warehouse} and version.seq <= ${last}
        and not exists (
          select from feed_rows row
          where row.warehouse = version.warehouse and row.entity = version.entity
            and row.key = version.key and row.seq = version.seq)
    `.execute(transaction)
    await transaction
      .updateTable('warehouses')
      .set({ oldest_cursor: last })
      .where('warehouse', '=', warehouse)
      .execute()
  })
}
