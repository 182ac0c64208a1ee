import { expect, test } from 'vitest'
import { handOver, packedFloor } from './bench-rules.ts'

test('wrong-waybill: the label of another parcel stuck on this box and scanned back', () => {
  const floor = packedFloor()
  floor.printer('sent')
  const foreign = { type: 'confirmLabel', waybillNumber: 'YT-of-another-order' } as const
  expect(floor.refusal(foreign)?.code).toBe('wrong-waybill')
  expect(floor.order.parcels[0]?.label).toBe('sent')
})

test('wrong-waybill: a parcel given to the courier by a label that is not its own', () => {
  const floor = packedFloor()
  const foreign = { ...handOver, waybillNumber: 'YT-of-another-order' }
  expect(floor.refusal(foreign)?.code).toBe('wrong-waybill')
})
