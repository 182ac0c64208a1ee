import type { ScanMeaning } from '../../shared/domain/meaning.ts'
import { isConflictTask, type ConflictTask } from '../../shared/domain/task.ts'
import { run, type Bench } from './actions.ts'
import { stopOf } from './phase.ts'

/** Tells of tasks that have come, each once, and the gravest words only when nobody is reading an error. */
export interface TaskCalls {
  tell(bench: Bench): Promise<void>
}

/** Starts with no task told. */
export function createTaskCalls(): TaskCalls {
  const told = new Set<string>()
  return {
    async tell({ ports, board }) {
      if (board.view().frozen) return
      // A bin to count is no news to whoever has just found it short.
      const open = (await ports.store.openTasks()).filter(isConflictTask)
      const fresh = open.filter((task) => !told.has(nameOf(task)))
      // A task that was done may come again one day.
      const known = new Set(open.map(nameOf))
      for (const name of told) if (!known.has(name)) told.delete(name)
      for (const task of fresh) told.add(nameOf(task))
      const [first] = fresh
      if (first) board.notice('task-arrived', { ...dataOf(first), count: open.length })
    },
  }
}

/** A task that became a graver one is news. */
function nameOf({ taskId, kind }: ConflictTask): string {
  return `${taskId} ${kind}`
}

function dataOf({ orderNumber, kind, code }: ConflictTask) {
  return { orderNumber, taskKind: kind, exception: code }
}

/**
 * Whether the scanned parcel or order has something to undo here; then nothing else happens to it. The first scan tells what to do
 * and freezes the bench; when that was acknowledged and done, the same code once more ends the task.
 */
export async function workOffTask(bench: Bench, meaning: ScanMeaning): Promise<boolean> {
  if (meaning.kind !== 'order' && meaning.kind !== 'waybill') return false
  const { board } = bench
  const { orderNumber } = meaning
  const task = await findTask(bench, orderNumber)
  if (!task) {
    board.show({ task: null })
    return false
  }
  if (task.kind === 'relabel' && meaning.kind === 'waybill')
    return relabel(bench, orderNumber, meaning.waybillNumber)
  if (board.view().task?.taskId !== task.taskId || task.kind === 'relabel') tellTask(bench, task)
  else await complete(bench, task)
  return true
}

/** Tells the task of an order that was touched, not scanned; false when it has none. */
export async function showTask(bench: Bench, orderNumber: string): Promise<boolean> {
  const task = await findTask(bench, orderNumber)
  if (task) tellTask(bench, task)
  return task !== undefined
}

/** A bin to count bars none of the orders that lacked its goods. */
async function findTask({ ports }: Bench, orderNumber: string): Promise<ConflictTask | undefined> {
  const tasks = await ports.store.openTasks()
  return tasks.filter(isConflictTask).find((task) => task.orderNumber === orderNumber)
}

function tellTask({ board }: Bench, task: ConflictTask): void {
  board.show({ task })
  board.wrong('task-first', dataOf(task))
}

async function complete(bench: Bench, task: ConflictTask): Promise<void> {
  const { orderNumber, taskId } = task
  const executed = await run(bench, { type: 'completeTask', orderNumber, taskId })
  if (!executed) return
  const { board, ports } = bench
  const { order } = board.view()
  board.show({ task: null })
  const isOpen = order?.orderNumber === orderNumber
  if (isOpen) board.openOrder(stopOf(executed.order, ports.stationId) ? null : executed.order)
  board.right('task-done', dataOf(task))
}

/** Prints the new label of a parcel; false when the scanned label is the new one already. */
async function relabel(bench: Bench, orderNumber: string, waybillNumber: string): Promise<boolean> {
  const { board, ports } = bench
  const waybill = await ports.store.findWaybill(waybillNumber)
  if (waybill?.state !== 'void') return false
  const { order } = board.view()
  if (order && order.orderNumber !== orderNumber && !stopOf(order, ports.stationId)) {
    board.wrong('other-order-open', { orderNumber: order.orderNumber, scanned: orderNumber })
    return true
  }
  const executed = await run(bench, { type: 'relabelParcel', orderNumber, waybillNumber })
  if (!executed) return true
  board.openOrder(executed.order)
  board.show({ scenario: 'bench' })
  board.right('parcel-relabelled', { orderNumber, waybillNumber })
  return true
}
