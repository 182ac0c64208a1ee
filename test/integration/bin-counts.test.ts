import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Order } from '../../shared/domain/order.ts'
import type { CountTask } from '../../shared/domain/task.ts'
import { binCountsResponse } from '../../shared/protocol/bin-count.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds, openFloor, openFloorOn, type TestFloor } from './centre-floor.ts'
import { adminToken, fact, faultOf, results, type TestStation } from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

const short = ({ orderNumber, lines }: Order) =>
  fact('line.short', {
    ...{ orderNumber, lineId: lines[0]?.lineId ?? '', quantity: 1, operatorId: 'o' },
  })

const counted = ({ orderNumber, lines }: Order, quantity: number) =>
  fact('bin.counted', {
    ...{ orderNumber, quantity, operatorId: 'picker-7' },
    ...{ bin: lines[0]?.bin ?? '', sku: lines[0]?.sku ?? '' },
  })

async function countTasks(station: TestStation): Promise<readonly CountTask[]> {
  const { rows } = await station.snapshot()
  return [...rows.values()].flatMap(({ entity, row }) =>
    entity === 'task' && row?.kind === 'count-bin' ? [row] : [],
  )
}

async function countsAt(floor: TestFloor) {
  const headers = { authorization: `Bearer ${adminToken}` }
  const answer = await fetch(`${floor.centre.url}/v1/bins/counts`, { headers })
  return binCountsResponse.parse(await answer.json()).counts
}

/** Two orders whose first line lies in the same bin. */
function ofOneBin(floor: TestFloor): readonly [Order, Order] {
  const first = new Map<string, Order>()
  for (;;) {
    const order = floor.freshOrder()
    const bin = order.lines[0]?.bin ?? ''
    const other = first.get(bin)
    if (other) return [other, order]
    first.set(bin, order)
  }
}

describe.each(databaseKinds)('a bin that is short at %s', (kind) => {
  test('has two tasks for two orders, or none after it was counted and is short again', async () => {
    const floor = await openFloor(kind, postgres)
    const [one, other] = ofOneBin(floor)
    const [a, b] = [await floor.bench(), await floor.bench()]
    const { bin, sku, name } = one.lines[0] ?? { bin: '', sku: '', name: '' }
    a.journal.add(floor.claim(one, a.station), short(one))
    expect(results((await a.station.push(a.journal.request())).outcomes)).toEqual([
      'applied',
      'applied',
    ])
    const task = { kind: 'count-bin', bin, sku, name }
    expect(await countTasks(a.station)).toMatchObject([
      { ...task, orderNumber: one.orderNumber, stationId: a.station.stationId, done: false },
    ])
    b.journal.add(floor.claim(other, b.station), short(other))
    await b.station.push(b.journal.request())
    expect(await countTasks(a.station)).toMatchObject([
      { ...task, stationId: b.station.stationId, done: false },
    ])
    // Whoever has looked has looked.
    a.journal.add(counted(one, 3))
    await a.station.push(a.journal.request(3))
    expect(await countTasks(a.station)).toMatchObject([{ ...task, done: true }])
    b.journal.add(short(other))
    await b.station.push(b.journal.request(3))
    expect(await countTasks(a.station)).toMatchObject([{ ...task, done: false }])
    // The office alone says what becomes of the orders.
    expect((await a.station.order(one.orderNumber)).state).toBe('held')
    await floor.centre.close()
  })

  test('is counted twice by a push that is sent again, or hides from the office what was counted', async () => {
    const floor = await openFloor(kind, postgres)
    const [one] = ofOneBin(floor)
    const { station, journal } = await floor.bench()
    journal.add(floor.claim(one, station), short(one), counted(one, 0), counted(one, 12))
    await Promise.all([1, 2, 3].map(() => station.push(journal.request())))
    const bin = one.lines[0]?.bin
    const by = { orderNumber: one.orderNumber, operatorId: 'picker-7', bin }
    expect(await countsAt(floor)).toMatchObject([
      { ...by, stationId: station.stationId, quantity: 12, countedAt: '2026-11-24T02:00:00.000Z' },
      { ...by, quantity: 0 },
    ])
    const refused = await station.get('/v1/bins/counts')
    expect((await faultOf(refused, 401)).code).toBe('unauthorized')
    await floor.centre.close()
  })

  test('of an order that the centre does not know is not counted at all', async () => {
    const floor = await openFloor(kind, postgres)
    const { station, journal } = await floor.bench()
    const [one] = ofOneBin(floor)
    journal.add(counted({ ...one, orderNumber: 'NO-SUCH' }, 5))
    await station.push(journal.request())
    expect(await countsAt(floor)).toMatchObject([{ orderNumber: 'NO-SUCH', quantity: 5 }])
    await floor.centre.close()
  })
})

test('stations that are short of one bin at once on real PostgreSQL wait for each other in a circle, or leave two tasks', async () => {
  const floor = await openFloorOn({ kind: 'postgres', url: await postgres.createDatabase() })
  const [one, other] = ofOneBin(floor)
  const benches = await Promise.all([floor.bench(), floor.bench()])
  await Promise.all(
    benches.map(({ station, journal }, index) => {
      const order = index === 0 ? one : other
      journal.add(floor.claim(order, station), short(order), counted(order, 1), short(order))
      return station.push(journal.request())
    }),
  )
  const [reader] = benches
  expect(await countTasks(reader.station)).toMatchObject([{ kind: 'count-bin', done: false }])
  expect(await countsAt(floor)).toHaveLength(2)
  await floor.centre.close()
})
