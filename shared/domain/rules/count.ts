import type { Command } from '../command.ts'
import { countTaskId } from '../count-task.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import { succeed } from '../result.ts'
import type { CountTask } from '../task.ts'
import { openTask } from './task.ts'

/** Says how many units lie in a bin that was short. It ends the task of the bin and releases nothing: that is the office's to say. */
export function countBin(
  facts: Facts,
  command: Extract<Command, { type: 'countBin' }>,
  { operatorId }: Context,
): Ruling {
  const { orderNumber, bin, sku, quantity } = command
  const wanted = countTaskId(bin, sku)
  const task = openTask(facts, (candidate): candidate is CountTask => {
    return candidate.kind === 'count-bin' && candidate.taskId === wanted
  })
  if (!task.ok) return task
  const fact = event('bin.counted', { orderNumber, bin, sku, quantity, operatorId })
  return succeed({ events: [fact], labels: [] })
}
