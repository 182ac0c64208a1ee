import { describe, expect, test } from 'vitest'
import { anOrder } from '../domain/bench-rules.ts'
import { until } from '../../wait/until.ts'
import { Desk, itemCode, otherItemCode } from './desk.ts'

const supervisors = ['0001']

describe('what only a supervisor may say', () => {
  test('is said by a card alone, or by a packer', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 1]])], weighs: true, supervisors })
    await desk.scans('HF:STAFF:0007', 'SO-1', itemCode, 'HF:ACCEPT')
    expect(desk.said).toBe('notice supervisor-needed')
    expect(desk.facts.some(({ type }) => type === 'parcel.closed')).toBe(false)
    await desk.scans('HF:STAFF:0008')
    expect(desk.said).toBe('wrong not-supervisor')
    await desk.scans('HF:OK', 'HF:ACCEPT', 'HF:STAFF:0001')
    expect([desk.said, desk.view.operatorId]).toEqual(['right parcel-closed', '0007'])
    const weighed = desk.facts.find(({ type }) => type === 'parcel.weighed')
    expect(weighed?.body).toMatchObject({
      accepted: 'checked-by-hand',
      approvedBy: '0001',
      operatorId: '0007',
    })
  })

  test('still waits for a badge when somebody has gone on, and takes that for the next', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 2]])], weighs: true, supervisors })
    await desk.scans('SO-1', itemCode, itemCode, 'HF:ACCEPT', 'HF:UNDO', 'HF:STAFF:0001')
    expect([desk.said, desk.view.operatorId]).toEqual(['notice operator-changed', '0001'])
    await desk.scans(itemCode, 'HF:ACCEPT')
    desk.station.intents.setAside()
    await until('the order is aside', () => desk.view.order === null)
    await desk.scans('HF:STAFF:0001')
    expect(desk.said).toBe('notice operator-changed')
  })

  test('lets an order be taken over without one, or leaves no name behind', async () => {
    const order = anOrder([['SKU-1', 1]], { claimedBy: 'station-2', state: 'picking' })
    const desk = new Desk({ orders: [order], supervisors })
    await desk.scans('SO-1', 'HF:OK', 'HF:TAKEOVER')
    expect([desk.said, desk.facts]).toEqual(['notice supervisor-needed', []])
    await desk.scans('HF:STAFF:0001')
    expect(desk.said).toBe('right order-taken-over')
    expect(desk.facts[0]?.body).toMatchObject({ from: 'station-2', approvedBy: '0001' })
  })
})

describe('goods that are broken', () => {
  test('go into the box all the same, or are not missed afterwards', async () => {
    const desk = new Desk({
      orders: [
        anOrder([
          ['SKU-1', 1],
          ['SKU-2', 1],
        ]),
      ],
    })
    await desk.scans('SO-1', itemCode, 'HF:DAMAGED')
    expect(desk.said).toBe('right item-damaged')
    expect(desk.typesOf().slice(-3)).toEqual(['item.unpacked', 'line.unpicked', 'item.damaged'])
    expect(desk.order().lines[0]).toMatchObject({ picked: 0, packed: 0 })
    await desk.scans('HF:DAMAGED')
    expect(desk.said).toBe('wrong nothing-to-undo')
    await desk.scans('HF:OK', otherItemCode)
    expect(desk.said).toBe('right item-packed')
    await desk.scans(itemCode)
    expect(desk.said).toBe('right parcel-closed')
    await desk.scans('HF:DAMAGED')
    expect(desk.said).toBe('wrong not-expected-here')
  })
})
