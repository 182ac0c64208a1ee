import { describe, expect, test } from 'vitest'
import { event } from '../../../shared/domain/event.ts'
import { receive } from '../../../shared/domain/receive.ts'
import { anOrder, claim, Floor, orderNumber, pack, stationId } from './bench-rules.ts'

describe('claims', () => {
  test('an order that is put back though it was begun, or by a station that does not have it', () => {
    const floor = new Floor(anOrder([['SKU-1', 2]]))
    const putBack = { type: 'putBackOrder' } as const
    expect(floor.refusal(putBack)?.code).toBe('not-claimed')
    floor.does(claim)
    expect(floor.refusal(putBack, 'station-2')?.code).toBe('not-yours')
    floor.does(putBack)
    expect([floor.order.state, floor.order.claimedBy]).toEqual(['ready', null])
    floor.does(claim)
    floor.does(pack('SKU-1'))
    expect(floor.refusal(putBack)?.code).toBe('already-begun')
  })

  test('a take-over without a reason, of a packed order, or that counts what the other had packed', () => {
    const floor = new Floor(anOrder([['SKU-1', 2]]))
    const takeOver = (reason: string) => ({ type: 'takeOverOrder', reason }) as const
    floor.does(claim)
    floor.does(pack('SKU-1'))
    expect(floor.refusal(takeOver(' '), 'station-2')?.code).toBe('take-over-needs-reason')
    const { events } = floor.does(takeOver('absent'), 'station-2')
    expect(events).toMatchObject([{ type: 'order.takenOver', body: { from: stationId } }])
    expect(floor.order).toMatchObject({ claimedBy: 'station-2', parcels: [], state: 'picking' })
    expect(floor.order.lines).toMatchObject([{ picked: 0, packed: 0 }])
    expect(floor.refusal(pack('SKU-1'))?.code).toBe('not-yours')
    floor.does(pack('SKU-1', 2), 'station-2')
    expect(floor.refusal(takeOver('absent'))?.code).toBe('already-packed-there')
  })

  test('a take-over from a station that has lost the order meanwhile, that takes it from a third', () => {
    const order = anOrder([['SKU-1', 1]], { state: 'picking', claimedBy: 'station-3' })
    const body = { orderNumber, stationId, from: 'station-2', reason: 'absent', operatorId: 'o' }
    const arrival = { waybillTakenBy: null, isVoid: () => false, isForeign: () => false, tasks: [] }
    const receipt = receive(order, event('order.takenOver', body), { stationId, ...arrival })
    expect(receipt.order).toBe(order)
    expect(receipt.tasks).toMatchObject([{ kind: 'resolve-claim', stationId }])
  })
})
