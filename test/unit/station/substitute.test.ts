import { describe, expect, test } from 'vitest'
import { until } from '../../wait/until.ts'
import { anOrder } from '../domain/bench-rules.ts'
import { Desk, itemCode, otherItemCode } from './desk.ts'

const supervisors = ['0001']
const two = () => anOrder([['SKU-1', 2]])

function facts(desk: Desk) {
  return desk.facts.flatMap((fact) => (fact.type === 'line.substituted' ? [fact.body] : []))
}

describe('another article in place of one that is not there', () => {
  test('goes in without a supervisor, or counts as packed when it is only named', async () => {
    const desk = new Desk({ orders: [two()], supervisors })
    await desk.scans('HF:STAFF:0007', 'SO-1', itemCode, 'HF:SUBSTITUTE')
    expect([desk.said, desk.view.phase]).toEqual([
      'notice substitute-needed',
      'awaiting-substitute',
    ])
    await desk.scans(otherItemCode)
    expect([desk.said, facts(desk)]).toEqual(['notice supervisor-needed', []])
    await desk.scans('HF:STAFF:0008')
    expect([desk.said, facts(desk)]).toEqual(['wrong not-supervisor', []])
    await desk.scans('HF:OK', otherItemCode, 'HF:STAFF:0001')
    expect([desk.said, desk.view.phase]).toEqual(['right line-substituted', 'packing'])
    expect(desk.view.operatorId).toBe('0007')
    expect(facts(desk)).toMatchObject([
      {
        ...{ lineId: 'L1', sku: 'SKU-2', quantity: 1, unitWeightGrams: 250, bin: 'B-07-02' },
        ...{ reason: 'not-in-bin', approvedBy: '0001', operatorId: '0007' },
      },
    ])
    expect(desk.order().lines).toMatchObject([{ packed: 1 }, { sku: 'SKU-2', packed: 0 }])
    await desk.scans(otherItemCode)
    expect(desk.said).toBe('right parcel-closed')
    expect(desk.labels[0]?.data.items.map(({ name }) => name)).toEqual([
      'Goods SKU-1',
      'Goods SKU-2',
    ])
  })

  test('asks for a badge where no supervisor is named, or for one who only puts things right', async () => {
    const free = new Desk({ orders: [two()] })
    await free.scans('SO-1', 'HF:SUBSTITUTE', otherItemCode)
    expect(free.said).toBe('right line-substituted')
    expect(facts(free)[0]).not.toHaveProperty('approvedBy')
    const desk = new Desk({ orders: [two()], supervisors })
    await desk.scans('SO-1', 'HF:SUBSTITUTE', otherItemCode, 'HF:STAFF:0001')
    await desk.scans('HF:SUBSTITUTE', itemCode)
    expect(desk.said).toBe('right line-substituted')
    expect(desk.order().lines).toEqual(two().lines)
  })

  test('keeps waiting when somebody thinks better of it', async () => {
    const desk = new Desk({ orders: [two()], supervisors })
    await desk.scans('SO-1', 'HF:SUBSTITUTE', 'HF:UNDO')
    expect([desk.said, desk.view.phase]).toEqual(['notice substitute-left', 'packing'])
    await desk.scans('HF:SUBSTITUTE', otherItemCode, 'HF:UNDO', 'HF:STAFF:0001')
    expect([desk.said, facts(desk)]).toEqual(['notice operator-changed', []])
    await desk.scans('HF:SUBSTITUTE', 'HF:LATER')
    expect([desk.said, desk.view.replacing]).toEqual(['notice order-set-aside', null])
    await desk.scans('SO-1', itemCode)
    expect(desk.said).toBe('right item-packed')
  })

  test('was named first and goes in, though another was scanned before the badge', async () => {
    const desk = new Desk({ orders: [two()], supervisors })
    await desk.scans('SO-1', 'HF:SUBSTITUTE', otherItemCode, 'SKU-3-CODE', 'HF:STAFF:0001')
    expect(facts(desk)).toMatchObject([{ sku: 'SKU-3' }])
  })

  test('is named by anything but goods, or by goods that it cannot be', async () => {
    const desk = new Desk({ orders: [two(), anOrder([['SKU-1', 1]], { orderNumber: 'SO-2' })] })
    await desk.scans('SO-1', 'HF:SUBSTITUTE')
    for (const [code, said] of [
      ['SO-2', 'wrong substitute-first'],
      ['YT-1', 'wrong substitute-first'],
      ['HF:TOTE:T-1', 'wrong substitute-first'],
      ['W-1', 'wrong substitute-first'],
      [itemCode, 'wrong same-article'],
      ['NO-SUCH-CODE', 'wrong unknown-code'],
      ['HF:QTY2', 'wrong not-expected-here'],
      ['HF:SHORT', 'wrong not-expected-here'],
      ['HF:CLOSE', 'wrong not-expected-here'],
    ] as const) {
      await desk.scans(code)
      expect([code, desk.said]).toEqual([code, said])
      await desk.scans('HF:OK')
    }
    expect([desk.view.phase, facts(desk)]).toEqual(['awaiting-substitute', []])
  })

  test('is asked for where nothing is missing, or nothing is open', async () => {
    const desk = new Desk({ flow: 'pick-then-pack', orders: [two()] })
    await desk.scans('HF:SUBSTITUTE')
    expect(desk.said).toBe('wrong not-expected-here')
    await desk.scans('HF:OK', 'SO-1', itemCode, itemCode, 'HF:SUBSTITUTE')
    expect(desk.said).toBe('wrong nothing-to-substitute')
  })

  test('goes into an order that the centre has stopped meanwhile', async () => {
    const desk = new Desk({ orders: [two()] })
    await desk.scans('SO-1', 'HF:SUBSTITUTE')
    await desk.hears(() =>
      desk.centreChanges({ state: 'held', holds: [{ code: 'office', note: 'wait' }] }),
    )
    await desk.scans('HF:OK', otherItemCode)
    expect([desk.said, facts(desk)]).toEqual(['wrong held', []])
  })

  test('ends the picking when it goes in', async () => {
    const desk = new Desk({ flow: 'pick-then-pack', orders: [two()] })
    await desk.scans('SO-1', itemCode, 'HF:SUBSTITUTE', otherItemCode)
    expect([desk.said, desk.view.phase]).toEqual(['right line-substituted', 'picking'])
    await desk.scans(otherItemCode)
    expect(desk.view.phase).toBe('packing')
  })

  test('has no reason when a finger asks for it, or is asked for where it means nothing', async () => {
    const desk = new Desk({ orders: [two()] })
    await desk.hears(() => desk.station.intents.substitute('buyer asked'))
    expect(desk.said).toBe('wrong not-expected-here')
    await desk.scans('HF:OK', 'SO-1')
    desk.station.intents.substitute('buyer asked')
    await until('the bench waits for it', () => desk.view.phase === 'awaiting-substitute')
    await desk.scans(otherItemCode)
    expect(facts(desk)).toMatchObject([{ reason: 'buyer asked' }])
  })
})
