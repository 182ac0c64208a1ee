import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Stage } from '../../shared/domain/stage.ts'
import type { Task } from '../../shared/domain/task.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds, openFloor, type TestFloor } from './centre-floor.ts'
import {
  changeOrder,
  fact,
  results,
  tasksOf,
  waybillsOf,
  type TestJournal,
  type TestStation,
} from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

/** The facts of a whole packing up to a stage. */
function upTo(stage: Stage, facts: readonly DomainEvent[]): readonly DomainEvent[] {
  const last = {
    untouched: 'order.claimed',
    picked: 'line.picked',
    packed: 'item.packed',
    closed: 'label.requested',
    labelled: 'label.sent',
    'handed-over': 'parcel.handedOver',
  } as const
  const isLast = ({ type }: DomainEvent): boolean => type === last[stage]
  // Behind the first unit that is picked, the next is packed already.
  const end = stage === 'picked' ? facts.findIndex(isLast) : facts.findLastIndex(isLast)
  return facts.slice(0, end + 1)
}

const done = ({ orderNumber, taskId, kind, code }: Task) =>
  fact('task.done', { orderNumber, taskId, kind, code, operatorId: 'o' })

const recipient = {
  ...{ name: '李**', phone: '139****1111', region: '四川省 成都市 样例区' },
  street: '新地址路9号（虚构）',
}

const isWanted = ({ state, lines }: Order): boolean => state === 'ready' && lines.length > 1

/** A floor with a fresh bench and a fresh order for every test. */
function useFloor(kind: (typeof databaseKinds)[number]) {
  let floor: TestFloor
  let station: TestStation
  let journal: TestJournal
  let order: Order

  beforeAll(async () => {
    floor = await openFloor(kind, postgres)
  })

  afterAll(() => floor.centre.close())

  beforeEach(async () => {
    ;({ station, journal } = await floor.bench())
    order = floor.freshOrder(isWanted)
  })

  const change = (
    name: Parameters<typeof changeOrder>[2],
    body: Record<string, unknown> = {},
    requestId: string = randomUUID(),
  ) => changeOrder(floor.centre, order.orderNumber, name, { requestId, ...body })

  const push = async (...facts: readonly DomainEvent[]) => {
    const first = journal.frames.length + 1
    return results((await station.push(journal.add(...facts).request(first))).outcomes)
  }
  const tasks = () => tasksOf(station, order.orderNumber)
  const waybills = () => waybillsOf(station, order.orderNumber)
  const now = () => station.order(order.orderNumber)
  return {
    change,
    push,
    tasks,
    waybills,
    now,
    floor: () => floor,
    station: () => station,
    order: () => order,
    takeOrder: () => {
      order = floor.freshOrder(isWanted)
    },
  }
}

describe.each(databaseKinds)('cancel, hold and address on the floor, at %s', (kind) => {
  const { change, push, tasks, waybills, now, ...at } = useFloor(kind)

  test.each([
    ['untouched', null],
    ['picked', 'put-back'],
    ['packed', 'unpack'],
    ['closed', 'unpack'],
    ['labelled', 'pull-parcel'],
    ['handed-over', 'intercept'],
  ] as const)(
    'an order cancelled while its station is %s leaves one task, whichever word came first',
    async (stage, task) => {
      const facts = upTo(stage, at.floor().packing(at.order(), at.station()))
      const first = at.order()
      await push(...facts)
      const answer = await change('cancel')
      const direct = (await tasks()).map((one) => [one.kind, one.stationId])
      if (stage === 'handed-over') {
        expect(answer).toMatchObject({ result: 'refused', code: 'handed-over', returnOpened: true })
        expect(direct).toEqual([])
      } else expect(direct).toEqual(task ? [[task, at.station().stationId]] : [])
      at.takeOrder()
      expect(at.order()).not.toBe(first)
      await change('cancel')
      await push(...upTo(stage, at.floor().packing(at.order(), at.station())))
      const late = (await tasks()).map((one) => [one.kind, one.stationId])
      expect(late).toEqual(task ? [[task, at.station().stationId]] : [])
      expect((await waybills()).map(({ state }) => state)).toEqual(['void'])
    },
  )

  test('a cancelled parcel is pulled, its task is done once, and no number comes back', async () => {
    await push(...upTo('labelled', at.floor().packing(at.order(), at.station())))
    await change('cancel')
    const [task] = await tasks()
    if (!task) throw new Error('No task')
    expect(await push(done(task), done(task))).toEqual(['applied', 'noop'])
    expect((await tasks()).map(({ done: isDone }) => isDone)).toEqual([true])
    expect((await now()).state).toBe('cancelled')
    expect((await waybills()).map(({ state }) => state)).toEqual(['void'])
  })

  test('the same request twice cancels once; the same id with another question is refused', async () => {
    const id = randomUUID()
    const answer = await change('hold', { code: 'refund', note: '退款中' }, id)
    expect(await change('hold', { code: 'refund', note: '退款中' }, id)).toEqual(answer)
    expect((await now()).holds).toHaveLength(1)
    await expect(change('hold', { code: 'other', note: '' }, id)).rejects.toThrow('request-reused')
    await expect(change('cancel', {}, id)).rejects.toThrow('request-reused')
    expect((await now()).state).toBe('held')
  })

  test('a refund hold that comes late sets the parcel aside, and releasing it ends the task', async () => {
    await push(...upTo('labelled', at.floor().packing(at.order(), at.station())))
    await change('hold', { code: 'refund', note: '退款中' })
    expect((await now()).state).toBe('held')
    expect((await tasks()).map((one) => [one.kind, one.done])).toEqual([['set-aside', false]])
    await change('release', { code: 'refund' })
    expect((await now()).state).toBe('packed')
    expect((await tasks()).map(({ done: isDone }) => isDone)).toEqual([true])
    expect((await waybills()).map(({ state }) => state)).toEqual(['allocated'])
  })

  test('a held order that was packed offline is set aside once', async () => {
    await change('hold', { code: 'refund', note: '退款中' })
    const answers = await push(...upTo('labelled', at.floor().packing(at.order(), at.station())))
    expect(answers.filter((code) => code === 'held-while-packed')).toHaveLength(1)
    expect((await tasks()).map((one) => [one.kind, one.code])).toEqual([
      ['set-aside', 'held-while-packed'],
    ])
    expect((await now()).state).toBe('held')
  })

  test('an address that changes before packing gives the order another number', async () => {
    const before = at.floor().waybillOf(at.order())
    await change('address', { recipient })
    const held = await waybills()
    expect(held.filter(({ state }) => state === 'void').map((one) => one.waybillNumber)).toEqual([
      before,
    ])
    const fresh = held.filter(({ state }) => state === 'allocated')
    expect(fresh.map((one) => one.recipient)).toEqual([recipient])
    expect(fresh[0]?.threeSegmentCode).toMatch(/^280-/)
    expect(await tasks()).toEqual([])
  })

  test.each(['late at the centre', 'late at the station'])(
    'an address that changes after the label, known %s, asks for one new label under a new number',
    async (direction) => {
      const old = at.floor().waybillOf(at.order())
      const facts = upTo('labelled', at.floor().packing(at.order(), at.station()))
      if (direction === 'late at the station') {
        await push(...facts)
        await change('address', { recipient })
      } else {
        await change('address', { recipient })
        await push(...facts)
      }
      const [task, ...others] = await tasks()
      expect([task?.kind, task?.stationId, others]).toEqual(['relabel', at.station().stationId, []])
      expect((await now()).state).toBe('exception')
      const free = (await waybills()).filter(({ state }) => state === 'allocated')
      expect(free).toHaveLength(1)
      const waybillNumber = free[0]?.waybillNumber ?? ''
      const of = {
        orderNumber: at.order().orderNumber,
        parcelNumber: `${at.order().orderNumber}-1`,
      }
      const { carrier } = at.order()
      if (!task) throw new Error('No task')
      // A word alone does not do it: the parcel still carries the old number.
      expect(await push(done(task))).toEqual(['noop'])
      const relabelled = fact('parcel.relabelled', {
        ...{ ...of, waybillNumber, previousWaybillNumber: old, carrier, operatorId: 'o' },
      })
      const label = { ...of, waybillNumber, printJobId: 'job-2' }
      await push(
        relabelled,
        fact('label.requested', { ...label, copy: 0, reason: null }),
        done(task),
      )
      const after = await now()
      expect([after.state, after.parcels[0]?.waybillNumber]).toEqual(['packed', waybillNumber])
      expect((await tasks()).map((one) => one.done)).toEqual([true])
    },
  )

  test('a number that a new address has voided already is given up a second time by the bench', async () => {
    const waybillNumber = at.floor().waybillOf(at.order())
    await push(...upTo('labelled', at.floor().packing(at.order(), at.station())))
    await change('address', { recipient })
    const { orderNumber } = at.order()
    const of = { orderNumber, parcelNumber: `${orderNumber}-1`, waybillNumber }
    await push(fact('waybill.voided', { ...of, reason: 'refused', operatorId: 'o' }))
    expect((await tasks()).map((one) => [one.kind, one.code])).toEqual([
      ['relabel', 'address-changed'],
    ])
    expect((await waybills()).map(({ state }) => state).sort()).toEqual(['allocated', 'void'])
  })

  test('a parcel that left with the label of the old address is called back', async () => {
    await change('address', { recipient })
    await push(...at.floor().packing(at.order(), at.station()))
    expect((await tasks()).map((one) => [one.kind, one.code])).toEqual([
      ['intercept', 'address-changed-after-hand-over'],
    ])
  })
})

describe.each(databaseKinds)('splits, rivals and forgeries, at %s', (kind) => {
  const { change, push, tasks, waybills, now, ...at } = useFloor(kind)

  test('an order that is split before packing becomes two that can both be packed', async () => {
    const [line] = at.order().lines
    const moved = [{ lineId: line?.lineId ?? '', quantity: line?.quantity ?? 0 }]
    const answer = await change('split', { lines: moved })
    if (answer.result !== 'done') throw new Error('Refused')
    expect(answer.newOrderNumber).toBe(`${at.order().orderNumber}.2`)
    const other = await at.station().order(answer.newOrderNumber ?? '')
    expect((await now()).lines.map(({ lineId }) => lineId)).not.toContain(line?.lineId)
    expect(other.lines.map(({ lineId }) => lineId)).toEqual([line?.lineId])
    expect(await waybillsOf(at.station(), other.orderNumber)).toHaveLength(1)
    expect(await change('split', { lines: moved })).toMatchObject({ code: 'unknown-line' })
    const rest = (await now()).lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
    expect(await change('split', { lines: rest })).toMatchObject({ code: 'nothing-left' })
  })

  test.each([
    ['late at the station', 'pull-parcel'],
    ['late at the centre', 'pull-parcel'],
  ])(
    'a split that comes %s has the box opened once, and both parts are packed anew',
    async (direction) => {
      const old = at.floor().waybillOf(at.order())
      const [line] = at.order().lines
      const lines = [{ lineId: line?.lineId ?? '', quantity: line?.quantity ?? 0 }]
      const facts = upTo('labelled', at.floor().packing(at.order(), at.station()))
      if (direction === 'late at the station') {
        await push(...facts)
        await change('split', { lines })
      } else {
        await change('split', { lines })
        await push(...facts)
      }
      const [task, ...others] = await tasks()
      expect([task?.kind, task?.stationId, others]).toEqual([
        'pull-parcel',
        at.station().stationId,
        [],
      ])
      expect((await now()).state).toBe('exception')
      if (!task) throw new Error('No task')
      expect(await push(done(task))).toEqual(['applied'])
      const after = await now()
      expect([after.state, after.claimedBy, after.parcels]).toEqual(['ready', null, []])
      const held = await waybills()
      expect(held.find((one) => one.waybillNumber === old)?.state).toBe('void')
      expect(held.filter(({ state }) => state === 'allocated')).toHaveLength(1)
    },
  )

  test('of two boxes with one number the one that is left is stopped, whoever was first', async () => {
    const rival = await at.floor().bench()
    await push(...upTo('labelled', at.floor().packing(at.order(), at.station())))
    const theirs = rival.journal.add(...at.floor().packing(at.order(), rival.station)).request()
    const answer = await rival.station.push(theirs)
    expect(results(answer.outcomes).at(-1)).toBe('packed-elsewhere')
    expect((await now()).state).toBe('shipped')
    expect((await tasks()).map((one) => [one.kind, one.stationId])).toEqual([
      ['pull-parcel', at.station().stationId],
    ])
    const handOver = at.floor().packing(at.order(), at.station()).at(-1)
    if (!handOver) throw new Error('No hand-over')
    expect(await push(handOver)).toEqual(['packed-elsewhere'])
    expect((await tasks()).map((one) => [one.kind, one.stationId])).toEqual([
      ['intercept', at.station().stationId],
    ])
  })

  test('the office cannot change what it may not, and nothing is stored of it', async () => {
    const url = `${at.floor().centre.url}/v1/orders/${at.order().orderNumber}/cancel`
    const body = JSON.stringify({ requestId: randomUUID() })
    const headers = {
      authorization: `Bearer ${at.station().token}`,
      'content-type': 'application/json',
    }
    const forged = await fetch(url, { method: 'POST', headers, body })
    expect(forged.status).toBe(401)
    expect((await now()).state).toBe('ready')
    await expect(change('split', { lines: [] })).rejects.toThrow('malformed')
    await expect(change('cancel', {}, 'short')).rejects.toThrow('malformed')
    const nobody = changeOrder(at.floor().centre, 'SO-NOBODY', 'cancel', {
      requestId: randomUUID(),
    })
    expect(await nobody).toMatchObject({ result: 'refused', code: 'unknown-order' })
  })
})
