import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds } from './centre-floor.ts'
import { fact } from './centre-kit.ts'
import { done, recipient, upTo, useFloor } from './changing-floor.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

describe.each(databaseKinds)('cancel, hold and address on the floor, at %s', (kind) => {
  const { change, push, tasks, waybills, now, ...at } = useFloor(kind, () => postgres)

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
