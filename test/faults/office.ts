import type { Order } from '../../shared/domain/order.ts'
import type { OpenedDatabase } from '../../server/database/open.ts'
import { lockRows } from '../../server/feed/current-rows.ts'
import { publish } from '../../server/feed/publish.ts'
import { mainWarehouse } from '../../server/centre.ts'

/** What the office does to orders while benches are out of reach. */
export const officeChanges = ['cancel', 'hold', 'address'] as const
export type OfficeChange = (typeof officeChanges)[number]

const changed: Readonly<Record<OfficeChange, (order: Order) => Order>> = {
  cancel: (order) => ({ ...order, state: 'cancelled' }),
  hold: (order) => ({ ...order, state: 'held', holds: [{ code: 'refund', note: '退款中' }] }),
  address: (order) => ({
    ...order,
    recipient: { ...order.recipient, street: '新地址路9号（虚构）' },
  }),
}

/** Changes an order at the centre and publishes it. */
export async function changeAtCentre(
  { database }: OpenedDatabase,
  now: Date,
  orderNumber: string,
  change: OfficeChange,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const rows = await lockRows(transaction, mainWarehouse, 'order', [orderNumber])
    const order = JSON.parse(rows.get(orderNumber) ?? 'null') as Order | null
    if (!order) throw new Error(`the centre has no ${orderNumber}`)
    const row = changed[change](order)
    await publish(transaction, { warehouse: mainWarehouse, now }, [
      { entity: 'order', key: orderNumber, row },
    ])
  })
}
