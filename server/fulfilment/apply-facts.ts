import type { DomainEvent } from '../../shared/domain/event.ts'
import type { ExceptionCode } from '../../shared/domain/exception.ts'
import { isStationFact, type JournalFact } from '../../shared/domain/lease.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Arrival, Outcome, Receipt } from '../../shared/domain/receipt.ts'
import { receive } from '../../shared/domain/receive.ts'
import { replacesTask, type Task } from '../../shared/domain/task.ts'
import type { WaybillUses } from './waybill-uses.ts'

/** What the centre knows before the first fact. */
export interface Known {
  readonly orders: ReadonlyMap<string, Order>
  /** By order number, done ones included. */
  readonly tasks: ReadonlyMap<string, readonly Task[]>
  /** Tasks to count the bins that these facts speak of, whichever order they came from. */
  readonly countTasks: readonly Task[]
  readonly waybillUses: WaybillUses
  readonly isVoid: (waybillNumber: string) => boolean
  readonly isForeign: (waybillNumber: string) => boolean
  /** Orders at which the rules failed before. */
  readonly parked: ReadonlySet<string>
}

/** What a row of facts did. */
export interface Application {
  /** One per fact, in their order. */
  readonly outcomes: readonly Outcome[]
  /** Orders that are another than before. */
  readonly changedOrders: readonly Order[]
  /** Tasks that are new or other than before; one per conflict, the gravest, and one per bin and article. */
  readonly changedTasks: readonly Task[]
  /** Orders whose numbers are no longer right, and which numbers of theirs are void from now on. */
  readonly voids: ReadonlyMap<string, readonly string[]>
  /** Orders at which the rules failed now, by number, and how. */
  readonly parked: ReadonlyMap<string, string>
}

/**
 * Takes in facts one after the other. A fact that is null is one that this program cannot read: it is kept and waits for one
 * that can. A fact at which the rules fail parks its order: it and all later facts of that order are kept unapplied, because what
 * comes after it makes no sense without it. No other order waits for it.
 */
export function applyFacts(
  facts: readonly (JournalFact | null)[],
  stationId: string,
  known: Known,
): Application {
  const floor = new Floor(known)
  const parked = new Map<string, string>()
  const outcomes = facts.map((fact): Outcome => {
    if (!fact) return { result: 'deferred', code: 'unknown-type' }
    // It changes no order; what it says of leases is taken in beside this.
    if (isStationFact(fact)) return { result: 'applied' }
    const { orderNumber } = fact.body
    if (known.parked.has(orderNumber) || parked.has(orderNumber))
      return { result: 'deferred', code: 'parked' }
    try {
      return applyFact(fact, stationId, known, floor)
    } catch (thrown) {
      parked.set(orderNumber, thrown instanceof Error ? thrown.message : String(thrown))
      return { result: 'deferred', code: 'parked' }
    }
  })
  return { outcomes, parked, ...floor.changes() }
}

function applyFact(fact: DomainEvent, stationId: string, known: Known, floor: Floor): Outcome {
  const { isVoid, isForeign } = known
  const waybillTakenBy = takenBy(fact, known.waybillUses)
  const { order, tasks } = floor.of(fact.body.orderNumber)
  const arrival: Arrival = { stationId, waybillTakenBy, isVoid, isForeign, tasks }
  const receipt = receive(order, fact, arrival)
  if (receipt.order && !isWithinBounds(receipt.order))
    return { result: 'deferred', code: 'unknown-type' }
  floor.take(fact.body.orderNumber, receipt)
  return receipt.outcome
}

/** Orders and tasks as they become, fact by fact. */
class Floor {
  readonly #known: Known
  readonly #orders: Map<string, Order>
  readonly #tasks = new Map<string, Task>()
  readonly #voids = new Map<string, readonly string[]>()

  constructor(known: Known) {
    this.#known = known
    this.#orders = new Map(known.orders)
  }

  of(orderNumber: string): { order: Order | undefined; tasks: readonly Task[] } {
    const { tasks, countTasks } = this.#known
    const before = [...(tasks.get(orderNumber) ?? []), ...countTasks]
    const fresh = [...this.#tasks.values()].filter(
      (task) => task.kind === 'count-bin' || task.orderNumber === orderNumber,
    )
    const isOld = (task: Task): boolean => !this.#tasks.has(task.taskId)
    return { order: this.#orders.get(orderNumber), tasks: [...before.filter(isOld), ...fresh] }
  }

  take(orderNumber: string, { order, tasks, voids, outcome }: Receipt): void {
    if (order) this.#orders.set(orderNumber, order)
    const { tasks: before } = this.of(orderNumber)
    for (const task of tasks) {
      const same = before.find(({ taskId }) => taskId === task.taskId)
      if (replacesTask(task, same)) this.#tasks.set(task.taskId, task)
    }
    const needsNumber = outcome.result === 'exception' && needNumbers.includes(outcome.code)
    if (voids.length > 0 || needsNumber)
      this.#voids.set(orderNumber, [...(this.#voids.get(orderNumber) ?? []), ...voids])
  }

  changes(): Omit<Application, 'outcomes' | 'parked'> {
    const { orders } = this.#known
    const changedOrders = [...this.#orders.values()].filter(
      (order) => order !== orders.get(order.orderNumber),
    )
    return { changedOrders, changedTasks: [...this.#tasks.values()], voids: this.#voids }
  }
}

/** Exceptions whose box goes on under another number. */
const needNumbers: readonly ExceptionCode[] = ['address-changed', 'number-voided']

function takenBy(fact: DomainEvent, waybillUses: WaybillUses): string | null {
  if (fact.type !== 'parcel.closed' && fact.type !== 'parcel.relabelled') return null
  return waybillUses(fact.body.carrier, fact.body.waybillNumber)
}

/**
 * Whether the order still fits what `orderRow` lets through. A station gone mad could count without end, and a row that no
 * station can read would stop every station's pull.
 */
function isWithinBounds(order: Order): boolean {
  const most = 1_000_000
  return (
    order.lines.length <= 2_000 &&
    order.parcels.length <= 200 &&
    order.lines.every((line) => line.picked <= most) &&
    order.parcels.every((parcel) => parcel.reprints <= most) &&
    order.parcels.every(({ copies }) => (copies?.length ?? 0) <= 200) &&
    order.parcels.every(({ serials }) => (serials?.length ?? 0) <= 10_000)
  )
}
