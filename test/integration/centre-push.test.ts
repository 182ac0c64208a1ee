import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import type { Centre } from '../../server/centre.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { PushRequest } from '../../shared/protocol/push.ts'
import {
  enrol,
  fact,
  faultOf,
  headOf,
  memoryDatabase,
  packingOf,
  results,
  startTestCentre,
  TestJournal,
  type TestStation,
} from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
}, 60_000)

afterAll(() => postgres.stop())

describe.each(['PGlite', 'PostgreSQL'])('push into %s', (kind) => {
  let centre: Centre
  let station: TestStation
  let journal: TestJournal
  let orders: readonly Order[]
  let waybills: ReadonlyMap<string, string>
  let nextOrder = 0
  let nextEpoch = 0

  beforeAll(async () => {
    const database =
      kind === 'PGlite'
        ? memoryDatabase
        : ({ kind: 'postgres', url: await postgres.createDatabase() } as const)
    centre = await startTestCentre(database)
    await centre.seedDemo()
    const { rows } = await (await enrol(centre, 'reader')).snapshot()
    const all = [...rows.values()]
    orders = all.flatMap((row) => (row.entity === 'order' && row.row ? [row.row] : []))
    waybills = new Map(
      all.flatMap((row) =>
        row.entity === 'waybill' && row.row ? [[row.row.orderNumber, row.row.waybillNumber]] : [],
      ),
    )
  }, 60_000)

  afterAll(() => centre.close())

  beforeEach(async () => {
    station = await enrol(centre, 'bench')
    nextEpoch += 1
    journal = new TestJournal(`epoch-${String(nextEpoch)}`)
  })

  function freshOrder(
    isWanted: (order: Order) => boolean = (order) => order.state === 'ready',
  ): Order {
    const order = orders.slice(nextOrder).find(isWanted)
    if (!order) throw new Error('The demo set has no such order left')
    nextOrder = orders.indexOf(order) + 1
    return order
  }

  function packing(order: Order, by: TestStation = station) {
    return packingOf(order, by.stationId, waybills.get(order.orderNumber) ?? '')
  }

  function claim(order: Order, by: TestStation = station) {
    const { orderNumber } = order
    return fact('order.claimed', { orderNumber, stationId: by.stationId, operatorId: 'o' })
  }

  async function refused(request: PushRequest, status: number) {
    const before = await headOf(centre)
    const fault = await faultOf(await station.post(request), status)
    expect(await headOf(centre)).toBe(before)
    return fault
  }

  test('an order goes from claimed to shipped, and the feed shows it from feedSeq on', async () => {
    const order = freshOrder()
    const answer = await station.push(journal.add(...packing(order)).request())
    expect(new Set(results(answer.outcomes))).toEqual(new Set(['applied']))
    expect(answer.ackedSeq).toBe(journal.frames.length)
    expect(answer.feedSeq).toBe(await headOf(centre))
    const after = await station.order(order.orderNumber)
    expect(after).toMatchObject({ state: 'shipped', claimedBy: station.stationId })
    expect(after.parcels).toMatchObject([{ label: 'confirmed', handedOver: true }])
  })

  test('a push whose answer was lost is answered as before and changes nothing', async () => {
    const order = freshOrder()
    const request = journal.add(...packing(order)).request()
    const first = await station.push(request)
    expect(await station.push(request)).toEqual(first)
    expect((await station.order(order.orderNumber)).lines).toEqual(
      order.lines.map((line) => ({ ...line, picked: line.quantity, packed: line.quantity })),
    )
  })

  test('a push that overlaps what is stored applies the new frames only', async () => {
    const order = freshOrder()
    journal.add(...packing(order))
    await station.push(journal.request(1, 3))
    const answer = await station.push(journal.request(2))
    expect(answer.outcomes.map(({ seq }) => seq)).toEqual(
      journal.frames.slice(1).map(({ seq }) => seq),
    )
    expect((await station.order(order.orderNumber)).state).toBe('shipped')
  })

  test('a gap is refused and says where the centre stands', async () => {
    journal.add(...packing(freshOrder()))
    await station.push(journal.request(1, 2))
    const fault = await refused(journal.request(4), 409)
    expect(fault).toMatchObject({ code: 'gap', expected: { epoch: journal.epoch, seq: 2 } })
    expect((await station.push(journal.request(3))).ackedSeq).toBe(journal.frames.length)
  })

  test('an epoch that the centre lost is asked for from its beginning', async () => {
    journal.add(...packing(freshOrder()))
    const fault = await refused(journal.request(3), 409)
    expect(fault).toMatchObject({ code: 'gap', expected: { epoch: null, seq: 0 } })
  })

  test('a new epoch fences the old one for ever', async () => {
    const order = freshOrder()
    journal.add(claim(order), ...packing(order).slice(1))
    await station.push(journal.request(1, 1))
    const restored = new TestJournal(`${journal.epoch}-restored`).add(claim(freshOrder()))
    await station.push(restored.request())
    expect(await refused(journal.request(2), 409)).toMatchObject({ code: 'fenced' })
    expect(await refused(journal.request(1, 1), 409)).toMatchObject({ code: 'fenced' })
    expect((await station.order(order.orderNumber)).state).toBe('picking')
  })

  test('a journal that tells another story about a stored frame is refused whole', async () => {
    const order = freshOrder()
    await station.push(journal.add(claim(order)).request())
    const other = new TestJournal(journal.epoch).add(claim(freshOrder()), claim(order))
    expect(await refused(other.request(), 409)).toMatchObject({ code: 'diverged' })
    expect(await refused(other.request(2), 409)).toMatchObject({ code: 'diverged' })
  })

  test('a chain that is broken inside the push is refused whole', async () => {
    journal.add(...packing(freshOrder()))
    const request = journal.request()
    const events = request.events.map((frame, index) =>
      index === 2 ? { ...frame, at: '2026-11-24T03:00:00.000Z' } : frame,
    )
    expect(await refused({ ...request, events }, 409)).toMatchObject({ code: 'diverged' })
    const beginsElsewhere = { ...request, prev: '1'.repeat(64) }
    expect(await refused(beginsElsewhere, 409)).toMatchObject({ code: 'diverged' })
  })

  test('frames of another epoch, or out of their order, are malformed', async () => {
    const request = journal.add(...packing(freshOrder())).request()
    const [first, second, ...rest] = request.events
    if (!first || !second) throw new Error('Too short')
    const swapped = { ...request, events: [second, first, ...rest] }
    expect(await refused(swapped, 400)).toMatchObject({ code: 'malformed' })
    const foreign = { ...request, events: [{ ...first, epoch: 'other' }] }
    expect(await refused(foreign, 400)).toMatchObject({ code: 'malformed' })
  })

  test('of two pushers for one station each frame counts once', async () => {
    const order = freshOrder(({ state, lines }) => state === 'ready' && lines.length > 1)
    const request = journal.add(...packing(order)).request()
    const answers = await Promise.all(Array.from({ length: 6 }, () => station.push(request)))
    for (const answer of answers) expect(answer.outcomes).toEqual(answers[0]?.outcomes)
    expect(answers[0]?.outcomes.every(({ outcome }) => outcome.result === 'applied')).toBe(true)
    expect((await station.order(order.orderNumber)).lines.map((line) => line.packed)).toEqual(
      order.lines.map((line) => line.quantity),
    )
  })

  test('two stations that packed one order at the same time leave one owner and one task each kind', async () => {
    const order = freshOrder()
    const other = await enrol(centre, 'other bench')
    const otherJournal = new TestJournal('other-epoch').add(...packing(order, other))
    const answers = await Promise.all([
      station.push(journal.add(...packing(order)).request()),
      other.push(otherJournal.request()),
    ])
    const { claimedBy, lines } = await station.order(order.orderNumber)
    const [winner, loser] = claimedBy === station.stationId ? answers : [answers[1], answers[0]]
    const loserId = claimedBy === station.stationId ? other.stationId : station.stationId
    expect(new Set(results(winner?.outcomes ?? []))).not.toContain('packed-elsewhere')
    expect(results(loser?.outcomes ?? [])).toContain('packed-elsewhere')
    expect(lines.map((line) => line.packed)).toEqual(order.lines.map((line) => line.quantity))
    const tasks = (await station.tasks()).filter(({ key }) => key.startsWith(order.orderNumber))
    expect(tasks.map(({ key }) => key).sort()).toEqual([
      `${order.orderNumber}:${loserId}:resolve-claim`,
      `${order.orderNumber}:${loserId}:unpack`,
    ])
    expect(tasks.every(({ rev }) => rev === 1)).toBe(true)
  })

  test('two stations that consume one waybill number at the same time leave one owner of it', async () => {
    const mine = freshOrder()
    const theirs = freshOrder()
    const other = await enrol(centre, 'other bench')
    const number = waybills.get(mine.orderNumber) ?? ''
    const carrier = 'yto'
    const sameCarrier = (order: Order): Order => ({ ...order, carrier })
    const closing = (order: Order, by: TestStation) =>
      packingOf(sameCarrier(order), by.stationId, number).filter(
        ({ type }) => !type.startsWith('label') && type !== 'parcel.handedOver',
      )
    const otherJournal = new TestJournal('other-epoch').add(...closing(theirs, other))
    const answers = await Promise.all([
      station.push(journal.add(...closing(mine, station)).request()),
      other.push(otherJournal.request()),
    ])
    const reused = answers
      .flatMap(({ outcomes }) => results(outcomes))
      .filter((code) => code === 'waybill-reused')
    expect(reused).toHaveLength(1)
  })

  test('work on an order that was cancelled meanwhile is kept, with one task to undo it', async () => {
    const order = freshOrder(({ state }) => state === 'cancelled')
    journal.add(...packing(order))
    const answer = await station.push(journal.request())
    expect(
      results(answer.outcomes).filter((code) => code === 'cancelled-while-packed'),
    ).toHaveLength(1)
    expect((await station.order(order.orderNumber)).state).toBe('exception')
    const tasks = (await station.tasks()).filter(({ key }) => key.startsWith(order.orderNumber))
    expect(tasks.map(({ key }) => key)).toEqual([
      `${order.orderNumber}:${station.stationId}:unpack`,
    ])
  })

  test('facts that this centre cannot read or place are kept, and the queue goes on', async () => {
    const order = freshOrder()
    const nobody = { ...order, orderNumber: 'SO-NOBODY' }
    journal.add(
      { type: 'parcel.weighed', v: 1, body: { orderNumber: order.orderNumber, grams: 320 } },
      { type: 'order.claimed', v: 2, body: { orderNumber: order.orderNumber } },
      { type: 'order.claimed', v: 1, body: { orderNumber: 7 } },
      claim(nobody),
      ...packing(order),
    )
    const answer = await station.push(journal.request())
    expect(results(answer.outcomes).slice(0, 4)).toEqual([
      'unknown-type',
      'unknown-type',
      'unknown-type',
      'unknown-order',
    ])
    expect((await station.order(order.orderNumber)).state).toBe('shipped')
  })

  test('text that no database column can hold does not stop the queue', async () => {
    const order = freshOrder()
    const poison = 'a\u0000b\ud800'
    journal.add(
      { type: poison, v: 1, body: { note: poison } },
      claim({ ...order, orderNumber: poison }),
      ...packing(order).map(({ type, v, body }) =>
        'code' in body ? { type, v, body: { ...body, code: poison } } : { type, v, body },
      ),
    )
    const request = journal.request()
    const answer = await station.push(request)
    expect(results(answer.outcomes).slice(0, 2)).toEqual(['unknown-type', 'unknown-order'])
    expect(await station.push(request)).toEqual(answer)
    expect((await station.order(order.orderNumber)).state).toBe('shipped')
  })

  test('a bench that counts without end cannot make a row that no station can read', async () => {
    const order = freshOrder()
    const { orderNumber } = order
    const lineId = order.lines[0]?.lineId ?? ''
    const picked = fact('line.picked', { orderNumber, lineId, quantity: 900_000, operatorId: 'o' })
    journal.add(claim(order), picked, picked, picked)
    const answer = await station.push(journal.request())
    expect(results(answer.outcomes)).toEqual(['applied', 'applied', 'unknown-type', 'unknown-type'])
    expect((await station.order(orderNumber)).lines[0]?.picked).toBe(900_000)
  })
})
