import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evolveLeases, nextNumber, type Lease, type LeaseBook } from '../../shared/domain/lease.ts'
import type { Order } from '../../shared/domain/order.ts'
import { leaseResponse } from '../../shared/protocol/lease.ts'
import type { LeaseReport } from '../../server/carriers/leases.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds, leasing, openFloor, openFloorOn, type TestFloor } from './centre-floor.ts'
import {
  adminToken,
  changeOrder,
  fact,
  faultOf,
  packingOf,
  results,
  tasksOf,
  TestJournal,
  waybillsOf,
  type TestStation,
} from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

function ask(station: TestStation, epoch: string, requestId: string = randomUUID()) {
  const path = `/v1/stations/${station.stationId}/leases`
  return station.post({ requestId, epoch, carrier: leasing }, path)
}

async function lease(station: TestStation, epoch: string, requestId?: string): Promise<Lease> {
  const answer: unknown = await (await ask(station, epoch, requestId)).json()
  return leaseResponse.parse(answer).lease
}

const granted = (body: Lease) => ({
  ...{ type: 'lease.granted' as const, v: 1 as const },
  body: { ...body, holder: 'machine' },
})

const numbersOf = (body: Lease, count: number): readonly string[] => {
  let book: LeaseBook = evolveLeases([], granted(body))
  return Array.from({ length: count }, () => {
    const number = nextNumber(book, leasing, 'machine') ?? ''
    const of = { orderNumber: 'x', parcelNumber: 'x', waybillNumber: number, carrier: leasing }
    book = evolveLeases(book, fact('parcel.closed', { ...of, contents: [], operatorId: 'o' }))
    return number
  })
}

const packing = (order: Order, station: TestStation, waybillNumber: string) =>
  packingOf(order, station.stationId, waybillNumber).map((one) =>
    one.type === 'parcel.closed'
      ? fact('parcel.closed', { ...one.body, draftNumber: `${order.orderNumber}~0` })
      : one,
  )

async function report(floor: TestFloor): Promise<readonly LeaseReport[]> {
  const headers = { authorization: `Bearer ${adminToken}` }
  const answer = await (await fetch(`${floor.centre.url}/v1/leases`, { headers })).json()
  return (answer as { leases: readonly LeaseReport[] }).leases
}

describe.each(databaseKinds)('leases at %s', (kind) => {
  let floor: TestFloor

  beforeAll(async () => {
    floor = await openFloor(kind, postgres)
  })

  afterAll(() => floor.centre.close())

  test('an answer that is lost gives the same numbers again; every other request gives others', async () => {
    const [one, other] = [await floor.bench(), await floor.bench()]
    const id = randomUUID()
    const first = await lease(one.station, one.journal.epoch, id)
    expect(await lease(one.station, one.journal.epoch, id)).toEqual(first)
    const more = await Promise.all([
      lease(one.station, one.journal.epoch),
      lease(other.station, other.journal.epoch),
      lease(other.station, other.journal.epoch, id),
    ])
    const ranges = [first, ...more].sort((a, b) => a.first - b.first)
    for (const [index, range] of ranges.entries())
      expect(range.first).toBeGreaterThan(ranges[index - 1]?.last ?? 0)
  })

  test('a parcel under a leased number is known to every station, and the number is never used twice', async () => {
    const { station, journal } = await floor.bench()
    const [order, second] = [floor.freshLeasingOrder(), floor.freshLeasingOrder()]
    const body = await lease(station, journal.epoch)
    const [number = ''] = numbersOf(body, 1)
    journal.add(granted(body), ...packing(order, station, number).slice(0, -1))
    expect(new Set(results((await station.push(journal.request())).outcomes))).toEqual(
      new Set(['applied']),
    )
    const waybills = await waybillsOf(station, order.orderNumber)
    expect(waybills.map((row) => [row.waybillNumber, row.state]).sort()).toEqual([
      [number, 'allocated'],
      [`${order.orderNumber}~0`, 'unnumbered'],
    ])
    const at = journal.frames.length + 1
    journal.add(...packing(second, station, number))
    expect(results((await station.push(journal.request(at))).outcomes)).toContain('waybill-reused')
  })

  test('a number that was leased to another journal stops its parcel', async () => {
    const { station, journal } = await floor.bench()
    const other = await floor.bench()
    const [number = ''] = numbersOf(await lease(other.station, other.journal.epoch), 1)
    const order = floor.freshLeasingOrder()
    journal.add(...packing(order, station, number).slice(0, -2))
    expect(results((await station.push(journal.request())).outcomes)).toContain(
      'waybill-not-leased',
    )
    expect((await tasksOf(station, order.orderNumber)).map((task) => task.kind)).toEqual([
      'pull-parcel',
    ])
  })

  test('an address that changes while a leased number is used offline has the parcel labelled anew', async () => {
    const { station, journal } = await floor.bench()
    const order = floor.freshLeasingOrder()
    const body = await lease(station, journal.epoch)
    const [number = ''] = numbersOf(body, 1)
    const recipient = { ...order.recipient, street: '新地址路9号（虚构）' }
    await changeOrder(floor.centre, order.orderNumber, 'address', {
      ...{ requestId: randomUUID(), recipient },
    })
    journal.add(granted(body), ...packing(order, station, number).slice(0, -2))
    expect(results((await station.push(journal.request())).outcomes)).toContain('address-changed')
    expect((await tasksOf(station, order.orderNumber)).map((task) => task.kind)).toEqual([
      'relabel',
    ])
    const waybills = await waybillsOf(station, order.orderNumber)
    expect(waybills.map((row) => [row.waybillNumber, row.state]).sort()).toEqual([
      [number, 'void'],
      [`${order.orderNumber}~0`, 'void'],
      [`${order.orderNumber}~1`, 'unnumbered'],
    ])
    expect(waybills.find(({ state }) => state === 'unnumbered')?.recipient).toEqual(recipient)
  })

  test('a leased number that its bench gives up stays on the box, with a task that nobody can end', async () => {
    const { station, journal } = await floor.bench()
    const order = floor.freshLeasingOrder()
    const body = await lease(station, journal.epoch)
    const [number = '', next = ''] = numbersOf(body, 2)
    const { orderNumber, carrier } = order
    const of = { orderNumber, parcelNumber: `${orderNumber}-1`, operatorId: 'o' }
    journal.add(granted(body), ...packing(order, station, number).slice(0, -2))
    journal.add(fact('waybill.voided', { ...of, waybillNumber: number, reason: 'refused' }))
    expect(results((await station.push(journal.request())).outcomes)).toContain('number-voided')
    const [task] = await tasksOf(station, orderNumber)
    if (!task) throw new Error('No task')
    const states = async () =>
      (await waybillsOf(station, orderNumber)).map((row) => [row.waybillNumber, row.state]).sort()
    const draftNumber = `${orderNumber}~0`
    expect(await states()).toEqual([
      [number, 'void'],
      [draftNumber, 'unnumbered'],
    ])
    const numbers = { waybillNumber: next, previousWaybillNumber: number, draftNumber }
    const first = journal.frames.length + 1
    const { taskId, kind, code } = task
    journal.add(
      fact('parcel.relabelled', { ...of, ...numbers, carrier }),
      fact('task.done', { orderNumber, operatorId: 'o', taskId, kind, code }),
    )
    expect(results((await station.push(journal.request(first))).outcomes)).toEqual([
      'applied',
      'applied',
    ])
    expect(await states()).toEqual([
      [number, 'void'],
      [next, 'allocated'],
      [draftNumber, 'unnumbered'],
    ])
  })

  test('a journal that was replaced gets no more numbers, and what it had left is reported as burnt', async () => {
    const { station, journal } = await floor.bench()
    const body = await lease(station, journal.epoch)
    await station.push(journal.add(granted(body)).request())
    const anew = new TestJournal(`${journal.epoch}-restored`)
    const fresh = await lease(station, anew.epoch)
    expect(fresh.first).toBeGreaterThan(body.last)
    await station.push(anew.add(granted(fresh)).request())
    expect((await faultOf(await ask(station, journal.epoch), 409)).code).toBe('fenced')
    const of = (leaseId: string) => async () =>
      (await report(floor)).find((row) => row.leaseId === leaseId)
    expect(await of(body.leaseId)()).toMatchObject({ state: 'burnt', used: 0, burnt: 500 })
    expect(await of(fresh.leaseId)()).toMatchObject({ state: 'live', used: 0, burnt: 0 })
    const { leaseId, carrier, first, last } = fresh
    const reason = 'journal-copied'
    anew.add({ type: 'lease.burnt', v: 1, body: { leaseId, carrier, first, last, reason } })
    expect(results((await station.push(anew.request(2))).outcomes)).toEqual(['applied'])
    expect(await of(fresh.leaseId)()).toMatchObject({ state: 'burnt', burnt: 500 })
  })

  test('a centre that has forgotten a lease learns it from the journal, and never grants it to another', async () => {
    // As put back to a backup from before that grant: it would give the same numbers again.
    const restored = await openFloor(kind, postgres)
    const [{ station, journal }, other] = [await restored.bench(), await restored.bench()]
    const before = await openFloor(kind, postgres)
    const { station: asker } = await before.bench()
    const body = await lease(asker, journal.epoch)
    const [number = ''] = numbersOf(body, 1)
    const order = restored.freshLeasingOrder()
    journal.add(granted(body), ...packing(order, station, number).slice(0, -1))
    const outcomes = results((await station.push(journal.request())).outcomes)
    expect(new Set(outcomes)).toEqual(new Set(['applied']))
    expect((await lease(other.station, other.journal.epoch)).first).toBe(body.last + 1)
    await Promise.all([restored.centre.close(), before.centre.close()])
  })

  test('a range that another journal holds, or that no carrier would give, is learnt from nobody', async () => {
    const [{ station, journal }, other] = [await floor.bench(), await floor.bench()]
    const body = await lease(other.station, other.journal.epoch)
    const far = { ...body, first: 9_999_999_501, last: 10_000_000_000 }
    const wide = { ...body, first: body.last + 1, last: body.last + 100_000 }
    journal.add(granted(body), granted({ ...far, first: far.first * 50 - 49, last: far.last * 50 }))
    journal.add(granted(wide))
    await station.push(journal.request())
    const own = (await report(floor)).filter((row) => row.stationId === station.stationId)
    expect(own).toEqual([])
    const next = await lease(station, journal.epoch)
    expect(next.first).toBe(body.last + 1)
  })

  test('a lease asked for with a forged token, or of a carrier that has none, is refused', async () => {
    const [one, other] = [await floor.bench(), await floor.bench()]
    const path = `/v1/stations/${other.station.stationId}/leases`
    const request = { requestId: randomUUID(), epoch: 'e', carrier: leasing }
    expect((await faultOf(await one.station.post(request, path), 403)).code).toBe('wrong-station')
    const unknown = await other.station.post({ ...request, carrier: 'yto' }, path)
    expect((await faultOf(unknown, 404)).code).toBe('not-found')
    // What failed has left nothing: the same id may ask again.
    expect((await other.station.post(request, path)).status).toBe(200)
  })
})

test('thirty stations that ask at once on real PostgreSQL get thirty disjoint ranges', async () => {
  const floor = await openFloorOn({ kind: 'postgres', url: await postgres.createDatabase() })
  const benches = await Promise.all(Array.from({ length: 15 }, () => floor.bench()))
  const ranges = await Promise.all(
    [...benches, ...benches].map(({ station, journal }) => lease(station, journal.epoch)),
  )
  ranges.sort((one, other) => one.first - other.first)
  const first = ranges[0]?.first ?? 0
  for (const [index, range] of ranges.entries()) expect(range.first - first).toBe(index * 500)
  await floor.centre.close()
})
