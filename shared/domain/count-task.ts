import type { DomainEvent } from './event.ts'
import type { Order } from './order.ts'
import { replacesTask, type CountTask, type Task } from './task.ts'

/** What no label of a bin can say is not asked for. */
export const longestBin = 100

/** The id of the task to count an article in a bin: one, whichever orders lacked it. */
export function countTaskId(bin: string, sku: string): string {
  return `count ${sku} @ ${bin}`
}

/**
 * What a fact makes of the task to count a bin: a short line opens it, for the station that stood there; a count by any station ends it.
 *
 * @param known every task that may be the one
 * @returns null when the fact says nothing of it
 */
export function countTaskAfter(
  order: Order,
  fact: DomainEvent,
  stationId: string,
  known: readonly Task[],
): CountTask | null {
  if (fact.type === 'line.short') return openCount(order, fact.body.lineId, stationId)
  if (fact.type !== 'bin.counted') return null
  const taskId = countTaskId(fact.body.bin, fact.body.sku)
  const task = known.find((candidate) => candidate.taskId === taskId)
  return task?.kind === 'count-bin' && !task.done ? { ...task, done: true } : null
}

/** Goods without a bin, or in one that nobody could name, cannot be counted. */
function openCount(order: Order, lineId: string, stationId: string): CountTask | null {
  const line = order.lines.find((candidate) => candidate.lineId === lineId)
  if (!line || line.bin === '' || line.bin.length > longestBin) return null
  const { bin, sku, name } = line
  const { orderNumber } = order
  const taskId = countTaskId(bin, sku)
  return { taskId, kind: 'count-bin', orderNumber, stationId, bin, sku, name, done: false }
}

/** A fact, and the order it is about. */
export interface TaskFact {
  readonly fact: DomainEvent
  readonly order: Order | undefined
}

/** Whether a fact can make or end a task without its conflict being known. */
export function touchesTasks({ type }: DomainEvent): boolean {
  return type === 'task.done' || type === 'line.short' || type === 'bin.counted'
}

/** Open tasks with what later facts of a station make of them, as far as it can tell without the centre. */
export function openTasksAfter(
  tasks: readonly Task[],
  facts: readonly TaskFact[],
  stationId: string,
): readonly Task[] {
  const open = new Map(tasks.map((task) => [task.taskId, task]))
  for (const { fact, order } of facts) {
    if (fact.type === 'task.done') open.delete(fact.body.taskId)
    const next = order && countTaskAfter(order, fact, stationId, [...open.values()])
    if (!next || !replacesTask(next, open.get(next.taskId))) continue
    if (next.done) open.delete(next.taskId)
    else open.set(next.taskId, next)
  }
  return [...open.values()]
}
