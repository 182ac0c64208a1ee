import { describe, expect, test } from 'vitest'
import { faultCodes } from '../../../renderer/station/view.ts'
import { until } from '../../wait/until.ts'
import { aWaybill, anOrder } from '../domain/bench-rules.ts'
import { Desk, itemCode, otherItemCode } from './desk.ts'

const secondOrder = anOrder([['SKU-1', 1]], { orderNumber: 'SO-2' })

/** Every green light that was shown, one for each message. */
function greensOf(desk: Desk): readonly string[] {
  const messages = new Map(
    desk.seen.map(({ feedbackSerial, feedback }) => [feedbackSerial, feedback]),
  )
  return [...messages.values()].flatMap(({ tone, code }) => (tone === 'right' ? [code] : []))
}

describe('a plain order', () => {
  test('a bench that does not lead from the order to the courier', async () => {
    const desk = new Desk()
    await desk.scans('SO-1')
    expect([desk.said, desk.view.phase]).toEqual(['right order-opened', 'packing'])
    await desk.scans(itemCode)
    expect(desk.view.feedback).toMatchObject({
      code: 'item-packed',
      data: { packed: 1, ordered: 2 },
    })
    expect(desk.view.activeLineId).toBe('L1')
    await desk.scans(itemCode)
    expect([desk.said, desk.view.phase]).toEqual(['right parcel-closed', 'label-printing'])
    await desk.printer('sending')
    await desk.hears(() => void desk.printer('sent'))
    expect([desk.said, desk.view.phase]).toEqual(['notice label-sent', 'awaiting-scan-back'])
    await desk.scans('YT-1')
    expect([desk.said, desk.view.order]).toEqual(['right label-confirmed', null])
    await desk.scans('HF:HANDOVER', 'YT-1')
    expect(desk.said).toBe('right parcel-handed-over')
    const handedOver = [{ orderNumber: 'SO-1', waybillNumber: 'YT-1', carrier: 'yto' }]
    expect(desk.view.handedOver).toEqual(handedOver)
    expect(desk.order().state).toBe('shipped')
    expect(desk.labels).toHaveLength(1)
    expect(desk.bugs).toEqual([])
  })

  test('picking first: a unit that is counted into a box while it goes into the tote', async () => {
    const desk = new Desk({ flow: 'pick-then-pack' })
    await desk.scans('SO-1')
    expect(desk.view.phase).toBe('picking')
    await desk.scans(itemCode, itemCode)
    expect([desk.said, desk.view.phase]).toEqual(['right item-picked', 'packing'])
    expect(desk.order().lines[0]).toMatchObject({ picked: 2, packed: 0 })
    await desk.scans(itemCode, itemCode)
    expect(desk.said).toBe('right parcel-closed')
  })

  test('a late waybill: a complete box that cannot be closed any more', async () => {
    const desk = new Desk({ waybills: [] })
    await desk.scans('SO-1', itemCode, itemCode)
    expect([desk.said, desk.view.phase]).toEqual(['right item-packed', 'awaiting-waybill'])
    await desk.scans('HF:CLOSE')
    expect(desk.said).toBe('wrong no-waybill')
    desk.waybills = [aWaybill('YT-1')]
    await desk.scans('HF:OK', 'HF:CLOSE')
    expect([desk.said, desk.view.phase]).toEqual(['right parcel-closed', 'label-printing'])
    expect(desk.labels).toHaveLength(1)
  })

  test('two boxes: the hand-over of the first that takes the unfinished order off the bench', async () => {
    const desk = new Desk({ waybills: [aWaybill('YT-1'), aWaybill('YT-2')] })
    await desk.scans('SO-1', itemCode, 'HF:CLOSE', 'YT-1', 'HF:HANDOVER', 'YT-1')
    expect(desk.view.order?.parcels).toMatchObject([{ handedOver: true }])
    await desk.scans('HF:BENCH', itemCode)
    expect([desk.said, desk.view.phase]).toEqual(['right parcel-closed', 'label-printing'])
  })
})

describe('scans that are no progress', () => {
  test('a replayed scan of the order that claims it again', async () => {
    const desk = new Desk()
    await desk.scans('SO-1', 'SO-1')
    expect(desk.said).toBe('right order-resumed')
    expect(desk.typesOf()).toEqual(['order.claimed'])
  })

  test('a replayed last item that goes into the closed box', async () => {
    const desk = new Desk()
    await desk.scans('SO-1', itemCode, itemCode, itemCode)
    expect(desk.said).toBe('wrong already-complete')
    expect(desk.order().lines[0]?.packed).toBe(2)
    expect(desk.labels).toHaveLength(1)
  })

  test('a replayed scan-back that sounds as if a second label had been confirmed', async () => {
    const desk = new Desk()
    await desk.scans('SO-1', itemCode, itemCode, 'YT-1', 'YT-1')
    expect(desk.said).toBe('wrong label-already-confirmed')
    expect(desk.typesOf().filter((type) => type === 'label.confirmed')).toHaveLength(1)
  })

  test('a replayed hand-over that counts one parcel twice', async () => {
    const desk = new Desk()
    await desk.scans('SO-1', itemCode, itemCode, 'YT-1', 'HF:HANDOVER', 'YT-1', 'YT-1')
    expect(desk.said).toBe('wrong already-shipped')
    expect(desk.view.handedOver).toHaveLength(1)
  })

  test('a doubled frame that counts, that says nothing, or that wipes an error', async () => {
    const desk = new Desk()
    await desk.scans('SO-1', itemCode)
    const facts = desk.facts.length
    await desk.hears(() => desk.station.doubleRead(itemCode))
    expect(desk.said).toBe('notice double-read-ignored')
    expect(desk.facts).toHaveLength(facts)
    await desk.scans('nonsense')
    desk.station.doubleRead('nonsense')
    expect([desk.said, desk.view.frozen]).toEqual(['wrong unknown-code', true])
  })

  test.each(['frame-too-long', 'not-text'] as const)(
    'a frame fault (%s) whose remains are taken for a code',
    async (fault) => {
      const desk = new Desk()
      await desk.scans('SO-1')
      const { order } = desk.view
      await desk.hears(() => desk.puts(itemCode, { fault }))
      expect(desk.view.feedback).toMatchObject({
        ...{ tone: 'wrong', code: 'unreadable-scan' },
        data: { scanner: 'scanner-1', bytes: itemCode.length, fault },
      })
      expect(desk.view.order).toBe(order)
      expect(desk.typesOf()).toEqual(['order.claimed'])
    },
  )

  test('a broken frame that reads like the OK card and acknowledges the error', async () => {
    const desk = new Desk()
    await desk.scans('nonsense')
    await desk.hears(() => desk.puts('HF:OK', { fault: 'not-text' }))
    expect(desk.view.frozen).toBe(true)
  })

  test('goods of another order, or of none, that are counted', async () => {
    const desk = new Desk()
    await desk.scans(itemCode)
    expect(desk.said).toBe('wrong no-order-open')
    await desk.scans('HF:OK', 'SO-1', otherItemCode)
    expect(desk.said).toBe('wrong wrong-item')
    expect(desk.typesOf()).toEqual(['order.claimed'])
  })

  test('the label of another order that confirms the box on the bench', async () => {
    const waybills = [aWaybill('YT-1'), aWaybill('YT-2', { orderNumber: 'SO-2' })]
    const desk = new Desk({ waybills })
    await desk.scans('SO-1', itemCode, itemCode, 'YT-2')
    expect(desk.said).toBe('wrong wrong-waybill')
    expect(desk.order().parcels[0]?.label).toBe('requested')
  })

  test('a second order on the bench beside the first', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 2]]), secondOrder] })
    await desk.scans('SO-1', 'SO-2')
    expect(desk.said).toBe('wrong other-order-open')
    expect(desk.order('SO-2').claimedBy).toBeNull()
    await desk.scans('HF:OK', 'HF:LATER', 'SO-2')
    expect([desk.said, desk.view.order?.orderNumber]).toEqual(['right order-opened', 'SO-2'])
  })

  test('a finished order that is laid on the bench and cannot be put away', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 1]]), secondOrder] })
    await desk.scans('SO-1', itemCode, 'YT-1', 'SO-1')
    expect([desk.said, desk.view.order]).toEqual(['wrong already-packed', null])
    await desk.scans('HF:OK', 'SO-2')
    expect(desk.said).toBe('right order-opened')
  })
})

describe('a frozen bench', () => {
  test('a scan behind an error that counts although nobody has seen the error', async () => {
    const desk = new Desk()
    await desk.scans('SO-1', 'nonsense', itemCode, 'HF:LATER', itemCode)
    expect([desk.said, desk.view.blockedScans]).toEqual(['wrong unknown-code', 3])
    expect(desk.typesOf()).toEqual(['order.claimed'])
    await desk.scans('HF:OK')
    expect([desk.view.frozen, desk.view.blockedScans]).toEqual([false, 0])
    await desk.scans(itemCode)
    expect(desk.said).toBe('right item-packed')
  })

  test('an error that only the card can acknowledge, not the screen', async () => {
    const desk = new Desk()
    await desk.scans('nonsense')
    await desk.hears(() => desk.station.intents.acknowledge())
    expect([desk.said, desk.view.frozen]).toEqual(['notice acknowledged', false])
  })

  test('a word of the printer that wipes the error', async () => {
    const desk = new Desk()
    await desk.scans('SO-1', itemCode, itemCode, 'nonsense')
    await desk.printer('sent')
    expect([desk.said, desk.view.phase]).toEqual(['wrong unknown-code', 'awaiting-scan-back'])
  })
})

describe('a commit on its way', () => {
  test('a green light before the journal has answered', async () => {
    const desk = new Desk()
    await desk.scans('SO-1')
    desk.commitGate.close()
    desk.puts(itemCode)
    await until('the commit waits', () => desk.commitGate.waiting() === 1)
    expect(greensOf(desk)).toEqual(['order-opened'])
    expect(desk.view.order?.lines[0]?.packed).toBe(0)
    await desk.hears(() => desk.commitGate.open())
    expect(desk.said).toBe('right item-packed')
  })

  test('scans that come meanwhile and are lost, doubled, or not shown as waiting', async () => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 5]])] })
    await desk.scans('SO-1')
    desk.commitGate.close()
    for (let unit = 0; unit < 4; unit += 1) desk.puts(itemCode)
    expect(desk.view.waitingScans).toBe(3)
    desk.commitGate.open()
    await until('four are packed', () => desk.order().lines[0]?.packed === 4)
    await until('none waits', () => desk.view.waitingScans === 0)
    expect(greensOf(desk)).toEqual(['order-opened', ...Array<string>(4).fill('item-packed')])
  })

  test.each(faultCodes)('a commit that failed (%s) and is green or counted', async (fault) => {
    const desk = new Desk()
    await desk.scans('SO-1', itemCode)
    desk.fault = fault
    await desk.scans(itemCode)
    expect([desk.said, desk.view.frozen]).toEqual([`wrong ${fault}`, true])
    expect(desk.view.order?.lines[0]?.packed).toBe(1)
    expect([desk.view.phase, desk.labels]).toEqual(['packing', []])
    await desk.scans('HF:OK', itemCode)
    expect(desk.said).toBe(`wrong ${fault}`)
    expect(greensOf(desk)).toEqual(['order-opened', 'item-packed'])
  })

  test('a claim, scan-back or hand-over that is green although nothing was saved', async () => {
    const desk = new Desk()
    desk.fault = 'journal-stopped'
    await desk.scans('SO-1')
    expect([desk.said, desk.view.order]).toEqual(['wrong journal-stopped', null])
    desk.fault = null
    await desk.scans('HF:OK', 'SO-1', itemCode, itemCode)
    desk.fault = 'journal-stopped'
    await desk.scans('YT-1')
    expect([desk.said, desk.view.phase]).toEqual(['wrong journal-stopped', 'label-printing'])
    await desk.scans('HF:OK', 'HF:HANDOVER', 'YT-1')
    expect([desk.said, desk.view.handedOver]).toEqual(['wrong journal-stopped', []])
  })

  test('a bug that swallows a scan without a sign, or stops those behind it', async () => {
    const desk = new Desk()
    await desk.scans('SO-1')
    desk.storeFault = new Error('the cache is gone')
    await desk.scans(itemCode)
    expect([desk.said, desk.view.frozen]).toEqual(['wrong program-fault', true])
    expect(desk.bugs).toEqual([desk.storeFault])
    desk.storeFault = null
    await desk.scans('HF:OK', itemCode)
    expect(desk.said).toBe('right item-packed')
  })
})
