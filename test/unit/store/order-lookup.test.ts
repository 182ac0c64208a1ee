import { describe, expect, it } from 'vitest'
import type { BasePlace } from '../../../renderer/store/base-change.ts'
import { createOrderLookup } from '../../../renderer/store/order-lookup.ts'
import type { CacheReader } from '../../../renderer/store/cache-reader.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { anOrder } from './an-order.ts'

const at = (seq: number): BasePlace => ({
  feed: { feedEpoch: 'f', warehouse: 'w', seq },
  taken: null,
})

/** A base of one order whose readings are answered by hand. */
function lookupOver(base: { place: BasePlace; order: Order }) {
  const answers: (() => void)[] = []
  let readings = 0
  let taskReadings = 0
  const reader: Pick<CacheReader, 'orders' | 'ordersInWork' | 'openTasks'> = {
    orders(orderNumbers) {
      readings += 1
      const orders = new Map(orderNumbers.map((key) => [key, base.order]))
      const { place } = base
      return new Promise((resolve) => answers.push(() => resolve({ place, orders })))
    },
    ordersInWork: () => Promise.resolve([base.order]),
    openTasks() {
      taskReadings += 1
      return Promise.resolve({ place: base.place, tasks: [] })
    },
  }
  const overlay = {
    ready: () => Promise.resolve(),
    has: () => false,
    view: () => Promise.resolve(undefined),
    overlaid: () => new Map<string, { base: Order; view: Order; lastSeq: number }>(),
  }
  // Only what is asked for here is there.
  const lookup = createOrderLookup(reader as CacheReader, () => overlay)
  return {
    lookup,
    overlay,
    readings: () => readings,
    taskReadings: () => taskReadings,
    answer: () => answers.shift()?.(),
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('order lookup', () => {
  it('does not keep a row that was read before a change which was heard first', async () => {
    const base = { place: at(1), order: anOrder('A', 1) }
    const { lookup, readings, answer } = lookupOver(base)
    const early = lookup.findOrder('A')
    await turn()
    lookup.baseMoved(at(2), { orders: ['A'], waybillsOf: [], tasks: false })
    answer()
    await early
    base.place = at(2)
    base.order = { ...anOrder('A', 1), state: 'held' }
    const late = lookup.findOrder('A')
    await turn()
    answer()
    expect((await late)?.state).toBe('held')
    expect(readings()).toBe(2)
    await lookup.findOrder('A')
    expect(readings()).toBe(2)
  })

  it('reads tasks anew when one has changed, and not at every scan because the base has moved', async () => {
    const base = { place: at(1), order: anOrder('A', 1) }
    const { lookup, taskReadings } = lookupOver(base)
    await lookup.openTasks()
    lookup.baseMoved(at(2), { orders: ['A'], waybillsOf: [], tasks: false })
    await lookup.openTasks()
    expect(taskReadings()).toBe(1)
    base.place = at(3)
    lookup.baseMoved(at(3), { orders: [], waybillsOf: [], tasks: true })
    expect((await lookup.openTasks()).place).toEqual(at(3))
    expect(taskReadings()).toBe(2)
  })

  it('lists the order worked on last first, and none that is finished or of another station', async () => {
    const { lookup, overlay } = lookupOver({ place: at(1), order: anOrder('base', 1) })
    const views: [string, Partial<Order>, number][] = [
      ['older', {}, 3],
      ['newer', {}, 9],
      ['gone', { state: 'shipped' }, 10],
      ['theirs', { claimedBy: 'station-2' }, 11],
    ]
    const entries = views.map(([key, changed, lastSeq]) => {
      const order = anOrder(key, 1)
      return [key, { base: order, view: { ...order, ...changed }, lastSeq }] as const
    })
    overlay.overlaid = () => new Map(entries)
    const found = await lookup.ordersInWork('station-1')
    expect(found.map(({ orderNumber }) => orderNumber)).toEqual(['newer', 'older', 'base'])
  })
})
