import { factOf } from '../../shared/protocol/frame.ts'
import type { BinCount } from '../../shared/protocol/bin-count.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import type { FeedPlace } from '../feed/publish.ts'
import type { HashedFrame } from './frame-chain.ts'
import type { Sender } from './waybill-uses.ts'

/** Most counts in one answer. */
const countLimit = 1_000

/** Keeps what stations counted in bins, each frame once, whatever becomes of the order that it names: somebody has looked. */
export async function noteCounts(
  transaction: DatabaseTransaction,
  { stationId, epoch }: Sender,
  { warehouse, now }: FeedPlace,
  fresh: readonly Pick<HashedFrame, 'frame'>[],
): Promise<void> {
  const counts = fresh.flatMap(({ frame }) => {
    const fact = factOf(frame)
    if (fact?.type !== 'bin.counted') return []
    const { orderNumber, bin, sku, quantity, operatorId } = fact.body
    return [
      {
        ...{ warehouse, station_id: stationId, epoch, seq: frame.seq, order_number: orderNumber },
        ...{ bin, sku, quantity, operator_id: operatorId },
        ...{ counted_at: new Date(frame.at), received_at: now },
      },
    ]
  })
  if (counts.length > 0) await transaction.insertInto('bin_counts').values(counts).execute()
}

/** The counts of a warehouse, what came in last first. */
export async function readCounts(
  database: Database,
  warehouse: string,
): Promise<readonly BinCount[]> {
  const rows = await database
    .selectFrom('bin_counts')
    .selectAll()
    .where('warehouse', '=', warehouse)
    .orderBy('received_at', 'desc')
    .orderBy('station_id')
    .orderBy('seq', 'desc')
    .limit(countLimit)
    .execute()
  return rows.map((row) => ({
    ...{ bin: row.bin, sku: row.sku, quantity: row.quantity, orderNumber: row.order_number },
    ...{ stationId: row.station_id, operatorId: row.operator_id },
    countedAt: row.counted_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
  }))
}
