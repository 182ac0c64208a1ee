import type { DatabaseTransaction } from '../database/tables.ts'

/** How far a station's journal was taken in at some place of the feed. */
export interface JournalMark {
  readonly epoch: string
  readonly seq: number
}

/**
 * How far a station's journal is taken in, as this transaction sees it; null = not one frame. Read in the transaction
 * that read the head of the feed, it is true of that place.
 */
export async function journalMarkOf(
  transaction: DatabaseTransaction,
  stationId: string,
): Promise<JournalMark | null> {
  const place = await transaction
    .selectFrom('stations')
    .innerJoin('station_epochs', (join) =>
      join
        .onRef('station_epochs.station_id', '=', 'stations.station_id')
        .onRef('station_epochs.epoch', '=', 'stations.epoch'),
    )
    .select(['station_epochs.epoch', 'station_epochs.last_seq'])
    .where('stations.station_id', '=', stationId)
    .executeTakeFirst()
  return place ? { epoch: place.epoch, seq: place.last_seq } : null
}
