import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Order } from '../../shared/domain/order.ts'
import type { PushResponse } from '../../shared/protocol/push.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { openFloorOn, type TestFloor } from './centre-floor.ts'
import { packingOf, results } from './centre-kit.ts'

let postgres: TestPostgres
let floor: TestFloor
let client: Client

beforeAll(async () => {
  postgres = await startPostgres()
  const url = await postgres.createDatabase()
  floor = await openFloorOn({ kind: 'postgres', url })
  client = new Client({ connectionString: url })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await floor.centre.close()
  await postgres.stop()
})

/** Holds the counter of the feed until so many pushes wait for a lock: all of them have read what they will read. */
async function atTheSameTime(pushes: readonly (() => Promise<PushResponse>)[]) {
  await client.query('begin')
  await client.query('select from warehouses for update')
  const answers = Promise.all(pushes.map((push) => push()))
  await vi.waitFor(
    async () => {
      // Within a transaction PostgreSQL shows the same picture of its sessions until told to look again.
      await client.query('select pg_stat_clear_snapshot()')
      const waiting = await client.query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      )
      if (waiting.rows[0]?.count !== pushes.length) throw new Error('Not all of them wait yet')
    },
    { timeout: 20_000, interval: 10 },
  )
  await client.query('rollback')
  return answers
}

test('two stations that packed one order at the same time leave one owner and one task', async () => {
  const order = floor.freshOrder()
  const benches = [await floor.bench(), await floor.bench()]
  const answers = await atTheSameTime(
    benches.map(({ station, journal }) => {
      const request = journal.add(...floor.packing(order, station)).request()
      return () => station.push(request)
    }),
  )
  const [reader] = benches
  const after = await reader?.station.order(order.orderNumber)
  const winner = benches.findIndex(({ station }) => station.stationId === after?.claimedBy)
  const loserId = benches[1 - winner]?.station.stationId ?? ''
  expect(new Set(results(answers[winner]?.outcomes ?? []))).toEqual(new Set(['applied']))
  expect(results(answers[1 - winner]?.outcomes ?? [])).toContain('packed-elsewhere')
  expect(after?.lines.map((line) => line.packed)).toEqual(order.lines.map((line) => line.quantity))
  const tasks = (await reader?.station.tasks()) ?? []
  const own = tasks.filter(({ key }) => key.startsWith(order.orderNumber))
  expect(own.map(({ key, rev }) => [key, rev])).toEqual([
    [`${order.orderNumber}:elsewhere:${loserId}`, 1],
  ])
})

test('two stations that consumed one waybill number at the same time leave one owner of it', async () => {
  const orders = [floor.freshOrder(), floor.freshOrder()]
  const carrier = 'yto'
  const closing = (order: Order, stationId: string) =>
    packingOf({ ...order, carrier }, stationId, 'YT8000000000001').filter(
      ({ type }) => !type.startsWith('label') && type !== 'parcel.handedOver',
    )
  const benches = [await floor.bench(), await floor.bench()]
  const answers = await atTheSameTime(
    benches.map(({ station, journal }, index) => {
      const order = orders[index]
      if (!order) throw new Error('Fewer orders than benches')
      const request = journal.add(...closing(order, station.stationId)).request()
      return () => station.push(request)
    }),
  )
  const codes = answers.flatMap(({ outcomes }) => results(outcomes))
  expect(codes.filter((code) => code === 'waybill-reused')).toHaveLength(1)
})

test('six pushers of one piece of one journal apply it once', async () => {
  const order = floor.freshOrder()
  const { station, journal } = await floor.bench()
  const request = journal.add(...floor.packing(order, station)).request()
  const answers = await atTheSameTime(Array.from({ length: 6 }, () => () => station.push(request)))
  for (const answer of answers) expect(answer.outcomes).toEqual(answers[0]?.outcomes)
  expect(new Set(results(answers[0]?.outcomes ?? []))).toEqual(new Set(['applied']))
  const after = await station.order(order.orderNumber)
  expect(after.lines.map((line) => line.packed)).toEqual(order.lines.map((line) => line.quantity))
})
