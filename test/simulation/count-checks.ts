import { isDeepStrictEqual } from 'node:util'
import { countTaskId } from '../../shared/domain/count-task.ts'
import { Broken } from './oracle.ts'
import { ordersOf, tasksOf, type ServerState, type StoredEvent } from './server-state.ts'

/** I2: every count of a bin that a bench was told is durable is at the centre, once, as it was said. */
export function checkBinCounts({ events, binCounts }: ServerState): void {
  const said = events.flatMap(({ stationId, epoch, seq, fact }) => {
    if (fact?.type !== 'bin.counted') return []
    const { bin, sku, quantity } = fact.body
    return [`${stationId} ${epoch} ${String(seq)}: ${String(quantity)} × ${sku} in ${bin}`]
  })
  const kept = [...binCounts].sort()
  if (!isDeepStrictEqual(kept, said.sort()))
    throw new Broken('I2', `counts at the centre ${kept.join()} instead of ${said.join()}`)
}

/** I7: a bin that was short has its one task, which is open unless somebody has counted since. */
export function checkCountTasks(state: ServerState): void {
  const tasks = new Map(tasksOf(state).map((task) => [task.taskId, task]))
  for (const [taskId, told] of wordsOfBins(state)) {
    const task = tasks.get(taskId)
    if (!task) throw new Broken('I7', `${taskId}: short, and without a task`)
    // Which of two stations was first is not told from outside.
    const journals = new Set(told.map(({ stationId, epoch }) => `${stationId} ${epoch}`))
    const isCounted = told.at(-1)?.fact?.type === 'bin.counted'
    if (journals.size === 1 && task.done !== isCounted)
      throw new Broken('I7', `${taskId}: ${task.done ? 'done' : 'open'}, and the last word is not`)
  }
}

/** What was said of each bin and article, in the order of the journals; bins that were never short are left out. */
function wordsOfBins(state: ServerState): ReadonlyMap<string, readonly StoredEvent[]> {
  const lines = new Map(
    ordersOf(state).flatMap(({ orderNumber, lines }) =>
      lines.map((line) => [`${orderNumber} ${line.lineId}`, line] as const),
    ),
  )
  const told = new Map<string, StoredEvent[]>()
  for (const event of state.events) {
    const { fact, result } = event
    if (result === 'deferred') continue
    if (fact?.type === 'line.short') {
      const line = lines.get(`${fact.body.orderNumber} ${fact.body.lineId}`)
      // A line that another article has taken away tells no more which bin it was, and neither does one that two benches have
      // put different articles into, because the order was taken over in between.
      if (!line || articlesIn(state, line.lineId) > 1) return new Map()
      const taskId = countTaskId(line.bin, line.sku)
      told.set(taskId, [...(told.get(taskId) ?? []), event])
    }
    if (fact?.type !== 'bin.counted') continue
    const taskId = countTaskId(fact.body.bin, fact.body.sku)
    if (told.has(taskId)) told.set(taskId, [...(told.get(taskId) ?? []), event])
  }
  return told
}

/** How many different articles were put in under the name of this line. */
function articlesIn({ events }: ServerState, lineId: string): number {
  const skus = events.flatMap(({ fact }) =>
    fact?.type === 'line.substituted' && fact.body.substituteLineId === lineId
      ? [fact.body.sku]
      : [],
  )
  return new Set(skus).size
}
