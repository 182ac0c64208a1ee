import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TaskKind } from '../../shared/domain/task.ts'
import type { FeedRow } from '../../shared/protocol/feed.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds, openFloor, type TestFloor } from './centre-floor.ts'
import { fact, packingOf, results, type TestJournal, type TestStation } from './centre-kit.ts'

let postgres: TestPostgres

function kindOf(change: FeedRow): TaskKind | undefined {
  return change.entity === 'task' ? change.row?.kind : undefined
}

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

describe.each(databaseKinds)('what stations bring to %s', (kind) => {
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

  test('a station that goes on with an order of another gets one task, however often it tells', async () => {
    const order = floor.freshOrder()
    const owner = await floor.bench()
    await owner.station.push(owner.journal.add(floor.claim(order, owner.station)).request())
    journal.add(...floor.packing(order, station))
    await station.push(journal.request(1, 3))
    const answer = await station.push(journal.request(4))
    expect(results(answer.outcomes)).toContain('packed-elsewhere')
    const { claimedBy, lines } = await station.order(order.orderNumber)
    expect(claimedBy).toBe(owner.station.stationId)
    expect(lines).toEqual(order.lines)
    const tasks = (await station.tasks()).filter(({ key }) => key.startsWith(order.orderNumber))
    expect(tasks.map(kindOf)).toEqual(['intercept'])
    expect(tasks.map(({ key, rev }) => [key, rev])).toEqual([
      [`${order.orderNumber}:elsewhere:${station.stationId}`, 2],
    ])
  })

  test('work on an order that was cancelled meanwhile is kept, with one task to undo it', async () => {
    const order = floor.freshOrder(({ state }) => state === 'cancelled')
    // The demo shop gives a cancelled order no waybill; this station had one before the cancellation.
    journal.add(...packingOf(order, station.stationId, 'SF9000000000001'))
    await station.push(journal.request(1, 3))
    const unpack = (await station.tasks()).filter(({ key }) => key.startsWith(order.orderNumber))
    expect(unpack.map(kindOf)).toEqual(['unpack'])
    const answer = await station.push(journal.request())
    expect(results(answer.outcomes).filter((code) => code.startsWith('cancelled'))).toEqual([
      'cancelled-while-picked',
      'cancelled-while-packed',
      'cancelled-after-label',
      'cancelled-after-hand-over',
    ])
    expect((await station.order(order.orderNumber)).state).toBe('exception')
    const tasks = (await station.tasks()).filter(({ key }) => key.startsWith(order.orderNumber))
    const taskId = `${order.orderNumber}:cancelled`
    expect(tasks.map((task) => [task.key, kindOf(task)])).toEqual([[taskId, 'intercept']])
  })

  test('facts that this centre cannot read or place are kept, and the queue goes on', async () => {
    const order = floor.freshOrder()
    const nobody = { ...order, orderNumber: 'SO-NOBODY' }
    journal.add(
      { type: 'parcel.weighed', v: 1, body: { orderNumber: order.orderNumber, grams: 320 } },
      { type: 'order.claimed', v: 2, body: { orderNumber: order.orderNumber } },
      { type: 'order.claimed', v: 1, body: { orderNumber: 7 } },
      floor.claim(nobody, station),
      ...floor.packing(order, station),
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
    const order = floor.freshOrder()
    const poison = 'a\u0000b\ud800'
    journal.add(
      { type: poison, v: 1, body: { note: poison } },
      floor.claim({ ...order, orderNumber: poison }, station),
      ...floor
        .packing(order, station)
        .map(({ type, v, body }) =>
          'code' in body ? { type, v, body: { ...body, code: poison } } : { type, v, body },
        ),
    )
    const request = journal.request()
    const answer = await station.push(request)
    expect(results(answer.outcomes).slice(0, 2)).toEqual(['unknown-type', 'unknown-order'])
    expect(await station.push(request)).toEqual(answer)
    expect((await station.order(order.orderNumber)).state).toBe('shipped')
  })

  test('text that no column can hold, in what is counted, replaced or weighed, does not stop the queue', async () => {
    const order = floor.freshOrder()
    const { orderNumber } = order
    const [line] = order.lines
    if (!line) throw new Error('no line')
    const { lineId, sku, quantity } = line
    const poison = 'a\u0000b'
    const of = { orderNumber, operatorId: 'o' }
    const other = { sku: poison, name: 'n', quantity, unitWeightGrams: 1, bin: `${poison}-1` }
    const parcel = { ...of, parcelNumber: poison }
    const carton = { sku: 'BOX', name: 'Box', grams: 100 }
    const weighed = { grams: 900, expectedGrams: null, scaleId: null, accepted: null }
    journal.add(
      fact('bin.counted', { ...of, orderNumber: poison, bin: 'A-1', sku, quantity: 0 }),
      fact('bin.counted', { ...of, operatorId: poison, bin: 'A-1', sku, quantity: 0 }),
      fact('bin.counted', { ...of, bin: poison, sku: poison, quantity: 0 }),
      floor.claim(order, station),
      fact('line.substituted', { ...of, lineId, substituteLineId: poison, ...other, reason: 'r' }),
      fact('line.short', { ...of, lineId: poison, quantity: 1 }),
      fact('item.packed', { ...parcel, lineId, quantity, code: sku }),
      fact('carton.chosen', { ...parcel, carton }),
      fact('parcel.weighed', { ...parcel, ...weighed }),
      fact('order.putBack', { ...of, stationId: station.stationId }),
    )
    const request = journal.request()
    const answer = await station.push(request)
    expect(answer.outcomes).toHaveLength(journal.frames.length)
    expect(await station.push(request)).toEqual(answer)
  })

  test('a bench that counts without end cannot make a row that no station can read', async () => {
    const order = floor.freshOrder()
    const { orderNumber } = order
    const lineId = order.lines[0]?.lineId ?? ''
    const picked = fact('line.picked', { orderNumber, lineId, quantity: 900_000, operatorId: 'o' })
    journal.add(floor.claim(order, station), picked, picked, picked)
    const answer = await station.push(journal.request())
    expect(results(answer.outcomes)).toEqual(['applied', 'applied', 'unknown-type', 'unknown-type'])
    expect((await station.order(orderNumber)).lines[0]?.picked).toBe(900_000)
  })
})
