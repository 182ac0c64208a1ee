import { randomUUID } from 'node:crypto'
import type { Order } from '../../shared/domain/order.ts'
import type { TaskKind } from '../../shared/domain/task.ts'
import type { Centre } from '../../server/centre.ts'
import { changeOrder } from '../integration/centre-kit.ts'

/** What the office does to orders while benches are out of reach. */
export type OfficeChange = 'cancel' | 'hold' | 'address' | 'split'

/** How far the bench had come with an order when the network was back. */
export type BenchStage = 'begun' | 'labelled' | 'handed-over'

/** The rules of DESIGN 3 in the words of this test: what is left to do at the bench that has the box; null = nothing. */
export const taskAfter: Readonly<Record<OfficeChange, Record<BenchStage, TaskKind | null>>> = {
  cancel: { begun: 'unpack', labelled: 'pull-parcel', 'handed-over': 'intercept' },
  hold: { begun: 'set-aside', labelled: 'set-aside', 'handed-over': 'intercept' },
  // A label that was not made yet is made for the new address.
  address: { begun: null, labelled: 'relabel', 'handed-over': 'intercept' },
  split: { begun: null, labelled: 'pull-parcel', 'handed-over': 'intercept' },
}

const newAddress = {
  ...{ name: '李**', phone: '139****1111', region: '四川省 成都市 样例区' },
  street: '新地址路9号（虚构）',
}

/** Changes an order at the centre, which must take it: it has not heard of the bench for days. */
export async function changeAtCentre(
  centre: Centre,
  { orderNumber, lines }: Order,
  change: OfficeChange,
): Promise<void> {
  const details = {
    cancel: {},
    hold: { code: 'refund', note: '退款中' },
    address: { recipient: newAddress },
    split: { lines: lines.slice(-1).map(({ lineId }) => ({ lineId, quantity: 1 })) },
  }
  const request = { requestId: randomUUID(), ...details[change] }
  const answer = await changeOrder(centre, orderNumber, change, request)
  if (answer.result !== 'done' || answer.task !== null)
    throw new Error(`${change} of ${orderNumber}: ${JSON.stringify(answer)}`)
}
