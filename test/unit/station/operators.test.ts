import { describe, expect, test } from 'vitest'
import { anOrder, operatorId } from '../domain/bench-rules.ts'
import { Desk, itemCode } from './desk.ts'

function whoDid(desk: Desk): readonly unknown[] {
  return desk.facts.flatMap((fact) => ('operatorId' in fact.body ? [fact.body.operatorId] : []))
}

describe('a badge', () => {
  test('whose owner is not named by the facts that follow, or by those before', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 3]])] })
    await desk.scans('SO-1', 'HF:STAFF:0007', itemCode, 'HF:STAFF:0012', itemCode)
    expect(desk.said).toBe('right item-packed')
    expect(whoDid(desk)).toEqual([operatorId, '0007', '0007', '0012', '0012'])
  })

  test('that puts the open box aside when the shift changes', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 3]])] })
    await desk.scans('SO-1', itemCode, 'HF:STAFF:0012')
    expect(desk.view).toMatchObject({ operatorId: '0012', phase: 'packing' })
    expect(desk.view.order?.orderNumber).toBe('SO-1')
  })

  test('that wipes an error which nobody has acknowledged', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 3]])] })
    await desk.scans('SO-1', 'NO-SUCH-CODE', 'HF:STAFF:0012')
    expect(desk.view).toMatchObject({ frozen: true, operatorId })
  })
})
