import { describe, expect, test } from 'vitest'
import type { ExceptionCode } from '../../../shared/domain/exception.ts'
import { taskFor, type ConflictTaskKind } from '../../../shared/domain/task.ts'
import { aWaybill, anOrder, orderNumber, stationId } from '../domain/bench-rules.ts'
import { Desk, itemCode } from './desk.ts'

const taskOf = (kind: ConflictTaskKind, code: ExceptionCode, of = orderNumber) =>
  taskFor(of, stationId, kind, code)

/** A bench that has packed and labelled an order, and then hears that it was cancelled. */
async function cancelledDesk(): Promise<Desk> {
  const desk = new Desk({
    orders: [anOrder([['SKU-1', 1]]), anOrder([['SKU-1', 1]], { orderNumber: 'SO-2' })],
  })
  await desk.scans('SO-1', itemCode)
  await desk.hears(() => void desk.printer('sent'))
  await desk.scans('YT-1')
  const stopped = {
    ...desk.order(),
    state: 'exception',
    exceptionCode: 'cancelled-after-label',
  } as const
  desk.orders.set(orderNumber, stopped)
  desk.waybills = [aWaybill('YT-1', { state: 'void' })]
  desk.tasks = [taskOf('pull-parcel', 'cancelled-after-label')]
  await desk.hears(() => desk.station.refresh())
  return desk
}

describe('a task that a conflict left', () => {
  test('a task that comes in silence, or is told again with every change of the cache', async () => {
    const desk = await cancelledDesk()
    expect(desk.said).toBe('notice task-arrived')
    expect(desk.view.feedback.data).toMatchObject({ orderNumber, taskKind: 'pull-parcel' })
    await desk.scans('SO-2')
    desk.station.refresh()
    await desk.scans('HF:LATER')
    expect(desk.said).toBe('notice order-set-aside')
  })

  test('a parcel whose task is ended by the scan that only tells of it, or by a finger on the list', async () => {
    const desk = await cancelledDesk()
    await desk.hears(() => desk.station.intents.openOrder(orderNumber))
    expect(desk.said).toBe('wrong task-first')
    await desk.scans('HF:OK')
    await desk.hears(() => desk.station.intents.openOrder(orderNumber))
    expect(desk.said).toBe('wrong task-first')
    expect(desk.typesOf()).not.toContain('task.done')
    await desk.scans('HF:OK', 'YT-1')
    expect(desk.said).toBe('right task-done')
    expect(desk.facts.at(-1)).toMatchObject({ type: 'task.done', body: { kind: 'pull-parcel' } })
    expect(desk.order().state).toBe('cancelled')
  })

  test('a task that stays half told while something else is scanned, and ends at the next sight of its parcel', async () => {
    const desk = await cancelledDesk()
    await desk.scans('YT-1', 'HF:OK', 'SO-2', 'HF:LATER', 'YT-1')
    expect(desk.said).toBe('wrong task-first')
    expect(desk.typesOf()).not.toContain('task.done')
  })

  test('a parcel to be pulled that goes to the courier instead', async () => {
    const desk = await cancelledDesk()
    await desk.scans('HF:HANDOVER', 'YT-1')
    expect(desk.said).toBe('wrong task-first')
    expect(desk.typesOf()).not.toContain('parcel.handedOver')
  })

  test('a task that is green before it is durable', async () => {
    const desk = await cancelledDesk()
    await desk.scans('YT-1', 'HF:OK')
    desk.fault = 'journal-stopped'
    await desk.scans('YT-1')
    expect(desk.said).toBe('wrong journal-stopped')
    expect(desk.seen.some(({ feedback }) => feedback.code === 'task-done')).toBe(false)
  })

  test('a new address: a parcel that leaves under the old number, or with two labels for one scan', async () => {
    const desk = await cancelledDesk()
    const changed = {
      ...desk.order(),
      state: 'exception',
      exceptionCode: 'address-changed',
    } as const
    desk.orders.set(orderNumber, changed)
    desk.waybills = [aWaybill('YT-1', { state: 'void' }), aWaybill('YT-2')]
    desk.tasks = [taskOf('relabel', 'address-changed')]
    await desk.scans('YT-1')
    expect([desk.said, desk.view.phase]).toEqual(['right parcel-relabelled', 'label-printing'])
    expect(desk.labels.map(({ waybillNumber, data }) => [waybillNumber, data.copy])).toEqual([
      ['YT-1', 0],
      ['YT-2', 0],
    ])
    await desk.scans('YT-1')
    expect(desk.said).toMatch(/^wrong /)
    expect(desk.labels).toHaveLength(2)
    expect(desk.order().parcels).toMatchObject([{ waybillNumber: 'YT-2' }])
  })

  test('a label of a stopped order that a person can still have printed', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 1]])] })
    await desk.scans('SO-1', itemCode)
    await desk.hears(() => void desk.printer('failed'))
    const cancelled = {
      ...desk.order(),
      state: 'exception',
      exceptionCode: 'cancelled-while-packed',
    } as const
    await desk.hears(() => {
      desk.orders.set(orderNumber, cancelled)
      desk.station.refresh()
    })
    await desk.scans('HF:OK', 'HF:PRINT')
    expect(desk.restarted).toEqual([])
    expect(desk.view.feedback.tone).toBe('wrong')
  })
})

describe('waves', () => {
  test('a wave without the centre that claims nothing and says nothing', async () => {
    const desk = new Desk()
    await desk.scans('HF:WAVE')
    expect(desk.said).toBe('wrong centre-needed')
    await desk.scans('HF:OK')
    desk.wave = { waveNumber: 'W-7', orderCount: 20 }
    await desk.hears(() => desk.station.intents.claimWave())
    expect(desk.view.feedback).toMatchObject({
      code: 'wave-claimed',
      data: { waveNumber: 'W-7', count: 20 },
    })
    desk.wave = { waveNumber: null, orderCount: 0 }
    await desk.scans('HF:WAVE')
    expect(desk.said).toBe('notice wave-empty')
  })

  test('an order that is put back though it was begun, lies on the bench, or was claimed by itself', async () => {
    const wave = { claimedBy: stationId, state: 'picking', waveNumber: 'W-7' } as const
    const orders = ['SO-1', 'SO-2', 'SO-3', 'SO-4'].map((number) =>
      anOrder([['SKU-1', 2]], { ...wave, orderNumber: number }),
    )
    const desk = new Desk({
      orders: [
        ...orders,
        anOrder([['SKU-1', 2]], { ...wave, orderNumber: 'SO-5', waveNumber: undefined }),
      ],
    })
    await desk.scans('SO-2', itemCode, 'HF:LATER', 'SO-3')
    await desk.scans('HF:PUTBACK')
    expect(desk.view.feedback).toMatchObject({ code: 'wave-put-back', data: { count: 2 } })
    const free = [...desk.orders.values()].filter(({ claimedBy }) => claimedBy === null)
    expect(free.map((order) => [order.orderNumber, order.state])).toEqual([
      ['SO-1', 'ready'],
      ['SO-4', 'ready'],
    ])
    await desk.scans('HF:LATER', 'HF:PUTBACK', 'HF:PUTBACK')
    expect(desk.said).toBe('notice wave-nothing-to-put-back')
  })

  test('another bench’s order that is taken by a plain scan, or without a word why', async () => {
    const theirs = anOrder([['SKU-1', 1]], { state: 'picking', claimedBy: 'station-2' })
    const desk = new Desk({ orders: [theirs] })
    await desk.scans('HF:TAKEOVER')
    expect(desk.said).toBe('wrong not-expected-here')
    await desk.scans('HF:OK', 'SO-1')
    expect(desk.said).toBe('wrong not-yours')
    expect(desk.facts).toEqual([])
    await desk.scans('HF:OK')
    await desk.hears(() => desk.station.intents.takeOver('  '))
    expect(desk.said).toBe('wrong take-over-needs-reason')
    await desk.scans('HF:OK', 'HF:TAKEOVER')
    expect([desk.said, desk.view.phase]).toEqual(['right order-taken-over', 'packing'])
    expect(desk.facts).toMatchObject([
      {
        type: 'order.takenOver',
        body: { from: 'station-2', reason: 'supervisor', operatorId: 'operator-1' },
      },
    ])
  })
})

describe('leased numbers', () => {
  const draft = aWaybill('SO-1~0', { state: 'unnumbered', carrier: 'sto' })

  test('numbers that are used up and stop the packing, or a box that cannot be closed when they have come', async () => {
    const desk = new Desk({
      orders: [anOrder([['SKU-1', 2]], { carrier: 'sto' })],
      waybills: [draft],
    })
    await desk.scans('SO-1', itemCode, itemCode)
    expect([desk.said, desk.view.phase]).toEqual(['right item-packed', 'awaiting-waybill'])
    await desk.scans('HF:CLOSE')
    expect(desk.said).toBe('wrong numbers-used-up')
    desk.numbers = ['773000000000001', '773000000000002']
    await desk.scans('HF:OK', 'HF:CLOSE')
    expect(desk.said).toBe('right parcel-closed')
    expect(desk.facts.find(({ type }) => type === 'parcel.closed')?.body).toMatchObject({
      ...{ waybillNumber: '773000000000001', draftNumber: 'SO-1~0', carrier: 'sto' },
    })
    expect(desk.labels).toMatchObject([
      { waybillNumber: '773000000000001', data: { carrierName: '圆通' } },
    ])
  })
})
