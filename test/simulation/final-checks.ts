import { isDeepStrictEqual } from 'node:util'
import type { Order } from '../../shared/domain/order.ts'
import { isConflictTask, type Task } from '../../shared/domain/task.ts'
import { existingGenerations, openGeneration } from '../../renderer/store/open-cache.ts'
import { readBaseRecord, type BaseRecord } from '../../renderer/store/cache-database.ts'
import type { Bench } from './bench.ts'
import { Broken, type Oracle } from './oracle.ts'
import { quiet } from './quiet.ts'
import { ordersOf, tasksOf, type ServerState, type StoredEvent } from './server-state.ts'

/** Outcomes of facts that were recorded and did not change the order. */
const withoutEffect = new Set(['claimed-elsewhere', 'packed-elsewhere', 'over-packed'])

/** I1 and I2 at the centre: every durable fact is there once, as it was written, in its place. */
export function checkEvents(benches: readonly Bench[], oracle: Oracle, state: ServerState): void {
  for (const bench of benches) {
    const { main } = bench
    const stationId = main?.stationId ?? ''
    const epoch = main?.vault?.journal.epoch ?? ''
    const stored = state.events.filter(
      (event) => event.stationId === stationId && event.epoch === epoch,
    )
    const texts = stored.map(({ text }) => text)
    const durable = oracle.durableOf(bench.name, epoch)
    if (isDeepStrictEqual(texts, durable)) continue
    if (bench.isCloned && isStoppedForGood(bench)) continue
    // A copy that has written nothing since has nothing to push, and so no reason to hear of the other one.
    if (bench.isCloned && durable.every((text, index) => texts[index] === text)) continue
    const at = durable.findIndex((text, index) => texts[index] !== text)
    throw new Broken(
      'I1',
      `${bench.name}: ${String(durable.length)} durable, ${String(texts.length)} at the centre, they differ at ${String(at + 1)}`,
    )
  }
}

/** Of two machines with one image, the one that the centre has turned away for good. */
export function isStoppedForGood(bench: Bench): boolean {
  const state = bench.main?.pushState
  return (
    state?.kind === 'stopped' && ['diverged', 'fenced', 'centre-ahead'].includes(state.stop.code)
  )
}

/** I2: the counts of every order are the sum of the facts that the centre says it has applied, each once. */
export function checkCounts(state: ServerState): void {
  for (const order of ordersOf(state)) {
    if (isTakenOver(state.events, order.orderNumber) || isSplit(state, order)) continue
    for (const line of order.lines) {
      const packed =
        sumOf(state.events, order.orderNumber, line.lineId, 'item.packed') -
        sumOf(state.events, order.orderNumber, line.lineId, 'item.unpacked')
      const picked =
        sumOf(state.events, order.orderNumber, line.lineId, 'line.picked') -
        sumOf(state.events, order.orderNumber, line.lineId, 'line.unpicked')
      if (packed !== line.packed || picked !== line.picked)
        throw new Broken(
          'I2',
          `${line.lineId}: packed ${String(line.packed)} of ${String(packed)} told, picked ${String(line.picked)} of ${String(picked)}`,
        )
    }
  }
}

/** Units that were packed before the office took them out of the order are counted by other rules. */
function isSplit(state: ServerState, { orderNumber }: Order): boolean {
  return state.rows.has(`order ${orderNumber}.2`)
}

/** What the station before had packed no longer counts, and which of its facts that is, is not told from outside. */
function isTakenOver(events: readonly StoredEvent[], orderNumber: string): boolean {
  return events.some(
    ({ fact }) => fact?.type === 'order.takenOver' && fact.body.orderNumber === orderNumber,
  )
}

function sumOf(
  events: readonly StoredEvent[],
  orderNumber: string,
  lineId: string,
  type: 'item.packed' | 'item.unpacked' | 'line.picked' | 'line.unpicked',
): number {
  return events.reduce((sum, { fact, result, code }) => {
    if (fact?.type !== type || fact.body.orderNumber !== orderNumber) return sum
    const counts =
      result === 'applied' || (result === 'exception' && !withoutEffect.has(code ?? ''))
    return fact.body.lineId === lineId && counts ? sum + fact.body.quantity : sum
  }, 0)
}

/** I3 and I4 over all benches: a number on two boxes, or an order that left twice, is an exception with a task. */
export function checkShipments(
  benches: readonly Bench[],
  oracle: Oracle,
  state: ServerState,
): void {
  // Two machines with one image cannot know of each other before the centre turns one of them away.
  const cloned = new Set(benches.flatMap(({ name, isCloned }) => (isCloned ? [name] : [])))
  const orderOfWaybill = new Map<string, string>()
  for (const { fact } of state.events) {
    if (fact?.type !== 'parcel.closed' && fact?.type !== 'parcel.relabelled') continue
    const { waybillNumber, orderNumber } = fact.body
    const other = orderOfWaybill.get(waybillNumber)
    if (other !== undefined && other !== orderNumber && !hasConflict(state, orderNumber))
      throw new Broken('I3', `${waybillNumber} is on ${other} and on ${orderNumber}`)
    orderOfWaybill.set(waybillNumber, orderNumber)
  }
  const originals = new Map<string, Set<string>>()
  for (const { waybillNumber, copy, bench } of oracle.papers)
    if (copy === 0 && !cloned.has(bench))
      originals.set(waybillNumber, (originals.get(waybillNumber) ?? new Set()).add(bench))
  for (const [waybillNumber, benches] of originals) {
    const orderNumber = orderOfWaybill.get(waybillNumber) ?? ''
    if (benches.size > 1 && !hasConflict(state, orderNumber))
      throw new Broken('I3', `${waybillNumber} has originals at ${[...benches].join()} and no task`)
  }
  for (const order of ordersOf(state)) {
    const left = oracle.departures.filter(
      ({ orderNumber, bench }) => orderNumber === order.orderNumber && !cloned.has(bench),
    )
    const waybills = new Set(left.map(({ waybillNumber }) => waybillNumber))
    if (left.length > waybills.size && !hasConflict(state, order.orderNumber))
      throw new Broken(
        'I4',
        `${order.orderNumber} left ${String(left.length)} times and has no task`,
      )
  }
}

function hasConflict(state: ServerState, orderNumber: string): boolean {
  return tasksOf(state).some((task) => isConflictTask(task) && task.orderNumber === orderNumber)
}

/** I7: every fact that the centre did not take as it was meant has its exception, and that a task at a station. */
export function checkExceptions(state: ServerState): void {
  for (const { stationId, seq, fact, result, code } of state.events) {
    if (result !== 'exception' || !fact) continue
    if (!hasConflict(state, fact.body.orderNumber))
      throw new Broken('I7', `frame ${String(seq)} of ${stationId}: ${code ?? ''} without a task`)
  }
}

interface BaseRow {
  readonly rev: number
  readonly row: unknown
}

function entry(name: string, rev: number, row: unknown): readonly [string, BaseRow] {
  return [name, { rev, row }]
}

/** What a bench's cache holds. */
export interface BaseState {
  readonly base: BaseRecord | undefined
  readonly rows: ReadonlyMap<string, BaseRow>
}

/** Reads the newest whole generation of a bench's cache, beside its window. */
export async function readBase(bench: Bench): Promise<BaseState | null> {
  bench.cache.install()
  const found = lookForBase()
  await quiet()
  return found
}

async function lookForBase(): Promise<BaseState | null> {
  for (const generation of await existingGenerations()) {
    const opened = await openGeneration(generation)
    if (!opened.ok) continue
    const database = opened.value
    const base = await readBaseRecord(database)
    const [orders, waybills, products, tasks] = await Promise.all([
      database.orders.toArray(),
      database.waybills.toArray(),
      database.products.toArray(),
      database.tasks.toArray(),
    ])
    database.close()
    if (base?.complete !== true) continue
    return {
      base,
      rows: new Map<string, BaseRow>([
        ...orders.map(({ orderNumber, rev, row }) => entry(`order ${orderNumber}`, rev, row)),
        ...waybills.map(({ waybillNumber, rev, row }) =>
          entry(`waybill ${waybillNumber}`, rev, row),
        ),
        ...products.map(({ sku, rev, row }) => entry(`product ${sku}`, rev, row)),
        ...tasks.map(({ taskId, rev, row }) => entry(`task ${taskId}`, rev, row)),
      ]),
    }
  }
  return null
}

/** I5: the base is what the centre has, row by row, and every order is shown as the centre has it. */
export async function checkBase(bench: Bench, state: ServerState): Promise<void> {
  const found = await readBase(bench)
  const names = new Set([...state.rows.keys(), ...(found?.rows.keys() ?? [])])
  for (const name of names)
    if (!isDeepStrictEqual(found?.rows.get(name), state.rows.get(name)))
      throw new Broken(
        'I5',
        `${bench.name}: ${name} is ${JSON.stringify(found?.rows.get(name))} instead of ${JSON.stringify(state.rows.get(name))}`,
      )
  const store = bench.window?.store
  if (!store) throw new Broken('I6', `${bench.name}: no window`)
  const shown = Promise.all(
    ordersOf(state).map(
      async (order) => [order, await store.findOrder(order.orderNumber)] as const,
    ),
  )
  const tasks = store.openTasks()
  await quiet()
  const toDo = tasksOf(state).filter(
    ({ done, stationId }) => !done && stationId === bench.main?.stationId,
  )
  const byId = (one: Task, other: Task): number => (one.taskId < other.taskId ? -1 : 1)
  const listed = [...(await tasks)].sort(byId)
  if (!isDeepStrictEqual(listed, toDo.sort(byId)))
    throw new Broken(
      'I5',
      `${bench.name}: lists ${JSON.stringify(listed)} instead of ${JSON.stringify(toDo)}`,
    )
  for (const [order, view] of await shown)
    if (!isDeepStrictEqual(view, order))
      throw new Broken(
        'I5',
        `${bench.name}: shows ${JSON.stringify(view)} instead of ${JSON.stringify(order)}`,
      )
}
