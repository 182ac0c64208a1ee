import { startCentre, type Centre } from '../../../server/centre.ts'
import { openDatabase, type OpenedDatabase } from '../../../server/database/open.ts'
import { publish, type RowChange } from '../../../server/feed/publish.ts'
import { adminToken, testWorld } from '../../integration/centre-kit.ts'
import { orderAt, waybillAt } from '../parts/bench-orders.ts'

export const warehouse = 'main'

/** The centre as it runs on PostgreSQL, with a way of its own into its database. */
export interface CentreOnPostgres {
  readonly centre: Centre
  readonly opened: OpenedDatabase
  close(): Promise<void>
}

/** Starts the real centre on an empty database of a real PostgreSQL. */
export async function startCentreOn(url: string): Promise<CentreOnPostgres> {
  const database = { kind: 'postgres', url } as const
  const started = await startCentre({
    ...{ database, host: '127.0.0.1', port: 0, adminToken, world: testWorld() },
  })
  if (!started.ok) throw new Error(started.error.message)
  const opened = await openDatabase(database, () => undefined)
  if (!opened.ok) throw new Error(opened.error.message)
  return {
    centre: started.value,
    opened: opened.value,
    async close() {
      await opened.value.close()
      await started.value.close()
    },
  }
}

/** Releases the first orders of the bench's shop, with their waybills, as the office does. */
export async function releaseBenchOrders(
  { database }: OpenedDatabase,
  orders: number,
): Promise<void> {
  const ordersAtOnce = 500
  for (let from = 0; from < orders; from += ordersAtOnce) {
    const changes = Array.from({ length: Math.min(ordersAtOnce, orders - from) }, (_, index) => {
      const [order, waybill] = [orderAt(from + index), waybillAt(from + index)]
      return [
        { entity: 'order', key: order.orderNumber, row: order },
        { entity: 'waybill', key: waybill.waybillNumber, row: waybill },
      ] satisfies RowChange[]
    })
    await database
      .transaction()
      .execute((transaction) =>
        publish(transaction, { warehouse, now: new Date() }, changes.flat()),
      )
  }
}
