import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds, openFloor } from './centre-floor.ts'
import { fact, waybillsOf } from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

describe.each(databaseKinds)('an order in several boxes, at %s', (kind) => {
  test('whose second box never gets a number, or whose last one asks for another', async () => {
    const floor = await openFloor(kind, postgres)
    const { station, journal } = await floor.bench()
    const order = floor.freshOrder(({ state, lines }) => state === 'ready' && lines.length === 2)
    const { orderNumber, carrier } = order
    const operatorId = 'operator-1'
    const box = (index: number, waybillNumber: string) => {
      const line = order.lines[index - 1]
      if (!line) throw new Error('no line')
      const { lineId, quantity } = line
      const of = { orderNumber, parcelNumber: `${orderNumber}-${String(index)}`, operatorId }
      const contents = [{ lineId, quantity }]
      return [
        fact('line.picked', { orderNumber, lineId, quantity, operatorId }),
        fact('item.packed', { ...of, lineId, quantity, code: line.sku }),
        fact('parcel.closed', { ...of, waybillNumber, carrier, contents }),
      ]
    }
    const push = async (...facts: ReturnType<typeof box>) => {
      const first = journal.frames.length + 1
      await station.push(journal.add(...facts).request(first))
      return waybillsOf(station, orderNumber)
    }
    const before = floor.waybillOf(order)
    journal.add(floor.claim(order, station))
    await station.push(journal.request())
    // All at once, as after an outage: the second box is full already.
    const [packed, closed] = [box(1, before), box(2, 'not yet')]
    const waybills = await push(...packed, ...closed.slice(0, 2))
    expect(waybills).toHaveLength(2)
    expect(waybills.every(({ state }) => state === 'allocated')).toBe(true)
    const fresh = waybills.find(({ waybillNumber }) => waybillNumber !== before)
    expect(await push(...box(2, fresh?.waybillNumber ?? '').slice(2))).toHaveLength(2)
    expect((await station.order(orderNumber)).state).toBe('packed')
    await floor.centre.close()
  })
})
