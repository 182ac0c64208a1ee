import { PGlite } from '@electric-sql/pglite'
import { centrePlaces } from '../../server/data-directory.ts'

/** A frame as the centre has stored it, and what became of it. */
export interface StoredEvent {
  readonly frame: string
  readonly result: string
  readonly code: string | null
}

/** Every frame that a stopped centre has stored, read from its tables and not through its program. */
export async function readStationEvents(dataFolder: string): Promise<readonly StoredEvent[]> {
  const database = await PGlite.create({ dataDir: centrePlaces(dataFolder).database })
  const { rows } = await database.query<StoredEvent>(
    'select frame, result, code from station_events order by station_id, epoch, seq',
  )
  await database.close()
  return rows
}

/** How many frames of each type a stopped centre has stored. */
export async function countStationEvents(
  dataFolder: string,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const { frame } of await readStationEvents(dataFolder)) {
    const { type } = JSON.parse(frame) as { type: string }
    counts[type] = (counts[type] ?? 0) + 1
  }
  return counts
}
