import { describe, expect, test } from 'vitest'
import { event, type DomainEvent } from '../../../shared/domain/event.ts'
import type { Order } from '../../../shared/domain/order.ts'
import type { Arrival, Receipt } from '../../../shared/domain/receipt.ts'
import { receive } from '../../../shared/domain/receive.ts'
import { replacesTask, type Task } from '../../../shared/domain/task.ts'
import {
  anOrder,
  confirm,
  handOver,
  orderNumber,
  operatorId,
  packedFloor,
  parcelNumber,
  stationId,
  waybillNumber,
} from './bench-rules.ts'

/** Everything that a station writes about an order of one unit, from the claim to the courier. */
function wholeWork(): readonly DomainEvent[] {
  const floor = packedFloor()
  floor.printer('sending')
  floor.printer('sent')
  floor.does(confirm)
  floor.does(handOver)
  return floor.facts
}

const work = wholeWork()
const ready = anOrder([['SKU-1', 1]])

const plainArrival: Arrival = {
  ...{ stationId, waybillTakenBy: null, isVoid: () => false, isForeign: () => false, tasks: [] },
}

/** A centre with one order: takes facts in and keeps what they leave. */
class Centre {
  order: Order | undefined
  readonly receipts: Receipt[] = []
  readonly tasks = new Map<string, Task>()
  waybillTakenBy: string | null = null

  constructor(order: Order | undefined = ready) {
    this.order = order
  }

  hears(facts: readonly DomainEvent[], from = stationId): this {
    for (const fact of facts) {
      const { waybillTakenBy } = this
      const tasks = [...this.tasks.values()]
      const arrival = { ...plainArrival, stationId: from, waybillTakenBy, tasks }
      const receipt = receive(this.order, fact, arrival)
      this.receipts.push(receipt)
      this.order = receipt.order
      this.#keepTasks(receipt)
    }
    return this
  }

  get exceptions(): readonly string[] {
    return this.receipts.flatMap(({ outcome }) =>
      outcome.result === 'exception' ? [outcome.code] : [],
    )
  }

  get taskKinds(): readonly string[] {
    return [...this.tasks.values()].map(({ kind }) => kind)
  }

  #keepTasks({ tasks }: Receipt): void {
    for (const made of tasks)
      if (replacesTask(made, this.tasks.get(made.taskId))) this.tasks.set(made.taskId, made)
  }
}

function cancel(centre: Centre): Centre {
  if (centre.order) centre.order = { ...centre.order, state: 'cancelled' }
  return centre
}

/** The work up to and including the first fact of a type. */
function upTo(type: DomainEvent['type']): readonly DomainEvent[] {
  return work.slice(0, work.findIndex((fact) => fact.type === type) + 1)
}

test('plain work that leaves an exception, or an order that is not shipped', () => {
  const centre = new Centre().hears(work)
  expect(centre.receipts.every(({ outcome }) => outcome.result === 'applied')).toBe(true)
  expect(centre.order?.state).toBe('shipped')
  expect(centre.taskKinds).toEqual([])
})

test('a copy of a label that another bench made is taken for a second box', () => {
  const packed = work.slice(
    0,
    work.findIndex(({ type }) => type === 'label.confirmed'),
  )
  const of = { orderNumber, parcelNumber, waybillNumber, printJobId: 'job-of-2' }
  const copy = [
    event('label.copied', { ...of, copy: 1, reason: 'torn' }),
    event('label.sending', { ...of, printerId: 'p', attempt: 1, documentHash: 'a'.repeat(64) }),
    event('label.sent', of),
  ]
  const centre = new Centre().hears(packed).hears(copy, 'station-2')
  expect([centre.exceptions, centre.taskKinds]).toEqual([[], []])
  expect(centre.order?.parcels[0]).toMatchObject({
    label: 'sent',
    printJobId: 'job-1',
    reprints: 1,
  })
  // A second box under the same number still is one.
  const rival = new Centre().hears(packed).hears(copy.slice(1), 'station-2')
  expect(rival.taskKinds).toEqual(['pull-parcel'])
})

test('a fact that is refused, whatever the centre thinks of its order', () => {
  const states = ['ready', 'picking', 'held', 'cancelled', 'exception', 'shipped'] as const
  for (const state of states)
    for (const claimedBy of [null, stationId, 'station-2'])
      for (const fact of work) {
        const order = anOrder([['SKU-1', 1]], { state, claimedBy })
        const { outcome } = receive(order, fact, plainArrival)
        expect(['applied', 'noop', 'exception']).toContain(outcome.result)
      }
})

test('a parcel that left under a void number and is not called back, or is called back twice', () => {
  const centre = new Centre().hears(upTo('label.confirmed'))
  const isVoid = (number: string) => number === waybillNumber
  const handedOver = work.find(({ type }) => type === 'parcel.handedOver')
  if (!handedOver) throw new Error('The work has no hand-over')
  const receipt = receive(centre.order, handedOver, { ...plainArrival, isVoid })
  expect(receipt.outcome).toEqual({ result: 'exception', code: 'address-changed-after-hand-over' })
  expect(receipt.tasks).toMatchObject([{ kind: 'intercept', stationId }])
  const again = receive(receipt.order, handedOver, { ...plainArrival, isVoid })
  expect(again.tasks).toEqual([])
  expect(again.order).toEqual(receipt.order)
})

test('work on a held order that is forgotten, or that takes the hold away', () => {
  const centre = new Centre(anOrder([['SKU-1', 1]], { state: 'held' })).hears(work)
  expect(centre.exceptions).toEqual(['held-while-packed', 'held-after-hand-over'])
  expect(centre.taskKinds).toEqual(['intercept'])
  expect(centre.order).toMatchObject({ state: 'held', parcels: [{ handedOver: true }] })
})

describe('cancelled meanwhile', () => {
  const stages = [
    { reached: 'order.claimed', code: undefined, task: [], state: 'cancelled' },
    { reached: 'line.picked', code: 'cancelled-while-picked', task: ['put-back'] },
    { reached: 'item.packed', code: 'cancelled-while-packed', task: ['unpack'] },
    { reached: 'parcel.closed', code: 'cancelled-while-packed', task: ['unpack'] },
    { reached: 'label.requested', code: 'cancelled-while-packed', task: ['unpack'] },
    { reached: 'label.sending', code: 'cancelled-while-packed', task: ['unpack'] },
    { reached: 'label.sent', code: 'cancelled-after-label', task: ['pull-parcel'] },
    { reached: 'label.confirmed', code: 'cancelled-after-label', task: ['pull-parcel'] },
    { reached: 'parcel.handedOver', code: 'cancelled-after-hand-over', task: ['intercept'] },
  ] as const

  test('a stage of the work that this table does not know', () => {
    expect(new Set(stages.map(({ reached }) => reached))).toEqual(
      new Set(work.map(({ type }) => type)),
    )
  })

  test.each(stages)(
    'a cancellation that work up to $reached never knew, and nobody is sent to undo it',
    ({ reached, code, task, ...rest }) => {
      const centre = cancel(new Centre()).hears(upTo(reached))
      expect(centre.taskKinds).toEqual(task)
      expect(centre.order?.exceptionCode).toBe(code)
      expect(centre.order?.state).toBe('state' in rest ? rest.state : 'exception')
    },
  )

  test('a cancellation in the middle of the work that ends otherwise than one at its beginning', () => {
    for (let known = 0; known < work.length; known += 1) {
      const centre = cancel(new Centre().hears(work.slice(0, known)))
      centre.hears(work.slice(known))
      expect(centre.taskKinds, String(known)).toEqual(['intercept'])
      expect(centre.order?.state, String(known)).toBe('exception')
    }
  })

  test('one conflict that is told with every fact', () => {
    const centre = cancel(new Centre()).hears(work)
    expect(centre.exceptions).toEqual([
      'cancelled-while-picked',
      'cancelled-while-packed',
      'cancelled-after-label',
      'cancelled-after-hand-over',
    ])
  })

  test('a label of unknown outcome that nobody looks for', () => {
    const unknown = event('label.unknown', {
      ...{ orderNumber, parcelNumber, waybillNumber, printJobId: 'job-1' },
      reason: 'cut-off',
    })
    const centre = cancel(new Centre()).hears([...upTo('label.sending'), unknown])
    expect(centre.taskKinds).toEqual(['pull-parcel'])
  })

  test('work that is forgotten because the order was cancelled', () => {
    const { order } = cancel(new Centre()).hears(work)
    expect(order?.lines[0]?.packed).toBe(1)
    expect(order?.parcels).toMatchObject([{ waybillNumber, label: 'confirmed', handedOver: true }])
  })
})

describe('an order of another station', () => {
  test('a second station that packs over the first, or whose box is counted', () => {
    const claimed = event('order.claimed', { orderNumber, stationId: 'station-2', operatorId })
    const centre = new Centre().hears([claimed], 'station-2')
    const before = centre.order
    centre.hears(work)
    expect(centre.order).toEqual(before)
    expect(new Set(centre.exceptions)).toEqual(new Set(['claimed-elsewhere', 'packed-elsewhere']))
  })

  test('one conflict that leaves several tasks, or one that asks for too little', () => {
    const asked = (reached: DomainEvent['type']) =>
      new Centre(anOrder([['SKU-1', 1]], { state: 'picking', claimedBy: 'station-2' })).hears(
        upTo(reached),
      ).taskKinds
    expect(asked('order.claimed')).toEqual(['resolve-claim'])
    expect(asked('item.packed')).toEqual(['unpack'])
    expect(asked('label.sending')).toEqual(['unpack'])
    expect(asked('label.sent')).toEqual(['pull-parcel'])
    expect(asked('parcel.handedOver')).toEqual(['intercept'])
  })

  test('a task that a later and lesser word about the same conflict makes harmless', () => {
    const order = anOrder([['SKU-1', 1]], { state: 'picking', claimedBy: 'station-2' })
    expect(new Centre(order).hears([...work, ...upTo('item.packed')]).taskKinds).toEqual([
      'intercept',
    ])
  })

  test('the hand-over of a second box that ships the order of the owner', () => {
    const order = anOrder([['SKU-1', 1]], { state: 'picking', claimedBy: 'station-2' })
    const gone = work.filter(({ type }) => type === 'parcel.handedOver')
    const centre = new Centre(order).hears(gone)
    expect(centre.order).toBe(order)
    expect(centre.exceptions).toEqual(['packed-elsewhere'])
    const closed = upTo('parcel.closed').slice(1)
    centre.hears(closed, 'station-2')
    expect(centre.order).toMatchObject({ state: 'packed', parcels: [{ handedOver: false }] })
  })

  test('a hand-over or scan-back under another number that counts for the box of the owner', () => {
    const centre = new Centre().hears(upTo('label.sent'))
    const before = centre.order
    const of = { orderNumber, parcelNumber, waybillNumber: 'YT-9', operatorId }
    const confirmed = event('label.confirmed', { ...of, printJobId: 'job-1' })
    centre.hears([confirmed, event('parcel.handedOver', { ...of, carrier: 'yto' })], 'station-2')
    expect(centre.order).toBe(before)
    expect(centre.taskKinds).toEqual(['intercept'])
  })

  test('a shared cage from which only the owner may hand over', () => {
    const centre = new Centre().hears(upTo('label.sent'))
    centre.hears(work.slice(-2), 'station-2')
    expect(centre.exceptions).toEqual([])
    expect(centre.order?.state).toBe('shipped')
  })

  test('a hand-over told by two stations that counts twice or alarms', () => {
    const centre = new Centre().hears(work)
    const before = centre.order
    centre.hears(work.slice(-2), 'station-2')
    expect(centre.receipts.slice(-2).map(({ outcome }) => outcome.result)).toEqual(['noop', 'noop'])
    expect(centre.order).toBe(before)
  })

  test('a claim that the owner tells twice and that is a conflict with itself', () => {
    const centre = new Centre().hears([...upTo('order.claimed'), ...upTo('order.claimed')])
    expect(centre.receipts.at(-1)?.outcome).toEqual({ result: 'noop' })
  })
})

describe('waybill on two parcels', () => {
  test('a second parcel with a number that is taken, of which one is shipped', () => {
    const centre = new Centre()
    centre.waybillTakenBy = 'SO-2-1'
    centre.hears(work)
    // Once for the box, once for the box that has left.
    expect(centre.exceptions).toEqual(['waybill-reused', 'waybill-reused'])
    expect(centre.taskKinds).toEqual(['intercept'])
    expect(centre.order).toMatchObject({ state: 'exception', exceptionCode: 'waybill-reused' })
  })

  test('an order that any station closes and labels again because its parcel seems to be open', () => {
    const centre = new Centre()
    centre.waybillTakenBy = 'SO-2-1'
    centre.hears(upTo('parcel.closed'))
    expect(centre.order?.parcels).toMatchObject([{ closed: true, waybillNumber }])
  })

  test('a parcel that is told to be in conflict with itself', () => {
    const centre = new Centre()
    centre.waybillTakenBy = parcelNumber
    expect(centre.hears(work).exceptions).toEqual([])
  })
})

describe('more than ordered', () => {
  const packed = (lineId: string, quantity: number) =>
    event('item.packed', {
      ...{ orderNumber, parcelNumber, lineId, quantity, code: 'SKU-1', operatorId },
    })

  test('units beyond the order, or of a line it does not have, that count', () => {
    const claimed = upTo('order.claimed')
    for (const fact of [packed('L1', 2), packed('L9', 1)]) {
      const centre = new Centre().hears([...claimed, fact])
      expect(centre.exceptions).toEqual(['over-packed'])
      expect(centre.taskKinds).toEqual(['unpack'])
      expect(centre.order?.lines[0]?.packed).toBe(0)
    }
  })
})

test('a fact about an order that nobody knows which stops the facts of another', () => {
  const nobody = new Centre(undefined)
  nobody.order = undefined
  nobody.hears(work)
  expect(nobody.receipts.every(({ outcome }) => outcome.result === 'deferred')).toBe(true)
  expect(nobody.taskKinds).toEqual([])
})
