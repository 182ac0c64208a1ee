import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { fail, succeed, type Result } from '../result.ts'
import { isConflictTask, type ConflictTask, type Task } from '../task.ts'

/** The open task that a command is about, if it is this station's. */
export function openTask<Wanted extends Task>(
  facts: Facts,
  isWanted: (task: Task) => task is Wanted,
): Result<Wanted, Refusal> {
  const task = facts.tasks?.filter(isWanted).find(({ done }) => !done)
  const orderNumber = facts.order?.orderNumber ?? ''
  return task ? succeed(task) : fail(refusal('no-task', { orderNumber }))
}

/**
 * Says that what a conflict left behind is undone. A parcel that needs another label is done by that label, not by a word
 * (`relabelParcel`).
 */
export function completeTask(
  facts: Facts,
  command: Extract<Command, { type: 'completeTask' }>,
  context: Context,
): Ruling {
  const task = openTask(facts, (candidate): candidate is ConflictTask => {
    const { taskId, stationId } = candidate
    const isMeant = taskId === command.taskId && stationId === context.stationId
    return isMeant && isConflictTask(candidate)
  })
  if (!task.ok) return task
  if (task.value.kind === 'relabel')
    return fail(refusal('task-first', { orderNumber: command.orderNumber }))
  return succeed({ events: [taskDone(task.value, context)], labels: [] })
}

/** The fact that ends a task. */
export function taskDone(
  { orderNumber, taskId, kind, code }: ConflictTask,
  { operatorId }: Context,
) {
  return event('task.done', { orderNumber, taskId, kind, code, operatorId })
}
