import { changeOrder } from '../../../shared/domain/change-order.ts'
import { decide } from '../../../shared/domain/decide.ts'
import type { DomainEvent } from '../../../shared/domain/event.ts'
import { conflictOf } from '../../../shared/domain/exception.ts'
import type { OrderChange } from '../../../shared/domain/order-change.ts'
import type { Order } from '../../../shared/domain/order.ts'
import type { Outcome } from '../../../shared/domain/receipt.ts'
import { receive } from '../../../shared/domain/receive.ts'
import {
  isConflictTask,
  replacesTask,
  type ConflictTask,
  type Task,
} from '../../../shared/domain/task.ts'
import type { Waybill } from '../../../shared/domain/waybill.ts'
import {
  anOrder,
  aWaybill,
  claim,
  contextOf,
  Floor,
  orderNumber,
  pack,
  stationId,
} from './bench-rules.ts'

/** Where the office has parcels sent to instead. */
export const recipient = { ...anOrder([]).recipient, street: '新地址' }

/** Two units of two kinds, packed, with a label that has come out. */
export function labelledFloor(): Floor {
  const floor = new Floor(
    anOrder([
      ['SKU-1', 2],
      ['SKU-2', 1],
    ]),
  )
  for (const command of [claim, pack('SKU-1'), pack('SKU-1'), pack('SKU-2')]) floor.does(command)
  floor.printer('sending')
  floor.printer('sent')
  return floor
}

/** The centre, as its database would keep it. */
export class Centre {
  order: Order = anOrder([
    ['SKU-1', 2],
    ['SKU-2', 1],
  ])
  readonly tasks = new Map<string, ConflictTask>()
  readonly waybills = new Map<string, Waybill>([['YT-1', aWaybill('YT-1')]])
  readonly outcomes: Outcome[] = []
  #numbers = 1

  hears(fact: DomainEvent): void {
    const isVoid = (number: string) => this.waybills.get(number)?.state === 'void'
    const tasks = [...this.tasks.values()]
    const numbers = { waybillTakenBy: null, isVoid, isForeign: () => false }
    const receipt = receive(this.order, fact, { stationId, ...numbers, tasks })
    this.order = receipt.order ?? this.order
    this.outcomes.push(receipt.outcome)
    for (const task of receipt.tasks) this.#keep(task)
    if (receipt.voids.length > 0) this.#reissue(receipt.voids)
  }

  changes(change: OrderChange): boolean {
    const ruling = changeOrder(this.order, change)
    if (!ruling.ok) return false
    const { order, task, ended, voidsWaybills } = ruling.value
    this.order = order
    for (const known of this.tasks.values())
      if (ended.includes(conflictOf(known.code))) this.#keep({ ...known, done: true })
    if (task) this.#keep(task)
    if (voidsWaybills) this.#reissue([...this.waybills.keys()])
    return true
  }

  /** Does what every open task asks for, as the station that has it would. */
  undoes(): void {
    for (let round = 0; this.open().length > 0 && round < 10; round += 1) {
      const [task] = this.open()
      if (!task) return
      const waybills = [...this.waybills.values()]
      const facts = { order: this.order, waybills, tasks: this.open() }
      const stale = this.order.parcels.find(
        ({ waybillNumber, handedOver }) =>
          !handedOver &&
          waybillNumber !== null &&
          this.waybills.get(waybillNumber)?.state === 'void',
      )
      const ruling =
        task.kind === 'relabel'
          ? decide(
              facts,
              { type: 'relabelParcel', orderNumber, waybillNumber: stale?.waybillNumber ?? '' },
              contextOf(),
            )
          : decide(facts, { type: 'completeTask', orderNumber, taskId: task.taskId }, contextOf())
      if (!ruling.ok) throw new Error(`refused: ${ruling.error.code}`)
      for (const fact of ruling.value.events) this.hears(fact)
    }
  }

  open(): readonly ConflictTask[] {
    return [...this.tasks.values()].filter(({ done }) => !done)
  }

  #keep(task: Task): void {
    if (isConflictTask(task) && replacesTask(task, this.tasks.get(task.taskId)))
      this.tasks.set(task.taskId, task)
  }

  #reissue(voids: readonly string[]): void {
    for (const number of voids) {
      const waybill = this.waybills.get(number)
      if (waybill) this.waybills.set(number, { ...waybill, state: 'void' })
    }
    this.#numbers += 1
    const fresh = `YT-${String(this.#numbers)}`
    this.waybills.set(fresh, aWaybill(fresh))
  }
}
