import { PGlite } from '@electric-sql/pglite'
import { centrePlaces } from '../../server/data-directory.ts'

/** How many frames of each type a stopped centre has stored, read from its tables and not through its program. */
export async function countStationEvents(
  dataFolder: string,
): Promise<Readonly<Record<string, number>>> {
  const database = await PGlite.create({ dataDir: centrePlaces(dataFolder).database })
  const { rows } = await database.query<{ type: string; count: number }>(
    `select frame::jsonb ->> 'type' as type, count(*)::int as count from station_events group by 1`,
  )
  await database.close()
  return Object.fromEntries(rows.map(({ type, count }) => [type, count]))
}
