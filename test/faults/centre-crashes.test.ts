import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Order } from '../../shared/domain/order.ts'
import { createCentreProcess, freePort, type CentreProcess } from '../e2e/centre-process.ts'
import { enrolAt, enrolObserver, type CentreState } from '../e2e/observer.ts'
import { ordersCsv } from '../e2e/orders-csv.ts'
import { startCuttingProxy } from '../fakes/cutting-proxy.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { seededRandom } from '../fakes/random.ts'
import { packingOf, TestStation } from '../integration/centre-kit.ts'
import { becomes } from '../integration/push-fixture.ts'
import { followFeed } from './feed-follower.ts'
import { openPlainStation, type PlainStation } from './plain-station.ts'
import { openPostgresFacts } from './postgres-facts.ts'

const orderCount = 40

// Every test starts processes, and the machine may be busy.
vi.setConfig({ testTimeout: 240_000 })

let postgres: TestPostgres
let folder: string
let databaseUrl: string
let floor: CentreState
const centres: CentreProcess[] = []
const stations: PlainStation[] = []

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-crashes-'))
  databaseUrl = await postgres.createDatabase()
})

afterEach(async () => {
  await Promise.all(stations.splice(0).map((station) => station.stop()))
  await Promise.all(centres.splice(0).map((centre) => centre.stop('SIGKILL')))
  await rm(folder, { recursive: true, force: true })
})

async function node(port: number): Promise<CentreProcess> {
  const dataFolder = join(folder, `node-${String(centres.length)}`)
  const centre = createCentreProcess({ dataFolder, port, databaseUrl })
  centres.push(centre)
  await centre.start()
  return centre
}

/** Orders in the centre, and two benches that send to wherever `centreUrl` says. */
async function fill(centre: CentreProcess, centreUrl: () => string): Promise<void> {
  await centre.importOrders(ordersCsv(orderCount, seededRandom(7)))
  floor = await (await enrolObserver(centre)).look()
  for (const name of ['left', 'right']) {
    const enrolled = await enrolAt(centre, name)
    stations.push(await openPlainStation(join(folder, name), enrolled, centreUrl))
  }
}

/** Both benches pack their halves of these orders, one scan's facts in each append, without looking at the network. */
async function pack(orders: readonly Order[]): Promise<void> {
  const packHalf = async (station: PlainStation, half: readonly Order[]): Promise<void> => {
    for (const order of half) {
      for (const fact of packingOf(order, station.stationId, waybillOf(order)))
        await station.append([fact])
      await pause(20)
    }
  }
  await Promise.all(
    stations.map((station, bench) =>
      packHalf(
        station,
        orders.filter((_order, index) => index % stations.length === bench),
      ),
    ),
  )
}

function waybillOf({ orderNumber }: Order): string {
  const all = [...floor.waybills.values()]
  return all.find((waybill) => waybill.orderNumber === orderNumber)?.waybillNumber ?? ''
}

/** The centre holds every journal, letter by letter, each fact applied once, and every order left the house. */
async function expectEveryFactOnce(): Promise<void> {
  await Promise.all(stations.map((station) => station.drained()))
  const facts = await openPostgresFacts(databaseUrl)
  for (const station of stations) {
    const stored = await facts.framesOf(station.stationId)
    expect(stored.map(({ frame }) => frame)).toEqual(await station.frames())
    expect(new Set(stored.map(({ result }) => result))).toEqual(new Set(['applied']))
  }
  const orders = await facts.orders()
  expect(orders).toHaveLength(orderCount)
  for (const { state, lines, parcels } of orders) {
    expect(state).toBe('shipped')
    expect(parcels).toHaveLength(1)
    expect(lines.map(({ packed }) => packed)).toEqual(lines.map(({ quantity }) => quantity))
  }
  await facts.end()
}

test('an API process that is killed between applying a push and answering it, or amid it, takes every fact once', async () => {
  const random = seededRandom(11)
  const port = await freePort()
  const centre = await node(port)
  const proxy = await startCuttingProxy(port)
  await fill(centre, () => proxy.url)
  const facts = await openPostgresFacts(databaseUrl)
  const orders = [...floor.orders.values()]
  const kills = 6
  let unheard = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const hit =
      kill % 2 === 0 ? proxy.swallowAnswer() : proxy.nextRequest().then(() => pause(random() * 15))
    // Work of its own for each kill: on a slow machine all of it was sent before the last, which then waited for ever.
    const packing = pack(orders.filter((_order, index) => index % kills === kill))
    await hit
    await centre.stop('SIGKILL')
    await packing
    for (const { stationId, loop, frames } of stations) {
      const [stored, written] = [await facts.framesOf(stationId), await frames()]
      if (stored.length > written.length - loop.report().unackedCount) unheard += 1
    }
    await centre.start()
  }
  await expectEveryFactOnce()
  expect(unheard).toBeGreaterThanOrEqual(3)
  await facts.end()
  await proxy.close()
})

test('PostgreSQL is killed under load, and the API goes on by itself with nothing lost or doubled', async () => {
  const centre = await node(await freePort())
  await fill(centre, () => centre.url)
  const orders = [...floor.orders.values()]
  const rounds = 3
  for (let round = 0; round < rounds; round += 1) {
    const packing = pack(orders.filter((_order, index) => index % rounds === round))
    await Promise.race(stations.map(({ loop }) => becomes(loop, 'sending')))
    await postgres.crash()
    await Promise.race(stations.map(({ loop }) => becomes(loop, 'waiting')))
    await postgres.restart()
    await packing
  }
  await expectEveryFactOnce()
  expect(centre.isRunning()).toBe(true)
})

test('two API nodes on one database that take turns in every push and every pull give one complete feed', async () => {
  const both = await Promise.all([node(await freePort()), node(await freePort())])
  const [first] = both
  let turn = 0
  const nextUrl = (): string => both[(turn += 1) % both.length]?.url ?? ''
  await fill(first, nextUrl)
  const watcher = await enrolAt(first, 'watcher')
  const readers = both.map(({ url }) => new TestStation(url, watcher.stationId, watcher.token))
  let isOver = false
  const following = followFeed(readers, () => isOver)
  await pack([...floor.orders.values()])
  await expectEveryFactOnce()
  isOver = true
  const followed = await following
  const [reader] = readers
  const snapshot = await reader?.snapshot()
  expect(followed).toEqual(snapshot?.rows)
})
