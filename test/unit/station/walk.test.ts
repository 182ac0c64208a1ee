import { describe, expect, test } from 'vitest'
import type { Order } from '../../../shared/domain/order.ts'
import { taskFor } from '../../../shared/domain/task.ts'
import { until } from '../../wait/until.ts'
import { anOrder, stationId, type Wanted } from '../domain/bench-rules.ts'
import { Desk, itemCode, otherItemCode } from './desk.ts'

const third = 'SKU-3-CODE'

function ofWave(orderNumber: string, lines: readonly Wanted[], change: Partial<Order> = {}): Order {
  const wave = { waveNumber: 'W-1', claimedBy: stationId, state: 'picking' } as const
  const order = anOrder(lines, { orderNumber, ...wave, ...change })
  const bins: Readonly<Record<string, string>> = { 'SKU-1': 'A-1', 'SKU-2': 'B-2', 'SKU-3': 'C-3' }
  return { ...order, lines: order.lines.map((line) => ({ ...line, bin: bins[line.sku] ?? '' })) }
}

/** Two orders of two articles each, and one that needs no tote. */
function walkingDesk(): Desk {
  const orders = [
    ofWave('SO-1', [
      ['SKU-1', 2],
      ['SKU-2', 1],
    ]),
    ofWave('SO-2', [
      ['SKU-1', 1],
      ['SKU-2', 1],
    ]),
    ofWave('SO-3', [['SKU-3', 1]]),
  ]
  return new Desk({ orders })
}

const totes = (desk: Desk) => [...desk.orders.values()].map(({ tote }) => tote)
const picked = (desk: Desk, orderNumber: string) =>
  desk.order(orderNumber).lines.map((line) => line.picked)

describe('a walk', () => {
  test('counts goods before their tote is known, or puts two orders into one tote', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK')
    expect([desk.said, desk.view.walkPhase]).toEqual(['notice walk-begun', 'collecting'])
    // The order that lacks least comes first.
    await desk.scans(itemCode)
    expect([desk.said, desk.view.walkPhase]).toEqual(['notice tote-needed', 'awaiting-tote'])
    expect(desk.facts).toEqual([])
    await desk.scans(otherItemCode)
    expect(desk.said).toBe('wrong tote-first')
    await desk.scans('HF:OK', 'HF:TOTE:T-1')
    expect(desk.said).toBe('right item-in-tote')
    expect(desk.typesOf()).toEqual(['tote.assigned', 'line.picked'])
    await desk.scans(itemCode, 'HF:TOTE:T-1')
    expect(desk.said).toBe('wrong tote-taken')
    await desk.scans('HF:OK', 'HF:TOTE:T-2', otherItemCode)
    expect(desk.said).toBe('right order-collected')
    await desk.scans(itemCode, otherItemCode, third)
    expect(desk.said).toBe('right walk-collected')
    expect(totes(desk)).toEqual(['T-2', 'T-1', undefined])
    expect([...desk.orders.values()].map(({ state }) => state)).toEqual([
      'picked',
      'picked',
      'picked',
    ])
  })

  test('takes a unit that nobody lacks any more, or one of no order of the wave', async () => {
    const desk = new Desk({
      orders: [ofWave('SO-3', [['SKU-3', 1]]), ofWave('SO-4', [['SKU-2', 2]])],
    })
    await desk.scans('HF:WALK', third)
    const before = desk.facts.length
    await desk.scans(third)
    expect(desk.said).toBe('wrong not-in-walk')
    await desk.scans('HF:OK', itemCode)
    expect(desk.said).toBe('wrong not-in-walk')
    await desk.scans('HF:OK', 'HF:QTY3', otherItemCode)
    expect(desk.said).toBe('wrong not-in-walk')
    expect(desk.facts).toHaveLength(before)
    await desk.scans('HF:OK', 'HF:QTY2', otherItemCode)
    expect(desk.said).toBe('right walk-collected')
  })

  test('leads on from a bin that somebody does not stand at, and to one where there is nothing', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK', 'B-2')
    expect(desk.said).toBe('notice bin-reached')
    expect(desk.view.walk?.bin).toBe('B-2')
    await desk.scans('C-3', third, 'C-3')
    expect(desk.said).toBe('wrong bin-not-in-walk')
  })

  test('says nothing of goods that lie in the wrong tote', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK', itemCode, 'HF:TOTE:T-1', 'HF:TOTE:T-1')
    expect(desk.said).toBe('notice tote-right')
    await desk.scans('HF:TOTE:T-9')
    expect(desk.said).toBe('wrong wrong-tote')
    expect(desk.facts).toHaveLength(2)
  })

  test('cannot be taken back a step: from the hand, or out of the tote', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK', itemCode, 'HF:UNDO')
    expect([desk.said, desk.view.walkPhase]).toEqual(['notice item-put-back', 'collecting'])
    await desk.scans(itemCode, 'HF:TOTE:T-1', 'HF:UNDO')
    expect([desk.said, picked(desk, 'SO-2')]).toEqual(['right item-put-back', [0, 0]])
    await desk.scans('HF:UNDO')
    expect(desk.said).toBe('wrong nothing-to-undo')
    await desk.scans('HF:OK', itemCode)
    expect([desk.said, picked(desk, 'SO-2')]).toEqual(['right item-in-tote', [1, 0]])
  })

  test('leads past what was broken', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK', itemCode, 'HF:TOTE:T-1', 'HF:DAMAGED')
    expect(desk.said).toBe('right item-damaged')
    expect(desk.typesOf().slice(-2)).toEqual(['line.unpicked', 'item.damaged'])
    expect(desk.view.walk?.stops[0]).toMatchObject({ bin: 'A-1', quantity: 3 })
    await desk.scans('HF:DAMAGED')
    expect(desk.said).toBe('wrong nothing-to-undo')
  })

  test('stands still at an empty bin, or leaves other orders waiting for it', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK', itemCode, 'HF:TOTE:T-1', 'B-2', 'HF:SHORT')
    expect(desk.said).toBe('right stop-short')
    const shorts = desk.facts.filter(({ type }) => type === 'line.short')
    expect(shorts.map(({ body }) => body.orderNumber).sort()).toEqual(['SO-1', 'SO-2'])
    expect([desk.order('SO-1').state, desk.order('SO-2').state]).toEqual(['held', 'held'])
    expect(desk.view.walk?.stops.map(({ bin }) => bin)).toEqual(['C-3'])
    // The goods of a stopped order still fill their tote, and the cart still shows it.
    expect(desk.view.walk?.stopped.map(({ tote }) => tote)).toEqual(['T-1'])
    desk.orders.set(
      'SO-5',
      ofWave('SO-5', [
        ['SKU-1', 1],
        ['SKU-2', 1],
      ]),
    )
    await desk.scans('HF:WALK', itemCode, 'HF:TOTE:T-1')
    expect(desk.said).toBe('wrong tote-taken')
  })

  test('sends somebody on for an order that the office stopped meanwhile', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK')
    desk.centreChanges({ state: 'cancelled' }, 'SO-3')
    await until('the walk is without it', () => desk.view.walk?.orders.length === 2)
    expect(desk.view.walk?.stops.map(({ bin }) => bin)).toEqual(['A-1', 'B-2'])
  })

  test('leaves the goods of a cancelled order in their tote, or gives the tote to another', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK', itemCode, 'HF:TOTE:T-1')
    desk.centreChanges({ state: 'exception', exceptionCode: 'cancelled-while-picked' }, 'SO-2')
    desk.tasks = [taskFor('SO-2', stationId, 'put-back', 'cancelled-while-picked')]
    await until('the walk is without it', () => desk.view.walk?.orders.length === 2)
    expect(desk.view.walk?.stopped.map(({ tote }) => tote)).toEqual(['T-1'])
    await desk.scans(itemCode, 'HF:TOTE:T-1')
    expect(desk.said).toBe('wrong tote-taken')
    await desk.scans('HF:OK', 'HF:UNDO', 'HF:QUEUE', 'HF:TOTE:T-1')
    expect(desk.said).toBe('wrong task-first')
    await desk.scans('HF:OK', 'HF:TOTE:T-1')
    expect([desk.said, desk.facts.at(-1)?.type]).toEqual(['right task-done', 'task.done'])
    await desk.scans('HF:TOTE:T-1')
    expect(desk.said).toBe('wrong tote-empty')
    await desk.scans('HF:OK', 'HF:WALK')
    expect(desk.view.walk?.stopped).toEqual([])
  })

  test('forgets what is in the hand, or takes up another wave, when somebody looks at the bench meanwhile', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK', itemCode)
    const urgent = { waveNumber: 'W-2', deadlineAt: '2026-11-20T00:00:00.000Z' }
    desk.orders.set('SO-9', ofWave('SO-9', [['SKU-3', 1]], urgent))
    await desk.scans('HF:BENCH', 'HF:WALK')
    expect([desk.said, desk.view.walk?.waveNumber]).toEqual(['notice tote-needed', 'W-1'])
    await desk.scans('HF:TOTE:T-1')
    expect(desk.said).toBe('right item-in-tote')
  })

  test('says nothing to whoever holds goods of an order that is stopped', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK', itemCode)
    desk.centreChanges({ state: 'cancelled' }, 'SO-2')
    await until('the band tells', () => desk.said === 'notice item-put-back')
    expect(desk.view.walkPhase).toBe('collecting')
  })

  test('turns green though nothing was recorded: an empty bin of stopped orders, a walk that is over', async () => {
    const desk = new Desk({ orders: [ofWave('SO-3', [['SKU-3', 1]])] })
    await desk.scans('HF:WALK')
    const order = desk.order('SO-3')
    // Stopped, and the cache has not told of it yet.
    desk.orders.set('SO-3', { ...order, state: 'held', holds: [{ code: 'refund', note: '' }] })
    await desk.scans('HF:SHORT')
    expect([desk.said, desk.facts]).toEqual(['wrong bin-not-in-walk', []])
    desk.orders.set('SO-3', order)
    await desk.scans('HF:OK', 'W-1', third, 'W-1')
    expect(desk.said).toBe('notice walk-collected')
  })

  test('counts news of the cache as scans that wait', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK')
    desk.centreChanges({ state: 'cancelled' }, 'SO-3')
    await until('the walk is without it', () => desk.view.walk?.orders.length === 2)
    expect(desk.seen.map(({ waitingScans }) => waitingScans).filter((count) => count > 0)).toEqual(
      [],
    )
  })

  test('turns green for what the disk did not take', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:WALK', itemCode)
    desk.fault = 'journal-stopped'
    await desk.scans('HF:TOTE:T-1')
    expect([desk.said, desk.view.walkPhase]).toEqual(['wrong journal-stopped', 'awaiting-tote'])
  })

  test('opens nothing at the bench for a tote that it filled', async () => {
    const desk = walkingDesk()
    await desk.scans('HF:TOTE:T-1')
    expect(desk.said).toBe('wrong tote-empty')
    await desk.scans('HF:OK', 'HF:WALK', itemCode, 'HF:TOTE:T-1', 'HF:QUEUE', 'HF:TOTE:T-1')
    expect([desk.said, desk.view.order?.orderNumber]).toEqual(['right order-resumed', 'SO-2'])
    await desk.scans('HF:HANDOVER', 'HF:TOTE:T-1')
    expect(desk.said).toBe('wrong not-expected-here')
  })

  test('is of another wave than the list that was scanned', async () => {
    const desk = walkingDesk()
    desk.orders.set('SO-9', ofWave('SO-9', [['SKU-3', 1]], { waveNumber: 'W-2' }))
    await desk.scans('W-2')
    expect([desk.said, desk.view.walk?.waveNumber]).toEqual(['notice walk-begun', 'W-2'])
    await desk.scans('w-7')
    expect([desk.said, desk.view.walk?.waveNumber]).toEqual(['wrong unknown-wave', 'W-2'])
  })

  test('is offered without a wave, or packs what is scanned for it', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 1]])] })
    await desk.scans('HF:WALK')
    expect([desk.said, desk.view.scenario]).toEqual(['notice walk-none', 'walk'])
    await desk.scans(itemCode)
    expect([desk.said, desk.facts]).toEqual(['wrong no-walk', []])
    await desk.scans('HF:OK')
    // Claimed meanwhile, the wave comes with the pull.
    desk.orders.set('SO-2', ofWave('SO-2', [['SKU-1', 1]]))
    desk.station.refresh()
    await until('the walk is there', () => desk.view.walk?.waveNumber === 'W-1')
  })
})

describe('a walk to goods that are too old', () => {
  test('sends somebody to the bench with goods that are too old, or lets them be laid into a tote', async () => {
    const desk = walkingDesk()
    desk.today = '2026-11-24'
    await desk.scans('HF:WALK')
    const scans = (expiresOn: string) =>
      desk.hears(() => desk.puts(`010${itemCode}17${expiresOn}`, { aim: 'C1' }))
    await scans('261123')
    expect(desk.view.feedback).toMatchObject({ code: 'expired', data: { expiresOn: '2026-11-23' } })
    expect([desk.view.walk?.inHand, desk.facts]).toEqual([null, []])
    await desk.scans('HF:OK')
    await scans('261124')
    await desk.scans('HF:TOTE:T-1')
    expect([desk.said, picked(desk, 'SO-2')]).toEqual(['right item-in-tote', [1, 0]])
    await scans('261123')
    expect([desk.said, picked(desk, 'SO-1')]).toEqual(['wrong expired', [0, 0]])
  })
})
