import { describe, expect, test } from 'vitest'
import type { Order } from '../../../shared/domain/order.ts'
import { emptyParcel } from '../../../shared/domain/parcel.ts'
import { aWaybill, anOrder } from '../domain/bench-rules.ts'
import { Desk } from './desk.ts'

/** A packed order whose label is on its box. */
function packedOrder(number: string, carrier: string): Order {
  const orderNumber = `SO-${number}`
  const order = anOrder([['SKU-1', 1]], { orderNumber, carrier, state: 'packed' })
  const lines = order.lines.map((line) => ({ ...line, picked: 1, packed: 1 }))
  const contents = lines.map(({ lineId }) => ({ lineId, quantity: 1 }))
  const label = { label: 'confirmed' as const, printJobId: `job-${number}`, closed: true }
  const parcel = {
    ...emptyParcel(`${orderNumber}-1`),
    ...label,
    contents,
    waybillNumber: `W-${number}`,
  }
  return { ...order, lines, parcels: [parcel] }
}

/** Three of them, of two carriers, at the cage. */
async function packedDesk(): Promise<Desk> {
  const orders = [packedOrder('1', 'yto'), packedOrder('2', 'sf'), packedOrder('3', 'yto')]
  const waybills = orders.map(({ orderNumber }) =>
    aWaybill(orderNumber.replace('SO', 'W'), { orderNumber }),
  )
  const desk = new Desk({ orders, waybills })
  await desk.scans('HF:HANDOVER')
  return desk
}

describe('a courier', () => {
  test('who is given a parcel of another one', async () => {
    const desk = await packedDesk()
    await desk.scans('HF:TO:YTO', 'W-1', 'W-2')
    expect(desk.view.feedback).toMatchObject({
      code: 'wrong-carrier',
      data: { carrier: 'sf', courier: 'yto' },
    })
    expect(desk.order('SO-2').parcels[0]?.handedOver).toBe(false)
    await desk.scans('HF:OK', 'W-3')
    expect(desk.order('SO-3').state).toBe('shipped')
  })

  test('whose list lacks a parcel, or holds one of another courier', async () => {
    const desk = await packedDesk()
    await desk.scans('W-1', 'HF:BENCH', 'HF:HANDOVER', 'W-2', 'W-3', 'HF:CLOSE')
    expect(desk.said).toBe('right manifest-printed')
    expect(desk.manifests).toEqual([['W-1', 'W-3'], ['W-2']])
    expect(desk.view.handedOver).toEqual([])
    await desk.scans('HF:CLOSE')
    expect(desk.said).toBe('wrong nothing-handed-over')
    expect(desk.manifests).toHaveLength(2)
  })

  test('whose list is lost because the printer had no paper', async () => {
    const desk = await packedDesk()
    await desk.scans('W-1')
    desk.sheetFault = 'sheet-not-printed'
    await desk.scans('HF:CLOSE')
    expect(desk.said).toBe('wrong sheet-not-printed')
    desk.sheetFault = null
    await desk.scans('HF:OK', 'HF:CLOSE')
    expect(desk.manifests).toEqual([['W-1']])
  })

  test('whose card is taken for a code of goods at the bench', async () => {
    const desk = await packedDesk()
    await desk.scans('HF:BENCH', 'HF:TO:SF')
    expect(desk.said).toBe('wrong unknown-code')
    expect(desk.view.courier).toBeNull()
  })
})
