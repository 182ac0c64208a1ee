import { describe, expect, test } from 'vitest'
import { anOrder } from '../domain/bench-rules.ts'
import { until } from '../../wait/until.ts'
import { Desk, itemCode } from './desk.ts'

/** Types a code and waits for its answer. */
function types(desk: Desk, code: string): Promise<void> {
  return desk.hears(() => desk.station.intents.enterCode(code))
}

describe('a code that is typed', () => {
  test('counts goods without a trace that nobody scanned them', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 2]])] })
    await types(desk, 'SO-1')
    await desk.scans(itemCode)
    await types(desk, ` ${itemCode} `)
    expect(desk.said).toBe('right parcel-closed')
    const packed = desk.facts.flatMap((fact) => (fact.type === 'item.packed' ? [fact.body] : []))
    expect(packed.map(({ typed }) => typed)).toEqual([undefined, true])
  })

  test('proves a label, or hands over a parcel, that no scanner can read', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 1]])] })
    await desk.scans('SO-1', itemCode)
    await desk.printer('sent')
    await types(desk, 'YT-1')
    expect(desk.view.feedback).toMatchObject({ code: 'typed-label', data: { code: 'YT-1' } })
    await desk.scans('HF:OK', 'YT-1', 'HF:HANDOVER')
    await types(desk, 'YT-1')
    expect(desk.said).toBe('wrong typed-label')
    await desk.scans('HF:OK', 'YT-1')
    expect(desk.said).toBe('right parcel-handed-over')
  })

  test('is a badge, so that anybody is the supervisor, or opens the lock', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 1]])], weighs: true, supervisors: ['1'] })
    await desk.scans('SO-1', itemCode, 'HF:ACCEPT')
    await types(desk, 'hf:staff:1')
    expect(desk.said).toBe('wrong typed-card')
    expect(desk.typesOf()).not.toContain('parcel.closed')
    desk.station.intents.acknowledge()
    desk.station.lock()
    await until('it is locked', () => desk.view.locked)
    await types(desk, 'HF:STAFF:1')
    expect(desk.view.locked).toBe(true)
  })

  test('acknowledges the error that it should have been read for', async () => {
    const desk = new Desk()
    await desk.scans('NO-SUCH-CODE')
    await types(desk, 'HF:OK')
    expect([desk.view.frozen, desk.view.blockedScans]).toEqual([true, 1])
  })

  test('passes for a scanner that works', async () => {
    const desk = new Desk()
    await types(desk, itemCode)
    expect([desk.view.lastScan, desk.view.hasScanned]).toEqual([itemCode, false])
    await desk.scans('HF:OK', 'SO-1')
    expect(desk.view.hasScanned).toBe(true)
  })

  test('cannot name a tote whose label is torn', async () => {
    const desk = new Desk()
    await types(desk, 'HF:TOTE:A1')
    expect(desk.said).not.toBe('wrong typed-card')
  })
})
