import { commandCardOf, numberOnCard } from '../../shared/domain/meaning.ts'
import type { CountTask, Task } from '../../shared/domain/task.ts'
import { run, type Bench } from './actions.ts'
import type { BinQuestion } from './view.ts'

/** Asks how many still lie in a bin that was found short, as long as somebody stands there. Whoever scans on has not answered, and the task stays. */
export async function askCount(bench: Bench, bin: string, sku: string): Promise<void> {
  const open = await openCounts(bench)
  const task = open.find((one) => one.bin === bin && one.sku === sku)
  if (task) bench.board.show({ count: { task, quantity: null } })
}

/** Opens the task of a bin whose label was scanned; of several articles in it, one after the other. False = there is none. */
export async function openCountOf(bench: Bench, bin: string): Promise<boolean> {
  const here = (await openCounts(bench)).filter((task) => task.bin === bin)
  return ask(bench, nextOf(here, bench.board.view().count?.task))
}

/** Opens a task that was touched, or the next one by the key. False = there is none. */
export async function openCount(bench: Bench, taskId: string | null): Promise<boolean> {
  const open = await openCounts(bench)
  const next = nextOf(open, bench.board.view().count?.task)
  return ask(bench, taskId === null ? next : open.find((task) => task.taskId === taskId))
}

/** Bins that wait to be counted, so that their labels are known. */
export async function binsToCount(bench: Bench): Promise<readonly string[]> {
  return (await openCounts(bench)).map(({ bin }) => bin)
}

/**
 * A scan while the question is open: false = it is no answer, and goes on as ever. That ends the question, except for the label of the
 * bin itself. An OK that acknowledges an error answers nothing.
 */
export async function takeAnswer(bench: Bench, text: string): Promise<boolean> {
  const { board } = bench
  const { count, frozen } = board.view()
  if (!count) return false
  if (!frozen && (await answerByCard(bench, count, text))) return true
  if (text !== count.task.bin) board.show({ count: null })
  return false
}

async function answerByCard(bench: Bench, count: BinQuestion, text: string): Promise<boolean> {
  const { board } = bench
  const quantity = numberOnCard(text)
  if (quantity !== null) {
    board.show({ count: { ...count, quantity } })
    board.notice('count-chosen', { ...placeOf(count.task), quantity })
    return true
  }
  const card = commandCardOf(text)
  if (card === 'LATER') leaveCount(bench)
  else if (card === 'OK') await countBin(bench, count.quantity ?? 0)
  else return false
  return true
}

/** A number that is being typed. It makes no sound, and OK will say it. */
export function chooseCount({ board }: Bench, quantity: number): void {
  const { count } = board.view()
  if (count) board.show({ count: { ...count, quantity } })
}

/** So many lie in the bin that is asked for. */
export async function countBin(bench: Bench, quantity: number): Promise<void> {
  const { board } = bench
  const { count } = board.view()
  if (!count) return board.wrong('not-expected-here', { code: 'count' })
  const { orderNumber, bin, sku } = count.task
  board.show({ count: null })
  const executed = await run(bench, { type: 'countBin', orderNumber, bin, sku, quantity })
  if (executed) board.right('bin-counted', { ...placeOf(count.task), quantity })
}

/** Leaves the task for later. */
export function leaveCount({ board }: Bench): void {
  const { count } = board.view()
  if (!count) return board.wrong('not-expected-here', { code: 'count' })
  board.show({ count: null })
  board.notice('count-left', placeOf(count.task))
}

function ask({ board }: Bench, task: CountTask | undefined): boolean {
  if (!task) return false
  board.show({ count: { task, quantity: null } })
  board.notice('count-asked', placeOf(task))
  return true
}

/** The one behind the one that is asked for now, and then the first again. */
function nextOf(tasks: readonly CountTask[], now: CountTask | undefined): CountTask | undefined {
  const at = tasks.findIndex(({ taskId }) => taskId === now?.taskId)
  return tasks[at + 1] ?? tasks[0]
}

async function openCounts({ ports }: Bench): Promise<readonly CountTask[]> {
  const open = await ports.store.openTasks()
  return open.filter((task: Task): task is CountTask => task.kind === 'count-bin')
}

function placeOf({ bin, sku, name }: CountTask) {
  return { bin, sku, name }
}
