import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { factOf } from '../../shared/protocol/frame.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { readRows } from '../feed/current-rows.ts'
import type { RowChange } from '../feed/publish.ts'
import { hasNul } from '../http/guards.ts'
import { lockOrders, readTasks, readWaybills } from '../orders/order-rows.ts'
import { reissueWaybills } from '../orders/reissue.ts'
import type { Application, Known } from './apply-facts.ts'
import type { HashedFrame } from './frame-chain.ts'
import { consumeWaybills, type Sender } from './waybill-uses.ts'

/**
 * Reads and locks what the rules have to know about the orders that these frames speak of, and consumes the waybill numbers that
 * they name.
 */
export async function gatherKnown(
  transaction: DatabaseTransaction,
  sender: Sender,
  warehouse: string,
  frames: readonly HashedFrame[],
): Promise<Known> {
  const facts = frames.flatMap(({ frame }) => {
    const fact = factOf(frame)
    return fact ? [{ seq: frame.seq, fact }] : []
  })
  const numbers = facts.map(({ fact }) => fact.body.orderNumber)
  const orders = await lockOrders(transaction, warehouse, numbers)
  const waybillUses = await consumeWaybills(transaction, sender, facts)
  const tasks = await readTasks(transaction, warehouse, [...orders.keys()])
  const voids = await voidNumbers(transaction, warehouse, orders, facts)
  const isVoid = (waybillNumber: string) => voids.has(waybillNumber)
  return { orders, tasks, waybillUses, isVoid, isForeign: () => false }
}

/** Which of the numbers that matter now were voided: those that facts consume, and those on parcels whose task is said to be done. */
async function voidNumbers(
  transaction: DatabaseTransaction,
  warehouse: string,
  orders: ReadonlyMap<string, Order>,
  facts: readonly { readonly fact: DomainEvent }[],
): Promise<ReadonlySet<string>> {
  const asked = facts.flatMap(({ fact }) => {
    if (fact.type === 'parcel.closed' || fact.type === 'parcel.relabelled')
      return [fact.body.waybillNumber]
    if (fact.type !== 'task.done') return []
    const parcels = orders.get(fact.body.orderNumber)?.parcels ?? []
    return parcels.flatMap(({ waybillNumber }) => waybillNumber ?? [])
  })
  const keys = [...new Set(asked)].filter((number) => !hasNul(number))
  const documents = await readRows(transaction, warehouse, 'waybill', keys)
  const waybills = [...documents.values()].map((text) => JSON.parse(text) as Waybill)
  return new Set(
    waybills.filter(({ state }) => state === 'void').map(({ waybillNumber }) => waybillNumber),
  )
}

/** What stations have to hear of. */
export async function changesOf(
  transaction: DatabaseTransaction,
  warehouse: string,
  { changedOrders, changedTasks, voids }: Application,
  known: Known,
): Promise<readonly RowChange[]> {
  const changes: RowChange[] = [
    ...changedOrders.map((row): RowChange => ({ entity: 'order', key: row.orderNumber, row })),
    ...changedTasks.map((row): RowChange => ({ entity: 'task', key: row.taskId, row })),
  ]
  if (voids.size === 0) return changes
  const orders = new Map([
    ...known.orders,
    ...changedOrders.map((order) => [order.orderNumber, order] as const),
  ])
  const waybills = await readWaybills(transaction, warehouse, [...voids.keys()])
  for (const [orderNumber, numbers] of voids) {
    const order = orders.get(orderNumber)
    if (!order) continue
    const held = waybills.get(orderNumber) ?? []
    const reissue = { order, waybills: held, voids: numbers }
    changes.push(...(await reissueWaybills(transaction, warehouse, reissue)))
  }
  return changes
}
