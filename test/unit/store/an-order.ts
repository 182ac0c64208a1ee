import type { Order } from '../../../shared/domain/order.ts'

/** An order of one line that waits to be packed by this station. */
export function anOrder(orderNumber: string, quantity: number): Order {
  const contact = {
    name: '张*',
    phone: '138****0000',
    region: '浙江省 杭州市',
    street: '文三路 1 号',
  }
  return {
    orderNumber,
    channel: 'taobao',
    buyer: '买**',
    lines: [
      {
        ...{ lineId: `${orderNumber}-L1`, sku: 'SKU-1', name: '棉袜', quantity },
        ...{ unitWeightGrams: 40, bin: 'A-01-01', picked: 0, packed: 0 },
      },
    ],
    paymentState: 'paid',
    codAmountFen: 0,
    deadlineAt: '2026-11-24T09:00:00.000Z',
    holds: [],
    remark: '',
    recipient: contact,
    carrier: 'yto',
    state: 'picking',
    claimedBy: 'station-1',
    parcels: [],
  }
}
