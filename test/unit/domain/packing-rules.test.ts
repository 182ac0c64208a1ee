import { describe, expect, test } from 'vitest'
import type { Command } from '../../../shared/domain/command.ts'
import { decide } from '../../../shared/domain/decide.ts'
import { emptyParcel } from '../../../shared/domain/parcel.ts'
import {
  aWaybill,
  anOrder,
  claim,
  close,
  confirm,
  contextOf,
  Floor,
  handOver,
  pack,
  packedFloor,
  pick,
  reprint,
  stationId,
} from './bench-rules.ts'

function claimed(...lines: Parameters<typeof anOrder>[0]): Floor {
  const floor = new Floor(anOrder(lines))
  floor.does(claim)
  return floor
}

describe('claiming', () => {
  test('a claim that is not written down, so that two stations pack one order', () => {
    const floor = claimed(['SKU-1', 1])
    expect(floor.order).toMatchObject({ claimedBy: stationId, state: 'picking' })
    expect(floor.refusal(claim, 'station-2')).toMatchObject({
      code: 'not-yours',
      data: { station: stationId },
    })
  })

  test('a second scan of an order that claims it a second time', () => {
    expect(claimed(['SKU-1', 1]).does(claim).events).toEqual([])
  })
})

describe('picking', () => {
  test('a pick that counts for the box, so that a unit is packed that nobody put in', () => {
    const floor = claimed(['SKU-1', 2])
    floor.does(pick('SKU-1'))
    expect(floor.order.lines[0]).toMatchObject({ picked: 1, packed: 0 })
    expect(floor.order.state).toBe('picking')
    floor.does(pick('SKU-1'))
    expect(floor.order.state).toBe('picked')
  })

  test('a unit picked that the order never asked for', () => {
    const floor = claimed(['SKU-1', 1])
    floor.does(pick('SKU-1'))
    expect(floor.refusal(pick('SKU-1'))?.code).toBe('over-quantity')
    expect(floor.refusal(pick('SKU-9'))?.code).toBe('wrong-item')
  })
})

describe('packing', () => {
  test('a unit that was picked before and is picked again when it is packed', () => {
    const floor = claimed(['SKU-1', 2])
    floor.does(pick('SKU-1'))
    expect(floor.does(pack('SKU-1')).events.map(({ type }) => type)).toEqual(['item.packed'])
    expect(floor.order.lines[0]).toMatchObject({ picked: 1, packed: 1 })
  })

  test('a unit packed straight from the bin that the count of picks never sees', () => {
    const floor = claimed(['SKU-1', 2])
    floor.does(pack('SKU-1'))
    expect(floor.order.lines[0]).toMatchObject({ picked: 1, packed: 1 })
    expect(floor.order.state).toBe('packing')
  })

  test('a last unit after which the box is not closed and no label comes', () => {
    const floor = packedFloor()
    const [parcel] = floor.order.parcels
    expect(floor.order.state).toBe('packed')
    expect(parcel).toMatchObject({
      ...{ closed: true, waybillNumber: 'YT-1', label: 'requested', printJobId: 'job-1' },
      contents: [{ lineId: 'L1', quantity: 1 }],
    })
  })

  test('a label that names other goods, another address or another number than the box', () => {
    const floor = claimed(['SKU-1', 1], ['SKU-2', 2])
    floor.does(pack('SKU-2', 2))
    const [label] = floor.does(pack('SKU-1')).labels
    expect(label).toMatchObject({ printJobId: 'job-1', parcelNumber: 'SO-1-1' })
    expect(label?.data).toMatchObject({ waybillNumber: 'YT-1', copy: 0, orderNumber: 'SO-1' })
    expect(label?.data.items).toEqual([
      { sku: 'SKU-2', name: 'Goods SKU-2', quantity: 2 },
      { sku: 'SKU-1', name: 'Goods SKU-1', quantity: 1 },
    ])
  })

  test('the same goods in two lines, of which only the first is ever filled', () => {
    const floor = claimed(['SKU-1', 1], ['SKU-1', 1])
    floor.does(pack('SKU-1'))
    floor.does(pack('SKU-1'))
    expect(floor.order.lines.map(({ packed }) => packed)).toEqual([1, 1])
    expect(floor.refusal(pack('SKU-1'))?.code).toBe('already-complete')
  })

  test('a complete order without a waybill that loses its last unit', () => {
    const floor = new Floor(anOrder([['SKU-1', 1]]), [])
    floor.does(claim)
    expect(floor.does(pack('SKU-1')).labels).toEqual([])
    expect(floor.order.state).toBe('packing')
    expect(floor.refusal(close)?.code).toBe('no-waybill')
    floor.waybills = [aWaybill('YT-LATE')]
    expect(floor.does(close).labels).toHaveLength(1)
    expect(floor.order).toMatchObject({ state: 'packed', parcels: [{ waybillNumber: 'YT-LATE' }] })
  })
})

describe('several boxes', () => {
  test('a second box that takes the number or the contents of the first', () => {
    const floor = new Floor(anOrder([['SKU-1', 2]]), [aWaybill('YT-1'), aWaybill('YT-2')])
    floor.does(claim)
    floor.does(pack('SKU-1'))
    floor.does(close)
    expect(floor.order.state).toBe('packing')
    floor.does(pack('SKU-1'))
    const contents = [{ lineId: 'L1', quantity: 1 }]
    expect(floor.order.parcels).toMatchObject([
      { parcelNumber: 'SO-1-1', waybillNumber: 'YT-1', printJobId: 'job-1', contents },
      { parcelNumber: 'SO-1-2', waybillNumber: 'YT-2', printJobId: 'job-2', contents },
    ])
    expect(floor.order.state).toBe('packed')
  })

  test('an order of two boxes that is shipped when the first has left', () => {
    const floor = new Floor(anOrder([['SKU-1', 2]]), [aWaybill('YT-1'), aWaybill('YT-2')])
    floor.does(claim)
    floor.does(pack('SKU-1'))
    floor.does(close)
    floor.does(handOver)
    expect(floor.order.state).toBe('packing')
    floor.does(pack('SKU-1'))
    expect(floor.order.state).toBe('packed')
    floor.does({ type: 'handOver', waybillNumber: 'YT-2' })
    expect(floor.order.state).toBe('shipped')
  })
})

describe('what a refusal keeps out', () => {
  const codeOf = (floor: Floor, command: Parameters<Floor['refusal']>[0], by?: string) =>
    floor.refusal(command, by)?.code

  test('wrong-item: goods of another buyer in the box', () => {
    expect(codeOf(claimed(['SKU-1', 1]), pack('SKU-2'))).toBe('wrong-item')
  })

  test('over-quantity: one more than was paid for', () => {
    const floor = claimed(['SKU-1', 2], ['SKU-2', 1])
    floor.does(pack('SKU-1', 2))
    expect(floor.refusal(pack('SKU-1'))).toMatchObject({
      code: 'over-quantity',
      data: { ordered: 2, room: 0, name: 'Goods SKU-1' },
    })
    expect(codeOf(claimed(['SKU-1', 2]), pack('SKU-1', 3))).toBe('over-quantity')
  })

  test('already-complete: a unit into a box that is closed', () => {
    const floor = packedFloor()
    expect(codeOf(floor, pack('SKU-1'))).toBe('already-complete')
    expect(codeOf(floor, close)).toBe('already-complete')
  })

  test('held: work on an order that the centre wants to wait, by its state or by its reasons', () => {
    const held = { code: 'address', note: '改地址' }
    for (const change of [{ state: 'held' as const }, { holds: [held] }]) {
      const floor = packedFloor()
      floor.order = { ...floor.order, ...change }
      for (const command of [claim, pick('SKU-1'), pack('SKU-1'), close, confirm, handOver])
        expect(codeOf(floor, command), command.type).toBe('held')
      expect(codeOf(floor, reprint())).toBe('held')
    }
    const floor = new Floor(anOrder([['SKU-1', 1]], { holds: [held] }))
    expect(floor.refusal(claim)?.data).toMatchObject({ reason: '改地址' })
  })

  test('cancelled: goods that nobody wants any more leave the house', () => {
    const floor = packedFloor()
    floor.order = { ...floor.order, state: 'cancelled' }
    for (const command of [claim, pick('SKU-1'), pack('SKU-1'), close, confirm, handOver])
      expect(codeOf(floor, command), command.type).toBe('cancelled')
  })

  test('exception: an order that waits for a person goes on without one', () => {
    const floor = packedFloor()
    floor.order = { ...floor.order, state: 'exception' }
    for (const command of [claim, pack('SKU-1'), confirm, handOver, reprint()])
      expect(codeOf(floor, command), command.type).toBe('exception')
  })

  test('not-yours: two stations fill one order', () => {
    const floor = packedFloor()
    for (const command of [claim, pick('SKU-1'), pack('SKU-1'), close, confirm, reprint()])
      expect(codeOf(floor, command, 'station-2'), command.type).toBe('not-yours')
  })

  test('not-claimed: an order is packed that no station answers for', () => {
    const floor = new Floor(anOrder([['SKU-1', 1]]))
    for (const command of [pick('SKU-1'), pack('SKU-1'), close, confirm, reprint()])
      expect(codeOf(floor, command), command.type).toBe('not-claimed')
  })

  test('no-waybill: a number that is void, used, or of another order on a box', () => {
    const waybills = [
      aWaybill('YT-VOID', { state: 'void' }),
      aWaybill('YT-OTHER', { orderNumber: 'SO-2' }),
    ]
    const floor = new Floor(anOrder([['SKU-1', 2]]), waybills)
    floor.does(claim)
    floor.does(pack('SKU-1'))
    expect(codeOf(floor, close)).toBe('no-waybill')
    floor.waybills = [...waybills, aWaybill('YT-1')]
    floor.does(close)
    floor.does(pack('SKU-1'))
    expect(codeOf(floor, close)).toBe('no-waybill')
  })

  test('no-waybill: a reprint of a number that was voided after the print', () => {
    const floor = packedFloor()
    floor.printer('sent')
    floor.waybills = [aWaybill('YT-1', { state: 'void' })]
    expect(codeOf(floor, reprint())).toBe('no-waybill')
    floor.waybills = []
    expect(codeOf(floor, reprint())).toBe('no-waybill')
  })

  test('nothing-packed: a label for an empty box', () => {
    const floor = claimed(['SKU-1', 1])
    expect(codeOf(floor, close)).toBe('nothing-packed')
    floor.does(pick('SKU-1'))
    expect(codeOf(floor, close)).toBe('nothing-packed')
    floor.order = { ...floor.order, parcels: [emptyParcel('SO-1-1')] }
    expect(codeOf(floor, close)).toBe('nothing-packed')
  })

  test('wrong-waybill: the label of another box counts for this one', () => {
    const floor = packedFloor()
    const other = { waybillNumber: 'YT-9' }
    expect(codeOf(floor, { type: 'confirmLabel', ...other })).toBe('wrong-waybill')
    expect(codeOf(floor, { type: 'handOver', ...other })).toBe('wrong-waybill')
    expect(codeOf(floor, { type: 'reprintLabel', ...other, reason: 'r' })).toBe('wrong-waybill')
  })

  test('not-packed: a box that is still open is given to the courier', () => {
    const floor = claimed(['SKU-1', 2])
    floor.does(pack('SKU-1'))
    expect(codeOf(floor, handOver)).toBe('not-packed')
    const [parcel] = floor.order.parcels
    if (!parcel) throw new Error('no parcel')
    floor.order = { ...floor.order, parcels: [{ ...parcel, waybillNumber: 'YT-1' }] }
    expect(codeOf(floor, handOver)).toBe('not-packed')
  })

  test('label-not-requested: a number that was never printed is taken for a label', () => {
    const floor = packedFloor()
    const [parcel] = floor.order.parcels
    if (!parcel) throw new Error('no parcel')
    floor.order = { ...floor.order, parcels: [{ ...parcel, printJobId: null, label: 'none' }] }
    expect(codeOf(floor, confirm)).toBe('label-not-requested')
    expect(codeOf(floor, handOver)).toBe('label-not-requested')
  })

  test('already-shipped: a parcel is counted twice at the hand-over, or goes on after it', () => {
    const floor = packedFloor()
    floor.does(handOver)
    for (const command of [claim, pack('SKU-1'), close, confirm, reprint(), handOver])
      expect(codeOf(floor, command), command.type).toBe('already-shipped')
  })

  test('already-shipped: one box of several is handed over or printed again', () => {
    const floor = new Floor(anOrder([['SKU-1', 2]]))
    floor.does(claim)
    floor.does(pack('SKU-1'))
    floor.does(close)
    floor.does(handOver)
    expect(codeOf(floor, handOver)).toBe('already-shipped')
    expect(codeOf(floor, reprint())).toBe('already-shipped')
  })

  test('unknown-order: something is packed for an order that nobody has', () => {
    const facts = { order: undefined, waybills: [] }
    const command = { ...pack('SKU-1'), orderNumber: 'SO-9' } as Command
    const ruling = decide(facts, command, contextOf())
    expect(ruling).toMatchObject({ ok: false, error: { code: 'unknown-order' } })
  })
})
