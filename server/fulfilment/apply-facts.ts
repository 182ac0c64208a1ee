import type { DomainEvent } from '../../shared/domain/event.ts'
import { conflictOf } from '../../shared/domain/exception.ts'
import type { Order } from '../../shared/domain/order.ts'
import { receive, type Outcome, type Receipt } from '../../shared/domain/receive.ts'
import { replacesTask, taskFor, type Task } from '../../shared/domain/task.ts'
import type { WaybillUses } from './waybill-uses.ts'

/** What a row of facts did. */
export interface Application {
  /** One per fact, in their order. */
  readonly outcomes: readonly Outcome[]
  /** Orders that are another than before. */
  readonly changedOrders: readonly Order[]
  /** At most one per order, station and conflict: the gravest. Some may exist already. */
  readonly tasks: readonly Task[]
}

/**
 * Takes in facts one after the other. A fact that is null is one that this program cannot read: it is kept and waits for one
 * that can.
 *
 * @param orders by number, as they are before the first fact
 */
export function applyFacts(
  facts: readonly (DomainEvent | null)[],
  orders: ReadonlyMap<string, Order>,
  stationId: string,
  waybillUses: WaybillUses,
): Application {
  const after = new Map(orders)
  const tasks = new Map<string, Task>()
  const outcomes = facts.map((fact): Outcome => {
    if (!fact) return { result: 'deferred', code: 'unknown-type' }
    const { orderNumber } = fact.body
    const arrival = { stationId, waybillTakenBy: takenBy(fact, waybillUses) }
    const receipt = receive(after.get(orderNumber), fact, arrival)
    if (receipt.order && !isWithinBounds(receipt.order))
      return { result: 'deferred', code: 'unknown-type' }
    if (receipt.order) after.set(orderNumber, receipt.order)
    const task = taskOf(receipt, orderNumber, stationId)
    if (task && replacesTask(task, tasks.get(task.taskId))) tasks.set(task.taskId, task)
    return receipt.outcome
  })
  const changedOrders = [...after.values()].filter(
    (order) => order !== orders.get(order.orderNumber),
  )
  return { outcomes, changedOrders, tasks: [...tasks.values()] }
}

function takenBy(fact: DomainEvent, waybillUses: WaybillUses): string | null {
  if (fact.type !== 'parcel.closed') return null
  return waybillUses(fact.body.carrier, fact.body.waybillNumber)
}

/**
 * Whether the order still fits what `orderRow` lets through. A station gone mad could count without end, and a row that no
 * station can read would stop every station's pull.
 */
function isWithinBounds(order: Order): boolean {
  const most = 1_000_000
  return (
    order.parcels.length <= 200 &&
    order.lines.every((line) => line.picked <= most) &&
    order.parcels.every((parcel) => parcel.reprints <= most)
  )
}

/** The sender undoes what it did to an order of another; everything else falls to the owner, whoever brings the news. */
function taskOf(receipt: Receipt, orderNumber: string, stationId: string): Task | null {
  const { task: kind, outcome } = receipt
  if (kind === null || outcome.result !== 'exception') return null
  const isOfOwner = conflictOf(outcome.code) !== 'elsewhere'
  const responsible = (isOfOwner ? receipt.order?.claimedBy : null) ?? stationId
  return taskFor(orderNumber, responsible, kind, outcome.code)
}
