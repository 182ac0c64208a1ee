import { Client } from 'pg'
import type { Order } from '../../shared/domain/order.ts'

/** What the tables of a centre hold, read beside its program. */
export interface PostgresFacts {
  /** Every stored frame of a station in the order of seq, with what became of it. */
  framesOf(
    stationId: string,
  ): Promise<readonly { frame: string; result: string; code: string | null }[]>
  /** The newest version of every order. */
  orders(): Promise<readonly Order[]>
  end(): Promise<void>
}

/** Opens a connection of its own. */
export async function openPostgresFacts(url: string): Promise<PostgresFacts> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return {
    async framesOf(stationId) {
      const { rows } = await client.query<{ frame: string; result: string; code: string | null }>(
        'select frame, result, code from station_events where station_id = $1 order by epoch, seq',
        [stationId],
      )
      return rows
    },
    async orders() {
      const { rows } = await client.query<{ document: string }>(
        `select version.document from feed_rows row join feed_changes version using (warehouse, seq)
         where row.entity = 'order' order by row.key`,
      )
      return rows.map(({ document }) => JSON.parse(document) as Order)
    },
    end: () => client.end(),
  }
}
