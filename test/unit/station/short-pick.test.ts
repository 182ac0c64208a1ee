import { describe, expect, test } from 'vitest'
import { changeOrder } from '../../../shared/domain/change-order.ts'
import { receive } from '../../../shared/domain/receive.ts'
import { shortHoldOf, type Order } from '../../../shared/domain/order.ts'
import { anOrder, stationId } from '../domain/bench-rules.ts'
import { Desk, itemCode } from './desk.ts'

const arrival = {
  ...{ stationId, waybillTakenBy: null, isVoid: () => false, isForeign: () => false, tasks: [] },
}

/** What the centre makes of the facts of a bench. */
function atCentre(order: Order, desk: Desk): Order {
  return desk.facts.reduce((known, fact) => receive(known, fact, arrival).order ?? known, order)
}

describe('a bin that holds too little', () => {
  const two = () => anOrder([['SKU-1', 2]])

  test('keeps the bench from the next order, or lets this one be packed further', async () => {
    const other = anOrder([['SKU-1', 1]], { orderNumber: 'SO-2' })
    const desk = new Desk({ orders: [two(), other] })
    await desk.scans('SO-1', itemCode, 'HF:SHORT')
    expect(desk.view.feedback).toMatchObject({ code: 'line-short', data: { quantity: 1 } })
    expect(desk.order()).toMatchObject({ state: 'held', lines: [{ packed: 1 }] })
    await desk.scans('SO-1')
    expect(desk.said).toBe('wrong held')
    await desk.scans('HF:OK', 'SO-2')
    expect(desk.said).toBe('right order-opened')
  })

  test('counts goods that lie in the tote among those that are missing', async () => {
    const desk = new Desk({ flow: 'pick-then-pack', orders: [anOrder([['SKU-1', 3]])] })
    await desk.scans('SO-1', itemCode, itemCode, 'HF:SHORT')
    expect(desk.view.feedback).toMatchObject({ code: 'line-short', data: { quantity: 1 } })
  })

  test('forgets what is missing behind the walk, where it lies in no box', async () => {
    const desk = new Desk({ flow: 'pick-then-pack', orders: [two()] })
    await desk.scans('SO-1', itemCode, itemCode, itemCode, 'HF:SHORT')
    expect(desk.view.feedback).toMatchObject({ code: 'line-short', data: { quantity: 1 } })
  })

  test('is told again and again, or of a line that lacks nothing', async () => {
    const desk = new Desk({ orders: [two()] })
    await desk.scans('HF:SHORT')
    expect(desk.said).toBe('wrong not-expected-here')
    await desk.scans('HF:OK', 'SO-1', 'HF:SHORT')
    expect(desk.facts.filter(({ type }) => type === 'line.short')).toHaveLength(1)
    expect(desk.order().holds).toHaveLength(1)
  })

  test('leaves an order that nobody can take up again, or one that forgets what was packed', async () => {
    const desk = new Desk({ orders: [two()] })
    await desk.scans('SO-1', itemCode, 'HF:SHORT')
    const held = atCentre(two(), desk)
    expect(held).toMatchObject({
      state: 'held',
      holds: [{ code: shortHoldOf(held.lines[0]?.lineId ?? '') }],
    })
    const code = held.holds[0]?.code ?? ''
    const released = changeOrder(held, { type: 'release', code })
    if (!released.ok) throw new Error(released.error)
    expect(released.value).toMatchObject({ order: { state: 'packing', holds: [] }, task: null })
    desk.centreChanges({ holds: [], state: 'packing' })
    await desk.scans('SO-1', itemCode)
    expect(desk.said).toBe('right parcel-closed')
  })
})
