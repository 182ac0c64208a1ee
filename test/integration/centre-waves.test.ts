import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client } from 'pg'
import { orderedUnits, type Order } from '../../shared/domain/order.ts'
import { isWaiting, zoneOf } from '../../shared/domain/waiting.ts'
import { waveResponse, type WaveChoice, type WaveResponse } from '../../shared/protocol/wave.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds, openFloor, openFloorOn } from './centre-floor.ts'
import {
  fact,
  faultOf,
  headOf,
  results,
  startTestCentre,
  tasksOf,
  waybillsOf,
  type TestStation,
} from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

async function claim(
  station: TestStation,
  size: number,
  requestId: string = randomUUID(),
): Promise<WaveResponse> {
  const path = `/v1/stations/${station.stationId}/waves`
  const response = await station.post({ requestId, size }, path)
  const answer: unknown = await response.json()
  if (response.status !== 200) throw new Error(JSON.stringify(answer))
  return waveResponse.parse(answer)
}

/** Asks for all that there is of a choice, and answers the orders. */
async function ask(
  station: TestStation,
  choice: Omit<WaveChoice, 'size'>,
): Promise<readonly Order[]> {
  const path = `/v1/stations/${station.stationId}/waves`
  const answer = await station.post({ requestId: randomUUID(), size: 100, ...choice }, path)
  const { orderNumbers } = waveResponse.parse(await answer.json())
  const { rows } = await station.snapshot()
  return orderNumbers.flatMap((number) => {
    const row = rows.get(`order ${number}`)
    return row?.entity === 'order' && row.row ? [row.row] : []
  })
}

async function waitingAt(station: TestStation): Promise<readonly Order[]> {
  const { rows } = await station.snapshot()
  return [...rows.values()].flatMap(({ entity, row }) =>
    entity === 'order' && row && isWaiting(row) ? [row] : [],
  )
}

const numbersOf = (orders: readonly Order[]): readonly string[] =>
  orders.map(({ orderNumber }) => orderNumber).sort()

describe.each(databaseKinds)('waves at %s', (kind) => {
  test('a wave is the most urgent free orders, claimed with complete waybills, and the same id gives it again', async () => {
    const floor = await openFloor(kind, postgres)
    const { station } = await floor.bench()
    const other = (await floor.bench()).station
    const requestId = randomUUID()
    const wave = await claim(station, 7, requestId)
    expect(await claim(station, 7, requestId)).toEqual(wave)
    const orders = await Promise.all(wave.orderNumbers.map((number) => station.order(number)))
    expect(
      orders.map(({ claimedBy, state, waveNumber }) => [claimedBy, state, waveNumber]),
    ).toEqual(orders.map(() => [station.stationId, 'picking', wave.waveNumber]))
    for (const { orderNumber } of orders)
      expect((await waybillsOf(station, orderNumber)).map(({ state }) => state)).toEqual([
        'allocated',
      ])
    const next = await claim(other, 3)
    const last = orders.at(-1)?.deadlineAt ?? ''
    for (const number of next.orderNumbers) {
      const { deadlineAt } = await station.order(number)
      expect(wave.orderNumbers).not.toContain(number)
      expect(Date.parse(deadlineAt)).toBeGreaterThanOrEqual(Date.parse(last))
    }
    // Held and cancelled orders never come in a wave, and at its end there is nothing left.
    const rest = [await claim(other, 100), await claim(other, 100), await claim(other, 100)]
    const all = [wave, next, ...rest].flatMap(({ orderNumbers }) => orderNumbers)
    expect([all.length, new Set(all).size]).toEqual([196, 196])
    expect(rest.at(-1)?.waveNumber).toBe(null)
    await floor.centre.close()
  })

  test('a wave of one article is all the same, of single lines each its own, and of a courier its alone', async () => {
    const floor = await openFloor(kind, postgres)
    const { station } = await floor.bench()
    const waiting = await waitingAt(station)
    const singles = waiting.filter(({ lines }) => lines.length === 1)
    const counts = new Map<string, number>()
    for (const { lines } of singles) {
      const sku = lines[0]?.sku ?? ''
      counts.set(sku, (counts.get(sku) ?? 0) + 1)
    }
    const hot = await ask(station, { kind: 'one-article' })
    expect(hot.length).toBe(Math.max(...counts.values()))
    expect(new Set(hot.map(({ lines }) => lines.map(({ sku }) => sku).join())).size).toBe(1)
    const sf = await ask(station, { kind: 'single-line', carrier: 'sf' })
    const taken = new Set(hot.map(({ orderNumber }) => orderNumber))
    const left = singles.filter(({ orderNumber }) => !taken.has(orderNumber))
    expect(sf.map(({ orderNumber }) => orderNumber).sort()).toEqual(
      left
        .filter(({ carrier }) => carrier === 'sf')
        .map(({ orderNumber }) => orderNumber)
        .sort(),
    )
    const rest = await ask(station, { kind: 'single-line' })
    expect(rest).toHaveLength(left.length - sf.length)
    expect(await ask(station, { kind: 'one-article' })).toEqual([])
    expect((await ask(station, {})).every(({ lines }) => lines.length > 1)).toBe(true)
    await floor.centre.close()
  })

  test('a wave of a zone leads out of it, or one of small or urgent orders takes others', async () => {
    const floor = await openFloor(kind, postgres)
    const { station } = await floor.bench()
    const waiting = await waitingAt(station)
    const zones = new Set(waiting.flatMap(({ lines }) => lines.map(({ bin }) => zoneOf(bin))))
    expect(zones.size).toBeGreaterThan(2)
    const inZone = (order: Order, zone: string): boolean =>
      order.lines.every(({ bin }) => bin.startsWith(`${zone}-`))
    const [first = '', second = ''] = zones
    const wanted = waiting.filter((order) => inZone(order, first))
    expect(wanted.length).toBeGreaterThan(0)
    const taken = await ask(station, { zone: first })
    expect(numbersOf(taken)).toEqual(numbersOf(wanted))
    expect(await ask(station, { zone: first })).toEqual([])
    expect(await ask(station, { zone: 'no such zone' })).toEqual([])
    const small = waiting.filter(
      (order) => inZone(order, second) && orderedUnits(order) <= 2 && order.lines.length === 1,
    )
    expect(small.length).toBeGreaterThan(0)
    expect(numbersOf(await ask(station, { zone: second, mostUnits: 2, mostLines: 1 }))).toEqual(
      numbersOf(small),
    )
    const left = await waitingAt(station)
    const due = left
      .map(({ deadlineAt }) => Date.parse(deadlineAt))
      .sort((one, other) => one - other)
    const dueBefore = new Date(due[Math.floor(due.length / 2)] ?? 0).toISOString()
    const urgent = left.filter(({ deadlineAt }) => Date.parse(deadlineAt) < Date.parse(dueBefore))
    expect(urgent.length).toBeGreaterThan(0)
    expect(numbersOf(await ask(station, { dueBefore }))).toEqual(numbersOf(urgent))
    await floor.centre.close()
  })

  test('an order that is put back is free again, and one that was begun is not', async () => {
    const floor = await openFloor(kind, postgres)
    const { station, journal } = await floor.bench()
    const [idle, begun] = (await claim(station, 2)).orderNumbers
    const order = await station.order(begun ?? '')
    const lineId = order.lines[0]?.lineId ?? ''
    const by = { stationId: station.stationId, operatorId: 'o' }
    journal.add(
      fact('line.picked', { orderNumber: begun ?? '', lineId, quantity: 1, operatorId: 'o' }),
      fact('order.putBack', { orderNumber: begun ?? '', ...by }),
      fact('order.putBack', { orderNumber: idle ?? '', ...by }),
    )
    expect(results((await station.push(journal.request())).outcomes)).toEqual([
      'applied',
      'noop',
      'applied',
    ])
    const free = await station.order(idle ?? '')
    expect([free.claimedBy, free.state, free.waveNumber]).toEqual([null, 'ready', undefined])
    expect((await claim((await floor.bench()).station, 1)).orderNumbers).toEqual([idle])
    await floor.centre.close()
  })

  test('a wave asked for with another station’s token, or beyond all measure, is refused', async () => {
    const floor = await openFloor(kind, postgres)
    const [one, other] = [(await floor.bench()).station, (await floor.bench()).station]
    const path = `/v1/stations/${other.stationId}/waves`
    const forged = await one.post({ requestId: randomUUID(), size: 5 }, path)
    expect((await faultOf(forged, 403)).code).toBe('wrong-station')
    const huge = await other.post({ requestId: randomUUID(), size: 5_000 }, path)
    expect((await faultOf(huge, 400)).code).toBe('malformed')
    const id = randomUUID()
    await claim(other, 2, id)
    const changed = await other.post({ requestId: id, size: 3 }, path)
    expect((await faultOf(changed, 409)).code).toBe('request-reused')
    // Another station may have hit upon the same id.
    expect((await claim(one, 1, id)).orderNumbers).toHaveLength(1)
    await floor.centre.close()
  })

  test('a take-over leaves the former owner one task if it had begun, before or after it is heard of', async () => {
    const floor = await openFloor(kind, postgres)
    for (const direction of ['heard before', 'heard after'] as const) {
      const order = floor.freshOrder()
      const { orderNumber } = order
      const [owner, taker] = [await floor.bench(), await floor.bench()]
      const work = floor.packing(order, owner.station).slice(0, 3)
      const takeOver = fact('order.takenOver', {
        ...{ orderNumber, stationId: taker.station.stationId, from: owner.station.stationId },
        ...{ reason: 'absent', operatorId: 'o' },
      })
      const [claimed, ...rest] = work
      if (!claimed) throw new Error('No claim')
      await owner.station.push(owner.journal.add(claimed).request())
      if (direction === 'heard before')
        await owner.station.push(owner.journal.add(...rest).request(2))
      await taker.station.push(taker.journal.add(takeOver).request())
      if (direction === 'heard after')
        await owner.station.push(owner.journal.add(...rest).request(2))
      const tasks = await tasksOf(taker.station, orderNumber)
      expect(tasks.map(({ kind, stationId }) => [kind, stationId])).toEqual([
        ['unpack', owner.station.stationId],
      ])
      const after = await taker.station.order(orderNumber)
      expect([after.claimedBy, after.lines.map(({ packed }) => packed)]).toEqual([
        taker.station.stationId,
        order.lines.map(() => 0),
      ])
      // The new owner packs it from the first unit to the last.
      const packing = floor.packing(order, taker.station).slice(1)
      const answer = await taker.station.push(taker.journal.add(...packing).request(2))
      expect(new Set(results(answer.outcomes))).toEqual(new Set(['applied']))
    }
    await floor.centre.close()
  })
})

test('sixteen stations that claim at once on real PostgreSQL never get one order twice', async () => {
  const floor = await openFloorOn({ kind: 'postgres', url: await postgres.createDatabase() })
  const benches = await Promise.all(Array.from({ length: 16 }, () => floor.bench()))
  const waves = await Promise.all(
    benches.flatMap(({ station }) => [claim(station, 9), claim(station, 9)]),
  )
  const all = waves.flatMap(({ orderNumbers }) => orderNumbers)
  expect(new Set(all).size).toBe(all.length)
  const { rows } = await (await floor.bench()).station.snapshot()
  const owners = new Map<string, string | null>()
  for (const { entity, row } of rows.values())
    if (entity === 'order' && row) owners.set(row.orderNumber, row.claimedBy)
  for (const [index, { orderNumbers }] of waves.entries())
    for (const number of orderNumbers)
      expect(owners.get(number)).toBe(benches[Math.floor(index / 2)]?.station.stationId)
  await floor.centre.close()
})

test('stations that claim one zone at once on real PostgreSQL get an order twice, or leave one behind', async () => {
  const floor = await openFloorOn({ kind: 'postgres', url: await postgres.createDatabase() })
  const benches = await Promise.all(Array.from({ length: 6 }, () => floor.bench()))
  const [reader] = benches
  if (!reader) throw new Error('No bench')
  const wanted = (await waitingAt(reader.station)).filter(({ lines }) =>
    lines.every(({ bin }) => zoneOf(bin) === 'A'),
  )
  const claims = benches.map(async ({ station }) => {
    const path = `/v1/stations/${station.stationId}/waves`
    const answer = await station.post({ requestId: randomUUID(), size: 5, zone: 'A' }, path)
    return waveResponse.parse(await answer.json()).orderNumbers
  })
  const all = (await Promise.all(claims)).flat()
  expect(new Set(all).size).toBe(all.length)
  expect(all).toHaveLength(Math.min(30, wanted.length))
  expect(all.every((number) => numbersOf(wanted).includes(number))).toBe(true)
  await floor.centre.close()
})

test('a database from before zones that forgets where its waiting orders lie', async () => {
  const url = await postgres.createDatabase()
  const floor = await openFloorOn({ kind: 'postgres', url })
  await floor.centre.close()
  const client = new Client({ connectionString: url })
  await client.connect()
  const read = async () => {
    const answer = await client.query(
      'select order_number, zone, lines, units from waiting_orders order by order_number',
    )
    return answer.rows as readonly unknown[]
  }
  const before = await read()
  expect(before.length).toBeGreaterThan(100)
  await client.query('alter table waiting_orders drop zone, drop lines, drop units')
  // What came after zones is undone too: steps are taken in their order.
  await client.query('drop table pictures')
  await client.query("delete from kysely_migration where name >= '0009-zones'")
  const centre = await startTestCentre({ kind: 'postgres', url })
  expect(await headOf(centre)).toBeGreaterThan(0)
  await centre.close()
  expect(await read()).toEqual(before)
  await client.end()
})
