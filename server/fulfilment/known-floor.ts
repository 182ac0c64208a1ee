import { countTaskId } from '../../shared/domain/count-task.ts'
import type { DomainEvent } from '../../shared/domain/event.ts'
import { isFullyPacked, type Order } from '../../shared/domain/order.ts'
import { isBox } from '../../shared/domain/parcel.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { factOf } from '../../shared/protocol/frame.ts'
import { isBlockCarrier } from '../carriers/carriers.ts'
import { foreignNumbers } from '../carriers/leases.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { lockRows, readRows } from '../feed/current-rows.ts'
import type { RowChange } from '../feed/publish.ts'
import { hasNul } from '../http/guards.ts'
import { lockOrders, readTasks, readWaybills } from '../orders/order-rows.ts'
import { reissueWaybills } from '../orders/reissue.ts'
import type { Application, Known } from './apply-facts.ts'
import type { HashedFrame } from './frame-chain.ts'
import { parkedOrders } from './parked-orders.ts'
import { consumeWaybills, type Sender } from './waybill-uses.ts'

/**
 * Reads and locks what the rules have to know about the orders that these frames speak of, and consumes the waybill numbers that
 * they name.
 */
export async function gatherKnown(
  transaction: DatabaseTransaction,
  sender: Sender,
  warehouse: string,
  frames: readonly Pick<HashedFrame, 'frame'>[],
): Promise<Known> {
  const facts = frames.flatMap(({ frame }) => {
    const fact = factOf(frame)
    return fact ? [{ seq: frame.seq, fact }] : []
  })
  const numbers = facts.map(({ fact }) => fact.body.orderNumber)
  const orders = await lockOrders(transaction, warehouse, numbers)
  const waybillUses = await consumeWaybills(transaction, sender, facts)
  const tasks = await readTasks(transaction, warehouse, [...orders.keys()])
  const countTasks = await lockCountTasks(transaction, warehouse, orders, facts)
  const voids = await voidNumbers(transaction, warehouse, orders, facts)
  const foreign = await foreignNumbers(transaction, sender, leasedUses(facts))
  const parked = await parkedOrders(transaction, warehouse, numbers)
  const isVoid = (waybillNumber: string) => voids.has(waybillNumber)
  const isForeign = (waybillNumber: string) => foreign.has(waybillNumber)
  return { orders, tasks, countTasks, waybillUses, isVoid, isForeign, parked }
}

/** The tasks of bins that were short or counted now. Two orders, and so two stations, may be at one of them. */
async function lockCountTasks(
  transaction: DatabaseTransaction,
  warehouse: string,
  orders: ReadonlyMap<string, Order>,
  facts: readonly { readonly fact: DomainEvent }[],
): Promise<readonly Task[]> {
  const asked = facts.flatMap(({ fact }) => {
    if (fact.type === 'bin.counted') return [countTaskId(fact.body.bin, fact.body.sku)]
    if (fact.type !== 'line.short') return []
    const { orderNumber, lineId } = fact.body
    const lines = orders.get(orderNumber)?.lines ?? []
    return lines.flatMap((line) =>
      line.lineId === lineId ? [countTaskId(line.bin, line.sku)] : [],
    )
  })
  const keys = [...new Set(asked)].filter((key) => !hasNul(key))
  const documents = await lockRows(transaction, warehouse, 'task', keys)
  return [...documents.values()].map((text) => JSON.parse(text) as Task)
}

/** Uses of numbers of carriers that lease them. */
function leasedUses(facts: readonly { readonly fact: DomainEvent }[]) {
  return facts.flatMap(({ fact }) => {
    const isUse = fact.type === 'parcel.closed' || fact.type === 'parcel.relabelled'
    return isUse && isBlockCarrier(fact.body.carrier) ? [fact.body] : []
  })
}

/** Which of the numbers that matter now were voided: those that facts consume, hand over or give up, and those on parcels whose task is said to be done. */
async function voidNumbers(
  transaction: DatabaseTransaction,
  warehouse: string,
  orders: ReadonlyMap<string, Order>,
  facts: readonly { readonly fact: DomainEvent }[],
): Promise<ReadonlySet<string>> {
  const asked = facts.flatMap(({ fact }) => {
    if (fact.type === 'parcel.closed' || fact.type === 'parcel.relabelled')
      return [fact.body.waybillNumber, fact.body.draftNumber ?? '']
    if (fact.type === 'parcel.handedOver' || fact.type === 'waybill.voided')
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
  const leasing = changedOrders.filter(({ carrier }) => isBlockCarrier(carrier))
  const goingOn = changedOrders.filter((order) => needsNextBox(known.orders, order))
  const asked = [...voids.keys(), ...[...leasing, ...goingOn].map(({ orderNumber }) => orderNumber)]
  if (asked.length === 0) return changes
  const after = new Map([
    ...known.orders,
    ...changedOrders.map((order) => [order.orderNumber, order] as const),
  ])
  const waybills = await readWaybills(transaction, warehouse, asked)
  for (const orderNumber of new Set(asked)) {
    const order = after.get(orderNumber)
    const before = known.orders.get(orderNumber)
    if (!order || !before) continue
    const held = waybills.get(orderNumber) ?? []
    const numbered = numberedWaybills([...before.parcels, ...order.parcels], held)
    const numbers = voids.get(orderNumber)
    const reissue = { order, waybills: [...held, ...numbered], voids: numbers ?? [] }
    const isAsked = numbers !== undefined || goingOn.includes(order)
    const moved = isAsked ? await reissueWaybills(transaction, warehouse, reissue) : []
    const isMoved = new Set(moved.map(({ key }) => key))
    const fresh = numbered.filter(({ waybillNumber }) => !isMoved.has(waybillNumber))
    changes.push(...fresh.map(waybillChange), ...moved)
  }
  return changes
}

/** Whether a box of the order was closed now and another is open or to come, which needs a number too. */
function needsNextBox(before: ReadonlyMap<string, Order>, order: Order): boolean {
  const closed = ({ parcels }: Order): number => parcels.filter((parcel) => parcel.closed).length
  const was = before.get(order.orderNumber)
  const isGoingOn =
    !isFullyPacked(order) || order.parcels.some((parcel) => !parcel.closed && isBox(parcel))
  return was !== undefined && closed(order) > closed(was) && isGoingOn
}

/** A leased number becomes a waybill of its own with the parcel that consumed it, so that every station knows its label. */
function numberedWaybills(parcels: Order['parcels'], held: readonly Waybill[]): readonly Waybill[] {
  const known = new Set(held.map(({ waybillNumber }) => waybillNumber))
  // The newest draft, or the one that was void when the number was put on it.
  const draft = held.findLast(({ waybillNumber }) => waybillNumber.includes('~'))
  const fresh = new Set(
    parcels.flatMap(({ waybillNumber }) =>
      waybillNumber === null || known.has(waybillNumber) ? [] : [waybillNumber],
    ),
  )
  if (!draft) return []
  return [...fresh].map((waybillNumber) => ({ ...draft, waybillNumber, state: 'allocated' }))
}

function waybillChange(row: Waybill): RowChange {
  return { entity: 'waybill', key: row.waybillNumber, row }
}
