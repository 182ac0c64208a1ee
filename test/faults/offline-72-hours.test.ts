import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fetch } from '../../electron/main/centre/api-client.ts'
import { orderedUnits, packedUnits, type Order } from '../../shared/domain/order.ts'
import type { Task, TaskKind } from '../../shared/domain/task.ts'
import type { FeedRow } from '../../shared/protocol/feed.ts'
import type { Centre } from '../../server/centre.ts'
import { ordersCsv } from '../e2e/orders-csv.ts'
import { HeldClock } from '../fakes/held-clock.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { seededRandom } from '../fakes/random.ts'
import {
  apply,
  enrol,
  postOrders,
  startTestCentre,
  testWorld,
  type TestStation,
} from '../integration/centre-kit.ts'
import { becomes } from '../integration/push-fixture.ts'
import type { BaseRows } from './memory-store.ts'
import { changeAtCentre, taskAfter, type BenchStage } from './office.ts'
import { OfflineBench } from './offline-bench.ts'
import { planOutage, type OutagePlan } from './outage-plan.ts'
import { openPostgresFacts } from './postgres-facts.ts'

const seed = 72
const hourMs = 3_600_000
const outageMs = 72 * hourMs
const parcels = 500
const size = { parcels, packedTwice: 10, changes: 40 }

let postgres: TestPostgres
let url: string
let centre: Centre
const clock = new HeldClock()
const random = seededRandom(seed)
let isOnline = true

beforeAll(async () => {
  postgres = await startPostgres()
  url = await postgres.createDatabase()
  const world = testWorld(() => new Date(clock.wallMs()))
  centre = await startTestCentre({ kind: 'postgres', url }, world)
})

afterAll(async () => {
  await centre.close()
  await postgres.stop()
})

const network: Fetch = (address, init) =>
  isOnline ? fetch(address, init) : Promise.reject(new TypeError('no network'))

function baseOf(rows: ReadonlyMap<string, FeedRow>): BaseRows {
  const all = [...rows.values()]
  return {
    orders: all.flatMap((row) => (row.entity === 'order' && row.row ? [row.row] : [])),
    products: all.flatMap((row) => (row.entity === 'product' && row.row ? [row.row] : [])),
    waybills: all.flatMap((row) => (row.entity === 'waybill' && row.row ? [row.row] : [])),
  }
}

/** Packs, hands over twice, changes and lets the clock run, with every line dead. Answers what each bench gave to the courier. */
async function live(
  benches: readonly OfflineBench[],
  { work, changed, begun }: OutagePlan,
  orders: ReadonlyMap<string, Order>,
): Promise<readonly ReadonlySet<string>[]> {
  const handedOver = benches.map(() => new Set<string>())
  const steps = parcels / benches.length
  const waiting: string[][] = benches.map(() => [])
  const toChange = [...changed]
  const changeEvery = Math.floor(steps / toChange.length)
  for (let step = 0; step < steps; step += 1) {
    clock.advance(outageMs / steps)
    for (const [index, bench] of benches.entries()) {
      const orderNumber = work[index]?.[step]
      if (orderNumber === undefined) throw new Error('more steps than work')
      await bench.packs(orderNumber)
      waiting[index]?.push(orderNumber)
      // The courier comes at the end of the first and of the second day.
      if ((step + 1) % Math.ceil(steps / 3) !== 0) continue
      const boxes = waiting[index]?.splice(0) ?? []
      await bench.handsOver(boxes)
      for (const box of boxes) handedOver[index]?.add(box)
    }
    const [next] = step % changeEvery === 0 ? toChange.splice(0, 1) : []
    const order = next && orders.get(next[0])
    if (order) await changeAtCentre(centre, order, next[1])
  }
  expect(toChange).toEqual([])
  for (const orderNumber of begun) await benches[0]?.begins(orderNumber)
  return handedOver
}

/** Lets every wait pass until the bench has sent all it has. */
async function drain({ loop }: OfflineBench): Promise<void> {
  for (;;) {
    await becomes(loop, 'idle', 'waiting', 'refused', 'stopped')
    const { state, unackedCount } = loop.report()
    if (state.kind === 'idle' && unackedCount === 0) return
    if (state.kind === 'stopped' || state.kind === 'refused') throw new Error(JSON.stringify(state))
    clock.advance(60_000)
  }
}

/** What the station learns when it pulls everything since before the outage. */
async function pull(
  reader: TestStation,
  rows: Map<string, FeedRow>,
  from: Awaited<ReturnType<TestStation['snapshot']>>['cursor'],
): Promise<void> {
  let read = await reader.changes(from, 500)
  for (;;) {
    for (const change of read.changes) if (change) apply(rows, change)
    if (read.cursor.seq === read.head) return
    read = await reader.changes(read.cursor, 500)
  }
}

test('after 72 hours offline with 500 parcels and 40 changes of the office everything drains, and every conflict is one task at one station', async () => {
  expect((await postOrders(centre, ordersCsv(500, random))).status).toBe(200)
  const stations = [await enrol(centre, 'left'), await enrol(centre, 'right')]
  const [reader] = stations
  if (!reader) throw new Error('no station')
  const { cursor, rows } = await reader.snapshot()
  const base = baseOf(rows)
  const outage = planOutage(base.orders, size, random)
  const orders = new Map(base.orders.map((order) => [order.orderNumber, order]))
  const benches = await Promise.all(
    stations.map((station) => OfflineBench.open(station, base, { clock, fetch: network })),
  )
  isOnline = false
  const handedOver = await live(benches, outage, orders)
  expect(clock.nowMs()).toBeGreaterThanOrEqual(outageMs)
  isOnline = true
  await Promise.all(benches.map(drain))

  const facts = await openPostgresFacts(url)
  for (const bench of benches) {
    const stored = await facts.framesOf(bench.stationId)
    expect(stored.map(({ frame }) => frame)).toEqual(await bench.frames())
  }
  await facts.end()
  await pull(reader, rows, cursor)
  const tasks = [...rows.values()].flatMap((row) =>
    row.entity === 'task' && row.row ? [row.row] : [],
  )
  const stationIds = stations.map(({ stationId }) => stationId)
  const left = { plan: outage, handedOver, stationIds, orders: baseOf(rows).orders, tasks }
  expectOneTaskAConflict(left)
  expectTheRestAsPacked(left)
  const originals = benches.flatMap((bench) => bench.labels())
  expect(originals).toHaveLength(parcels)
  await Promise.all(benches.map((bench) => bench.stop()))
}, 300_000)

/** What is left of an outage to compare with. */
interface Aftermath {
  readonly plan: OutagePlan
  /** By bench. */
  readonly handedOver: readonly ReadonlySet<string>[]
  readonly stationIds: readonly string[]
  readonly orders: readonly Order[]
  readonly tasks: readonly Task[]
}

function isHandedOver(orderNumber: string, { handedOver }: Aftermath): boolean {
  return handedOver.some((boxes) => boxes.has(orderNumber))
}

/** Each at the one bench that has the box, and of the kind that its stage asks for. */
function expectOneTaskAConflict(aftermath: Aftermath): void {
  const { plan, orders, tasks } = aftermath
  const owners = new Map(orders.map(({ orderNumber, claimedBy }) => [orderNumber, claimedBy]))
  const ofOffice = [...plan.changed].flatMap(([orderNumber, change]) => {
    const gone: BenchStage = isHandedOver(orderNumber, aftermath) ? 'handed-over' : 'labelled'
    const kind = taskAfter[change][plan.begun.includes(orderNumber) ? 'begun' : gone]
    return kind === null ? [] : [`${orderNumber}: ${kind} at ${String(owners.get(orderNumber))}`]
  })
  const ofRivals = plan.shared.map((orderNumber) => {
    const { kind, at } = rivalTask(orderNumber, owners.get(orderNumber), aftermath)
    const found = tasks.find((task) => task.orderNumber === orderNumber)?.stationId ?? ''
    return `${orderNumber}: ${kind} at ${at.includes(found) ? found : at.join(' or ')}`
  })
  const found = tasks.map(({ orderNumber, stationId, kind }) => {
    return `${orderNumber}: ${kind} at ${stationId}`
  })
  expect([...found].sort()).toEqual([...ofOffice, ...ofRivals].sort())
  expect(tasks.filter(({ done }) => done)).toEqual([])
}

/** Of two boxes of one order one may leave: the other is pulled wherever it stands, or called back when both are gone. */
function rivalTask(
  orderNumber: string,
  owner: string | null | undefined,
  { stationIds, handedOver }: Aftermath,
): { readonly kind: TaskKind; readonly at: readonly string[] } {
  const holders = stationIds.filter((_id, bench) => !handedOver[bench]?.has(orderNumber))
  if (holders.length === 0) return { kind: 'intercept', at: stationIds }
  const rivals = stationIds.filter((stationId) => stationId !== owner)
  return { kind: 'pull-parcel', at: holders.length === 1 ? holders : rivals }
}

/** What is in no conflict is as the benches left it, and what the office has changed lost none of their facts. */
function expectTheRestAsPacked(aftermath: Aftermath): void {
  const { shared, begun, changed, work } = aftermath.plan
  const packed = new Set(work.flat())
  for (const order of aftermath.orders) {
    const { orderNumber, state } = order
    const atHand = begun.includes(orderNumber) ? 1 : 0
    const units = packed.has(orderNumber) ? orderedUnits(order) : atHand
    expect([orderNumber, packedUnits(order)]).toEqual([orderNumber, units])
    if (!packed.has(orderNumber) || shared.includes(orderNumber)) continue
    const change = changed.get(orderNumber)
    const undisturbed = isHandedOver(orderNumber, aftermath) ? 'shipped' : 'packed'
    const stopped = change === 'hold' ? 'held' : 'exception'
    expect([orderNumber, state]).toEqual([orderNumber, change ? stopped : undisturbed])
  }
}
