import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds } from './centre-floor.ts'
import { changeOrder, results, waybillsOf } from './centre-kit.ts'
import { done, upTo, useFloor } from './changing-floor.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

describe.each(databaseKinds)('splits, rivals and forgeries, at %s', (kind) => {
  const { change, push, tasks, waybills, now, ...at } = useFloor(kind, () => postgres)

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
