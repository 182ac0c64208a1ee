import { describe, expect, test } from 'vitest'
import type { Order } from '../../../shared/domain/order.ts'
import { until } from '../../wait/until.ts'
import {
  anOrder,
  confirm,
  Floor,
  claim,
  pack,
  packedFloor,
  stationId,
} from '../domain/bench-rules.ts'
import { Desk, itemCode } from './desk.ts'

const hold = { code: 'address', note: '改地址' }
const secondOrder = anOrder([['SKU-1', 1]], { orderNumber: 'SO-2' })

/** An order of two units of which this station has packed one. */
function halfPacked(): Order {
  const floor = new Floor(anOrder([['SKU-1', 2]]))
  floor.does(claim)
  floor.does(pack('SKU-1'))
  return floor.order
}

/** A desk whose order is packed; its label was sent or met another fate. */
async function labelledDesk(outcome: 'sent' | 'unknown' | 'failed'): Promise<Desk> {
  const desk = new Desk({ orders: [anOrder([['SKU-1', 1]]), secondOrder] })
  await desk.scans('SO-1', itemCode)
  await desk.printer('sending')
  await desk.hears(() => void desk.printer(outcome))
  return desk
}

describe('at start', () => {
  test('the order in work that has to be looked for after a restart', async () => {
    const desk = new Desk({ orders: [secondOrder, halfPacked()] })
    await desk.hears(() => desk.station.start())
    expect([desk.said, desk.view.scenario, desk.view.phase]).toEqual([
      'notice order-resumed',
      'bench',
      'packing',
    ])
    expect(desk.view.feedback.data).toMatchObject({ orderNumber: 'SO-1', packed: 1, ordered: 2 })
    await desk.scans(itemCode)
    expect([desk.said, desk.typesOf()[0]]).toEqual(['right parcel-closed', 'line.picked'])
  })

  test('a parcel that only waits for the courier and bars the next order', async () => {
    const floor = packedFloor()
    floor.does(confirm)
    const desk = new Desk({ orders: [floor.order, halfOf('SO-3'), secondOrder] })
    await desk.hears(() => desk.station.start())
    expect(desk.view.order?.orderNumber).toBe('SO-3')
    const quiet = new Desk({ orders: [floor.order, secondOrder] })
    quiet.station.start()
    await quiet.scans('SO-2')
    expect(quiet.said).toBe('right order-opened')
  })

  test('a bench that is called ready before it is, or never', () => {
    const desk = new Desk()
    expect(desk.view.ready).toBe(false)
    desk.station.start()
    expect(desk.view.ready).toBe(true)
  })

  test('a cache that is filled late, after which the order in work stays away', async () => {
    const desk = new Desk({ orders: [] })
    desk.isComplete = false
    desk.station.start()
    desk.orders.set('SO-1', halfPacked())
    await desk.hears(() => desk.station.refresh())
    expect(desk.said).toBe('notice order-resumed')
  })

  test('an order in work that is open before its goods are known, so that they are called unknown', async () => {
    const desk = new Desk({ orders: [halfPacked()] })
    desk.isComplete = false
    desk.knowsGoods = false
    desk.station.start()
    // What stands in the queue before this has been looked at by now.
    await desk.scans('NO-SUCH-CODE', 'HF:OK')
    expect(desk.view.order).toBeNull()
  })

  test('a bench that forgets its order, because goods came after it', async () => {
    const desk = new Desk({ orders: [halfPacked()] })
    desk.isComplete = false
    desk.knowsGoods = false
    desk.station.start()
    desk.station.refresh()
    desk.knowsGoods = true
    await desk.hears(() => desk.station.refresh())
    expect(desk.said).toBe('notice order-resumed')
  })

  test('an order in work that pushes the one just scanned off the bench', async () => {
    const desk = new Desk({ orders: [secondOrder] })
    desk.isComplete = false
    desk.station.start()
    await desk.scans('SO-2')
    desk.orders.set('SO-1', halfPacked())
    desk.station.refresh()
    await desk.scans(itemCode)
    expect([desk.said, desk.view.order?.orderNumber]).toEqual(['right item-packed', 'SO-2'])
  })

  test('a label that was asked for before a crash and prints by itself, or is called printing', async () => {
    const desk = new Desk({ orders: [packedFloor().order] })
    await desk.hears(() => desk.station.start())
    expect([desk.view.phase, desk.labels, desk.restarted]).toEqual(['label-failed', [], []])
    await desk.scans('HF:PRINT')
    expect([desk.said, desk.view.phase]).toEqual(['right label-requested-again', 'label-printing'])
    expect(desk.restarted).toMatchObject([{ printJobId: 'job-1', data: { copy: 0 } }])
    expect(desk.facts).toEqual([])
  })

  test('a label that was being sent when the program crashed and prints by itself', async () => {
    const floor = packedFloor()
    floor.printer('sending')
    floor.printer('unknown')
    const desk = new Desk({ orders: [floor.order] })
    await desk.hears(() => desk.station.start())
    expect([desk.view.phase, desk.labels, desk.restarted]).toEqual(['label-unknown', [], []])
  })
})

function halfOf(orderNumber: string): Order {
  return { ...halfPacked(), orderNumber }
}

describe('the centre stops the open order', () => {
  const stops = [
    ['held', { state: 'held', holds: [hold] }],
    ['cancelled', { state: 'cancelled' }],
    ['exception', { state: 'exception' }],
    ['not-yours', { claimedBy: 'station-2' }],
  ] as const satisfies readonly (readonly [string, Partial<Order>])[]

  test.each(stops)('%s: nobody is told before the next scan', async (code, change) => {
    const desk = new Desk()
    await desk.scans('SO-1', itemCode)
    await desk.hears(() => desk.centreChanges(change))
    expect([desk.said, desk.view.frozen]).toEqual([`wrong ${code}`, true])
    expect(desk.view.feedback.data['orderNumber']).toBe('SO-1')
  })

  test.each(stops)('%s: goods go into the box all the same', async (code, change) => {
    const desk = new Desk()
    await desk.scans('SO-1')
    await desk.hears(() => desk.centreChanges(change))
    const facts = desk.facts.length
    await desk.scans('HF:OK', itemCode)
    expect(desk.said).toBe(`wrong ${code}`)
    expect(desk.facts).toHaveLength(facts)
  })

  test.each(stops)('%s: the dead order bars the next one', async (_, change) => {
    const desk = new Desk({ orders: [anOrder([['SKU-1', 2]]), secondOrder] })
    await desk.scans('SO-1')
    await desk.hears(() => desk.centreChanges(change))
    await desk.scans('HF:OK', 'SO-2')
    expect([desk.said, desk.view.order?.orderNumber]).toEqual(['right order-opened', 'SO-2'])
  })

  test('a stop that the green light of a scan on its way wipes away', async () => {
    const desk = new Desk()
    await desk.scans('SO-1')
    desk.commitGate.close()
    desk.puts(itemCode)
    await until('the commit waits', () => desk.commitGate.waiting() === 1)
    desk.centreChanges({ state: 'cancelled' })
    await until('the screen shows it', () => desk.view.order?.state === 'cancelled')
    desk.commitGate.open()
    await until('the scan is green', () =>
      desk.seen.some(({ feedback }) => feedback.code === 'item-packed'),
    )
    await until('the bench is idle', () => desk.view.waitingScans === 0)
    await desk.scans('HF:BENCH')
    expect([desk.said, desk.view.blockedScans]).toEqual(['wrong cancelled', 1])
  })

  test('a hold that is told again with every change of the cache', async () => {
    const desk = new Desk()
    await desk.scans('SO-1')
    await desk.hears(() => desk.centreChanges({ holds: [hold] }))
    await desk.scans('HF:OK')
    const { feedbackSerial } = desk.view
    desk.centreChanges({ remark: 'neu' })
    await until('the screen shows it', () => desk.view.order?.remark === 'neu')
    await desk.scans('HF:BENCH')
    expect(desk.view.feedbackSerial).toBe(feedbackSerial + 1)
  })

  test('a hold that is over and goes on stopping', async () => {
    const desk = new Desk()
    await desk.scans('SO-1')
    await desk.hears(() => desk.centreChanges({ holds: [hold] }))
    desk.centreChanges({ holds: [] })
    await until('the screen shows it', () => desk.view.order?.holds.length === 0)
    await desk.scans('HF:OK', itemCode)
    expect(desk.said).toBe('right item-packed')
  })

  test('a stopped order that is opened all the same', async () => {
    for (const [code, change] of stops) {
      const desk = new Desk({ orders: [anOrder([['SKU-1', 1]], change)] })
      await desk.scans('SO-1')
      expect([desk.said, desk.view.order]).toEqual([`wrong ${code}`, null])
    }
  })
})

describe('the label', () => {
  test('an unknown outcome that prints by itself, or does not ask for a scan', async () => {
    const desk = await labelledDesk('unknown')
    expect([desk.said, desk.view.phase]).toEqual(['notice label-outcome-unknown', 'label-unknown'])
    desk.station.refresh()
    await desk.scans('HF:QUEUE', 'HF:BENCH', 'SO-1')
    expect([desk.view.phase, desk.labels.length, desk.restarted]).toEqual(['label-unknown', 1, []])
    await desk.scans('HF:PRINT')
    expect(desk.said).toBe('wrong not-expected-here')
    await desk.scans('HF:OK', 'YT-1')
    expect([desk.said, desk.labels.length]).toEqual(['right label-confirmed', 1])
  })

  test('a reprint without its number, or two for one card', async () => {
    const desk = await labelledDesk('unknown')
    desk.puts('HF:REPRINT')
    desk.puts('HF:REPRINT')
    await until('the second is refused', () => desk.view.frozen)
    expect(desk.said).toBe('wrong not-expected-here')
    expect(desk.labels.map(({ data }) => data.copy)).toEqual([0, 1])
    expect(desk.view.phase).toBe('label-printing')
  })

  test('a reprint that fails to be saved and prints, or is green', async () => {
    const desk = await labelledDesk('sent')
    desk.fault = 'journal-stopped'
    await desk.scans('HF:REPRINT')
    expect([desk.said, desk.view.phase]).toEqual(['wrong journal-stopped', 'awaiting-scan-back'])
    expect(desk.labels).toHaveLength(1)
  })

  test('a failed label that cannot be tried again, or is counted as a copy', async () => {
    const desk = await labelledDesk('failed')
    expect(desk.view.phase).toBe('label-failed')
    await desk.scans('HF:REPRINT')
    expect(desk.said).toBe('wrong not-expected-here')
    await desk.scans('HF:OK', 'HF:PRINT')
    expect(desk.said).toBe('right label-requested-again')
    expect(desk.restarted).toMatchObject([{ printJobId: 'job-1', data: { copy: 0 } }])
    expect(desk.labels).toHaveLength(1)
  })

  test('a second try that main refuses, after which the bench waits for ever for a printer', async () => {
    const desk = new Desk({ orders: [packedFloor().order] })
    await desk.hears(() => desk.station.start())
    desk.fault = 'print-refused'
    await desk.scans('HF:PRINT')
    expect([desk.said, desk.view.phase]).toEqual(['wrong print-refused', 'label-failed'])
    desk.fault = null
    await desk.scans('HF:OK', 'HF:PRINT')
    expect([desk.said, desk.view.phase]).toEqual(['right label-requested-again', 'label-printing'])
  })

  test('a box set aside with its label in doubt that its own label cannot settle', async () => {
    const desk = await labelledDesk('unknown')
    await desk.scans('HF:LATER', 'YT-1')
    expect([desk.said, desk.view.order]).toEqual(['right label-confirmed', null])
  })

  test('a word of the printer about a box that is no longer on the bench', async () => {
    const desk = await labelledDesk('sent')
    await desk.scans('HF:LATER', 'SO-2')
    await desk.printer('unknown')
    expect(desk.said).toBe('right order-opened')
  })
})

test('a slow look at the cache that puts an older state back on the screen', async () => {
  const desk = new Desk()
  await desk.scans('SO-1')
  desk.readGate.close()
  desk.station.refresh()
  desk.readGate.overtake()
  await desk.scans(itemCode)
  const shown = desk.seen.length
  desk.readGate.open()
  await until('the slow look is over', () => desk.seen.length > shown)
  const older = desk.seen.slice(shown).filter(({ order }) => order?.lines[0]?.packed !== 1)
  expect(older).toEqual([])
})

test('a screen change that loses the order on the bench', async () => {
  const desk = new Desk()
  await desk.scans('SO-1', itemCode, 'HF:HANDOVER')
  expect([desk.said, desk.view.scenario]).toEqual(['notice scenario-changed', 'hand-over'])
  await desk.scans(itemCode)
  expect(desk.said).toBe('wrong not-expected-here')
  await desk.scans('HF:OK', 'HF:BENCH', itemCode)
  expect(desk.said).toBe('right parcel-closed')
})

test('a touch that does something else than the card for it', async () => {
  const desk = new Desk({ orders: [anOrder([['SKU-1', 2]]), secondOrder] })
  const { intents } = desk.station
  await desk.hears(() => intents.openOrder('SO-1'))
  await desk.hears(() => intents.enterCode(itemCode))
  await desk.hears(() => intents.closeParcel())
  expect([desk.said, desk.view.phase]).toEqual(['right parcel-closed', 'packing'])
  await desk.hears(() => intents.reprintLabel('torn'))
  expect(desk.said).toBe('wrong not-expected-here')
  await desk.hears(() => intents.acknowledge())
  await desk.hears(() => intents.retryLabel())
  expect(desk.said).toBe('wrong not-expected-here')
  await desk.hears(() => intents.acknowledge())
  await desk.hears(() => intents.setAside())
  expect([desk.said, desk.view.order]).toEqual(['notice order-set-aside', null])
  await desk.hears(() => intents.showScenario('queue'))
  expect(desk.view.scenario).toBe('queue')
  expect(desk.order().claimedBy).toBe(stationId)
})
