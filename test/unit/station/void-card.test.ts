import { expect, test } from 'vitest'
import { anOrder } from '../domain/bench-rules.ts'
import { Desk, itemCode } from './desk.ts'

test('the card that gives a number up works on a label that is on its way, or leaves the box on the bench', async () => {
  const desk = new Desk({ orders: [anOrder([['SKU-1', 1]])] })
  await desk.scans('HF:VOID')
  expect(desk.said).toBe('wrong not-expected-here')
  await desk.scans('HF:OK', 'SO-1', itemCode, 'HF:VOID')
  expect(desk.said).toBe('wrong not-expected-here')
  await desk.scans('HF:OK')
  await desk.printer('sent')
  await desk.scans('HF:VOID')
  expect([desk.said, desk.view.order]).toEqual(['right number-voided', null])
  expect(desk.facts.at(-1)).toMatchObject({
    type: 'waybill.voided',
    body: { waybillNumber: 'YT-1', reason: 'misprinted' },
  })
})
