import { changeOrder } from '../../shared/domain/change-order.ts'
import { conflictOf } from '../../shared/domain/exception.ts'
import type {
  ChangedOrder,
  ChangeRefusalCode,
  OrderChange,
} from '../../shared/domain/order-change.ts'
import { parkedHold, type Order } from '../../shared/domain/order.ts'
import { isConflictTask, replacesTask, type ConflictTask } from '../../shared/domain/task.ts'
import type { OrderChangeResponse } from '../../shared/protocol/order-change.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { publish, readHead, type FeedPlace, type RowChange } from '../feed/publish.ts'
import { retryParked } from '../fulfilment/retry-parked.ts'
import { hasNul } from '../http/guards.ts'
import { changeRefusals } from './change-refusals.ts'
import { lockOrders, readTasks, readWaybills } from './order-rows.ts'
import { reissueWaybills } from './reissue.ts'
import { releaseOrders } from './release.ts'
import { openReturn } from './returns.ts'

/** Changes an order for the office and tells the stations. `change` is asked for once the order is locked. */
export async function changeOrderNow(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  orderNumber: string,
  change: OrderChange,
): Promise<OrderChangeResponse> {
  const orders = await lockOrders(transaction, place.warehouse, [orderNumber])
  const order = orders.get(orderNumber)
  if (!order) return refused(orderNumber, 'unknown-order', false)
  if (change.type === 'release' && change.code === parkedHold)
    return releaseParked(transaction, place, orderNumber)
  const ruling = changeOrder(order, change)
  if (ruling.ok) return carryOut(transaction, place, ruling.value)
  const returnOpened = change.type === 'cancel' && ruling.error === 'handed-over'
  if (returnOpened) await openReturn(transaction, place, orderNumber, 'cancelled-after-hand-over')
  return refused(orderNumber, ruling.error, returnOpened)
}

/** An order that the rules failed at is released by counting the facts that waited for it. */
async function releaseParked(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  orderNumber: string,
): Promise<OrderChangeResponse> {
  const retried = await retryParked(transaction, place, orderNumber)
  if (retried === 'still-parked') return refused(orderNumber, retried, false)
  const order = (await lockOrders(transaction, place.warehouse, [orderNumber])).get(orderNumber)
  if (retried === 'not-parked' || !order) return refused(orderNumber, 'not-held', false)
  const { seq: feedSeq } = await readHead(transaction, place.warehouse)
  const { state } = order
  return { result: 'done', orderNumber, state, task: null, newOrderNumber: null, feedSeq }
}

async function carryOut(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  changed: ChangedOrder,
): Promise<OrderChangeResponse> {
  const { order, splitOff, task } = changed
  const { orderNumber, state } = order
  const { warehouse } = place
  const changes: RowChange[] = [
    { entity: 'order', key: orderNumber, row: order },
    ...(await taskChanges(transaction, warehouse, changed)),
    ...(await waybillChanges(transaction, warehouse, changed)),
    ...(splitOff ? await releaseOrders(transaction, warehouse, [splitOff]) : []),
  ]
  const { seq: feedSeq } = await publish(transaction, place, changes)
  const newOrderNumber = splitOff?.orderNumber ?? null
  return { result: 'done', orderNumber, state, task, newOrderNumber, feedSeq }
}

/** The task that the change leaves, and the end of those that it makes pointless. */
async function taskChanges(
  transaction: DatabaseTransaction,
  warehouse: string,
  { order, task, ended }: ChangedOrder,
): Promise<readonly RowChange[]> {
  const tasks = await readTasks(transaction, warehouse, [order.orderNumber])
  const known = tasks.get(order.orderNumber) ?? []
  const over = known
    .filter(isConflictTask)
    .filter(({ code, done }) => !done && ended.includes(conflictOf(code)))
    .map((one): ConflictTask => ({ ...one, done: true }))
  const same = known.find(({ taskId }) => taskId === task?.taskId)
  const fresh = task && replacesTask(task, same) ? [task] : []
  return [...over, ...fresh].map((row): RowChange => ({ entity: 'task', key: row.taskId, row }))
}

async function waybillChanges(
  transaction: DatabaseTransaction,
  warehouse: string,
  { order, voidsWaybills }: ChangedOrder,
): Promise<readonly RowChange[]> {
  if (!voidsWaybills) return []
  const { orderNumber, parcels } = order
  const waybills =
    (await readWaybills(transaction, warehouse, [orderNumber])).get(orderNumber) ?? []
  const voids = [
    ...waybills.map(({ waybillNumber }) => waybillNumber),
    ...parcels.flatMap(({ waybillNumber }) => waybillNumber ?? []),
  ]
  return reissueWaybills(transaction, warehouse, { order, waybills, voids })
}

/** The first number of the row `SO-1.2`, `SO-1.3`, … that no order has. Whoever splits an order holds its lock. */
export async function nextSplitNumber(
  transaction: DatabaseTransaction,
  warehouse: string,
  orderNumber: string,
): Promise<string> {
  await lockOrders(transaction, warehouse, [orderNumber])
  for (let part = 2; ; part += 1) {
    const candidate = `${orderNumber}.${String(part)}`
    const taken = hasNul(candidate)
      ? new Map<string, Order>()
      : await lockOrders(transaction, warehouse, [candidate])
    if (taken.size === 0) return candidate
  }
}

function refused(
  orderNumber: string,
  code: ChangeRefusalCode,
  returnOpened: boolean,
): OrderChangeResponse {
  const { message, remedy } = changeRefusals[code]
  return { result: 'refused', orderNumber, code, message, remedy, returnOpened }
}
