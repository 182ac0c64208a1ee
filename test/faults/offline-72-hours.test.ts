import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fetch } from '../../electron/main/centre/api-client.ts'
import { orderedUnits, packedUnits, type Order } from '../../shared/domain/order.ts'
import type { Task } from '../../shared/domain/task.ts'
import type { FeedRow } from '../../shared/protocol/feed.ts'
import { openCentreDatabase, type Centre } from '../../server/centre.ts'
import type { OpenedDatabase } from '../../server/database/open.ts'
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
import { changeAtCentre, officeChanges, type OfficeChange } from './office.ts'
import { OfflineBench } from './offline-bench.ts'
import { openPostgresFacts } from './postgres-facts.ts'

const seed = 72
const hourMs = 3_600_000
const outageMs = 72 * hourMs
const parcels = 500
/** Orders that both benches pack, and orders of which only a unit was packed when the network came back. */
const packedTwice = 10
const begun = 6
const changes = 40

let postgres: TestPostgres
let url: string
let centre: Centre
let office: OpenedDatabase
const clock = new HeldClock()
const random = seededRandom(seed)
let isOnline = true

beforeAll(async () => {
  postgres = await startPostgres()
  url = await postgres.createDatabase()
  const world = testWorld(() => new Date(clock.wallMs()))
  centre = await startTestCentre({ kind: 'postgres', url }, world)
  const opened = await openCentreDatabase({ kind: 'postgres', url }, world)
  if (!opened.ok) throw new Error(opened.error.message)
  office = opened.value
})

afterAll(async () => {
  await office.close()
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

/** What each bench does, and what the office does, in the order of the clock. */
interface Outage {
  readonly shared: readonly string[]
  readonly begunOrders: readonly string[]
  /** By order: what the office did to it meanwhile. */
  readonly changed: ReadonlyMap<string, OfficeChange>
  /** Orders of each bench, in the order in which it packs them. */
  readonly work: readonly (readonly string[])[]
}

/** No order is in two conflicts at once, so that each conflict can be told apart. */
function planOutage(orders: readonly Order[]): Outage {
  const single = parcels - 2 * packedTwice
  const numbers = orders.map(({ orderNumber }) => orderNumber)
  const shared = numbers.slice(0, packedTwice)
  const begunOrders = orders
    .filter((order) => !shared.includes(order.orderNumber) && orderedUnits(order) > 1)
    .map(({ orderNumber }) => orderNumber)
    .slice(0, begun)
  const others = numbers
    .filter((number) => !shared.includes(number) && !begunOrders.includes(number))
    .slice(0, single)
  const shuffled = [...others].sort(() => random() - 0.5)
  const targets = [...begunOrders.slice(0, begun / 2), ...shuffled].slice(0, changes)
  const changed = new Map(
    targets.map((orderNumber, index) => [orderNumber, officeChanges[index % 3] ?? 'cancel']),
  )
  const half = single / 2
  const mixed = (own: readonly string[]): readonly string[] =>
    [...own, ...shared].sort(() => random() - 0.5)
  return {
    shared,
    begunOrders,
    changed,
    work: [mixed(others.slice(0, half)), mixed(others.slice(half))],
  }
}

/** Packs, hands over twice, changes and lets the clock run, with every line dead. Answers what went to the courier. */
async function live(
  benches: readonly OfflineBench[],
  { work, changed, begunOrders }: Outage,
): Promise<ReadonlySet<string>> {
  const handedOver = new Set<string>()
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
      for (const box of boxes) handedOver.add(box)
    }
    const [next] = step % changeEvery === 0 ? toChange.splice(0, 1) : []
    if (next) await changeAtCentre(office, new Date(clock.wallMs()), ...next)
  }
  expect(toChange).toEqual([])
  for (const orderNumber of begunOrders) await benches[0]?.begins(orderNumber)
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
  const outage = planOutage(base.orders)
  const benches = await Promise.all(
    stations.map((station) => OfflineBench.open(station, base, { clock, fetch: network })),
  )
  isOnline = false
  const handedOver = await live(benches, outage)
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
  expectOneTaskAConflict(rows, outage)
  expectTheRestAsPacked(rows, outage, handedOver)
  const originals = benches.flatMap((bench) => bench.labels())
  expect(originals).toHaveLength(parcels)
  await Promise.all(benches.map((bench) => bench.stop()))
}, 300_000)

/** Changes of the office that leave a task once the order was packed all the same. */
const conflicting: readonly OfficeChange[] = ['cancel']

function expectOneTaskAConflict(
  rows: ReadonlyMap<string, FeedRow>,
  { shared, changed }: Outage,
): void {
  const conflicts = [...changed].filter(([, change]) => conflicting.includes(change))
  const expected = [...shared, ...conflicts.map(([orderNumber]) => orderNumber)]
  const tasks = [...rows.values()].flatMap((row): Task[] =>
    row.entity === 'task' && row.row ? [row.row] : [],
  )
  expect(tasks.map(({ orderNumber }) => orderNumber).sort()).toEqual([...expected].sort())
  expect(tasks.filter(({ done }) => done)).toEqual([])
  for (const { orderNumber, stationId } of tasks) {
    const order = baseOf(rows).orders.find((candidate) => candidate.orderNumber === orderNumber)
    // Who packed it first has the order; the task of a second box is at whoever made that one.
    const isOwner = order?.claimedBy === stationId
    expect(isOwner).toBe(!shared.includes(orderNumber))
  }
}

/** What is in no conflict is as the benches left it, and what the office has changed lost none of their facts. */
function expectTheRestAsPacked(
  rows: ReadonlyMap<string, FeedRow>,
  { shared, begunOrders, changed, work }: Outage,
  handedOver: ReadonlySet<string>,
): void {
  const packed = new Set(work.flat())
  for (const order of baseOf(rows).orders) {
    const { orderNumber, state } = order
    const units = packed.has(orderNumber)
      ? orderedUnits(order)
      : begunOrders.includes(orderNumber)
        ? 1
        : 0
    expect([orderNumber, packedUnits(order)]).toEqual([orderNumber, units])
    if (!packed.has(orderNumber) || shared.includes(orderNumber)) continue
    const undisturbed = handedOver.has(orderNumber) ? 'shipped' : 'packed'
    const expected = { cancel: 'exception', hold: 'held', address: undisturbed }
    const change = changed.get(orderNumber)
    expect([orderNumber, state]).toEqual([orderNumber, change ? expected[change] : undisturbed])
  }
}
