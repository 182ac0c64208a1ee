import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PushRequest } from '../../shared/protocol/push.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds, openFloor, type TestFloor } from './centre-floor.ts'
import { faultOf, headOf, results, TestJournal, type TestStation } from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

describe.each(databaseKinds)('push into %s', (kind) => {
  let floor: TestFloor
  let station: TestStation
  let journal: TestJournal

  beforeAll(async () => {
    floor = await openFloor(kind, postgres)
  })

  afterAll(() => floor.centre.close())

  beforeEach(async () => {
    ;({ station, journal } = await floor.bench())
  })

  async function refused(request: PushRequest, status: number) {
    const before = await headOf(floor.centre)
    const fault = await faultOf(await station.post(request), status)
    expect(await headOf(floor.centre)).toBe(before)
    return fault
  }

  test('an order goes from claimed to shipped, and the feed shows it from feedSeq on', async () => {
    const order = floor.freshOrder()
    const answer = await station.push(journal.add(...floor.packing(order, station)).request())
    expect(new Set(results(answer.outcomes))).toEqual(new Set(['applied']))
    expect(answer.ackedSeq).toBe(journal.frames.length)
    expect(answer.feedSeq).toBe(await headOf(floor.centre))
    const after = await station.order(order.orderNumber)
    expect(after).toMatchObject({ state: 'shipped', claimedBy: station.stationId })
    expect(after.parcels).toMatchObject([{ label: 'confirmed', handedOver: true }])
  })

  test('a push whose answer was lost is answered as before and changes nothing', async () => {
    const order = floor.freshOrder()
    const request = journal.add(...floor.packing(order, station)).request()
    const first = await station.push(request)
    expect(await station.push(request)).toEqual(first)
    expect((await station.order(order.orderNumber)).lines).toEqual(
      order.lines.map((line) => ({ ...line, picked: line.quantity, packed: line.quantity })),
    )
  })

  test('a push that overlaps what is stored applies the new frames only', async () => {
    const order = floor.freshOrder()
    journal.add(...floor.packing(order, station))
    await station.push(journal.request(1, 3))
    const answer = await station.push(journal.request(2))
    expect(answer.outcomes.map(({ seq }) => seq)).toEqual(
      journal.frames.slice(1).map(({ seq }) => seq),
    )
    expect((await station.order(order.orderNumber)).state).toBe('shipped')
  })

  test('a gap is refused and says where the centre stands', async () => {
    journal.add(...floor.packing(floor.freshOrder(), station))
    await station.push(journal.request(1, 2))
    const fault = await refused(journal.request(4), 409)
    expect(fault).toMatchObject({ code: 'gap', expected: { epoch: journal.epoch, seq: 2 } })
    expect((await station.push(journal.request(3))).ackedSeq).toBe(journal.frames.length)
  })

  test('an epoch that the centre lost is asked for from its beginning', async () => {
    journal.add(...floor.packing(floor.freshOrder(), station))
    const fault = await refused(journal.request(3), 409)
    expect(fault).toMatchObject({ code: 'gap', expected: { epoch: null, seq: 0 } })
  })

  test('a new epoch fences the old one for ever', async () => {
    const order = floor.freshOrder()
    journal.add(floor.claim(order, station), ...floor.packing(order, station).slice(1))
    await station.push(journal.request(1, 1))
    const restored = new TestJournal(`${journal.epoch}-restored`).add(
      floor.claim(floor.freshOrder(), station),
    )
    await station.push(restored.request())
    expect(await refused(journal.request(2), 409)).toMatchObject({ code: 'fenced' })
    expect(await refused(journal.request(1, 1), 409)).toMatchObject({ code: 'fenced' })
    expect((await station.order(order.orderNumber)).state).toBe('picking')
  })

  test('a journal that tells another story about a stored frame is refused whole', async () => {
    const order = floor.freshOrder()
    await station.push(journal.add(floor.claim(order, station)).request())
    const other = new TestJournal(journal.epoch).add(
      floor.claim(floor.freshOrder(), station),
      floor.claim(order, station),
    )
    expect(await refused(other.request(), 409)).toMatchObject({ code: 'diverged' })
    expect(await refused(other.request(2), 409)).toMatchObject({ code: 'diverged' })
  })

  test('a chain that is broken inside the push is refused whole', async () => {
    journal.add(...floor.packing(floor.freshOrder(), station))
    const request = journal.request()
    const events = request.events.map((frame, index) =>
      index === 2 ? { ...frame, at: '2026-11-24T03:00:00.000Z' } : frame,
    )
    expect(await refused({ ...request, events }, 409)).toMatchObject({ code: 'diverged' })
    const beginsElsewhere = { ...request, prev: '1'.repeat(64) }
    expect(await refused(beginsElsewhere, 409)).toMatchObject({ code: 'diverged' })
  })

  test('frames of another epoch, or out of their order, are malformed', async () => {
    const request = journal.add(...floor.packing(floor.freshOrder(), station)).request()
    const [first, second, ...rest] = request.events
    if (!first || !second) throw new Error('Too short')
    const swapped = { ...request, events: [second, first, ...rest] }
    expect(await refused(swapped, 400)).toMatchObject({ code: 'malformed' })
    const foreign = { ...request, events: [{ ...first, epoch: 'other' }] }
    expect(await refused(foreign, 400)).toMatchObject({ code: 'malformed' })
  })

  test('of two pushers for one station each frame counts once', async () => {
    const order = floor.freshOrder(({ state, lines }) => state === 'ready' && lines.length > 1)
    const request = journal.add(...floor.packing(order, station)).request()
    const answers = await Promise.all(Array.from({ length: 6 }, () => station.push(request)))
    for (const answer of answers) expect(answer.outcomes).toEqual(answers[0]?.outcomes)
    expect(answers[0]?.outcomes.every(({ outcome }) => outcome.result === 'applied')).toBe(true)
    expect((await station.order(order.orderNumber)).lines.map((line) => line.packed)).toEqual(
      order.lines.map((line) => line.quantity),
    )
  })
})
