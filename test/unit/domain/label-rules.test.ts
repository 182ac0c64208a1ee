import { describe, expect, test } from 'vitest'
import { event } from '../../../shared/domain/event.ts'
import { evolve } from '../../../shared/domain/evolve.ts'
import type { Parcel } from '../../../shared/domain/parcel.ts'
import {
  anOrder,
  confirm,
  Floor,
  handOver,
  labelFact,
  orderNumber,
  packedFloor,
  parcelNumber,
  reprint,
  waybillNumber,
} from './bench-rules.ts'

function parcelOf(floor: Floor): Parcel | undefined {
  return floor.order.parcels[0]
}

describe('what is known of a label', () => {
  test('a word of the printer that the parcel does not show', () => {
    const floor = packedFloor()
    expect(parcelOf(floor)?.label).toBe('requested')
    for (const outcome of ['sending', 'failed', 'sending', 'sent', 'unknown'] as const) {
      floor.printer(outcome)
      expect(parcelOf(floor)?.label).toBe(outcome)
    }
  })

  test('a label on the box that a late word of the printer makes doubtful again', () => {
    const floor = packedFloor()
    floor.printer('sending')
    floor.does(confirm)
    for (const outcome of ['sent', 'failed', 'unknown', 'sending'] as const) {
      floor.printer(outcome)
      expect(parcelOf(floor)?.label).toBe('confirmed')
    }
  })

  test('a late word about the first print that is taken for the reprint', () => {
    const floor = packedFloor()
    floor.printer('unknown')
    floor.does(reprint())
    floor.hears(labelFact('sent', 'job-1'))
    expect(parcelOf(floor)).toMatchObject({ label: 'requested', printJobId: 'job-2' })
    floor.hears(labelFact('sent', 'job-2'))
    expect(parcelOf(floor)?.label).toBe('sent')
  })
})

describe('a copy from another bench', () => {
  test('is made while the first may still come out, or takes the place of what its own bench knows', () => {
    const floor = packedFloor()
    expect(floor.refusal(reprint(), 'station-2')).toMatchObject({
      ...{ code: 'not-yours', data: { station: 'station-1' } },
    })
    floor.printer('sent')
    const other = new Floor(floor.order)
    const { events, labels } = other.does(reprint(), 'station-2')
    expect(events).toMatchObject([{ type: 'label.copied', body: { copy: 1, waybillNumber } }])
    expect(labels[0]?.data.copy).toBe(1)
    const printJobId = 'job-of-station-2'
    const of = { orderNumber, parcelNumber, waybillNumber, printJobId }
    floor.hears(event('label.copied', { ...of, copy: 1, reason: 'torn' }))
    for (const outcome of ['sending', 'unknown'] as const)
      floor.hears(labelFact(outcome, printJobId))
    expect(parcelOf(floor)).toMatchObject({ label: 'sent', printJobId: 'job-1', reprints: 1 })
    // The next copy has the next number, wherever it is made.
    expect(floor.does(reprint()).labels[0]?.data.copy).toBe(2)
  })
})

test('a copy of the label of a box that was undone makes a box of its own', () => {
  const order = anOrder([['SKU-1', 1]])
  const of = { orderNumber, parcelNumber, waybillNumber, printJobId: 'job-of-station-2' }
  const copied = event('label.copied', { ...of, copy: 1, reason: 'torn' })
  expect(evolve(order, copied).parcels).toEqual([])
})

describe('scan-back', () => {
  test('a label that cannot be confirmed although it was read on the box', () => {
    for (const outcome of ['sending', 'sent', 'failed', 'unknown'] as const) {
      const floor = packedFloor()
      floor.printer(outcome)
      const { events } = floor.does(confirm)
      expect(events).toMatchObject([{ body: { parcelNumber, waybillNumber, printJobId: 'job-1' } }])
      expect(parcelOf(floor)?.label, outcome).toBe('confirmed')
    }
  })

  test('a second scan-back that is written down again', () => {
    const floor = packedFloor()
    floor.does(confirm)
    expect(floor.does(confirm).events).toEqual([])
  })
})

describe('reprint', () => {
  test('a reprint with a new number, without its copy number or without its reason', () => {
    const floor = packedFloor()
    floor.printer('unknown')
    const first = floor.does(reprint('  jammed  '))
    expect(first.events).toMatchObject([
      { type: 'label.requested', body: { waybillNumber, copy: 1, reason: 'jammed' } },
    ])
    expect(first.labels).toMatchObject([{ printJobId: 'job-2', data: { waybillNumber, copy: 1 } }])
    floor.printer('sent')
    expect(floor.does(reprint()).labels).toMatchObject([{ printJobId: 'job-3', data: { copy: 2 } }])
    expect(parcelOf(floor)).toMatchObject({ reprints: 2, waybillNumber })
  })

  test('reprint-needs-reason: a second label of which nobody knows why', () => {
    const floor = packedFloor()
    floor.printer('unknown')
    for (const reason of ['', ' \t'])
      expect(floor.refusal(reprint(reason))?.code).toBe('reprint-needs-reason')
  })

  test('not-expected-here: a reprint beside a job on its way, so that two labels come out', () => {
    const floor = packedFloor()
    expect(floor.refusal(reprint())?.code).toBe('not-expected-here')
    floor.printer('sending')
    expect(floor.refusal(reprint())?.code).toBe('not-expected-here')
    floor.printer('failed')
    expect(floor.refusal(reprint())?.code).toBe('not-expected-here')
    floor.printer('unknown')
    floor.does(reprint())
    expect(floor.refusal(reprint())?.code).toBe('not-expected-here')
  })

  test('a spoilt label that can never be replaced once it was confirmed', () => {
    const floor = packedFloor()
    floor.does(confirm)
    floor.does(reprint('torn'))
    expect(parcelOf(floor)).toMatchObject({ label: 'requested', reprints: 1 })
    floor.does(confirm)
    expect(parcelOf(floor)?.label).toBe('confirmed')
  })
})

describe('hand-over', () => {
  test('a parcel in the cage whose label stays in doubt, or that another station cannot give away', () => {
    const floor = packedFloor()
    floor.printer('unknown')
    const { events } = floor.does(handOver, 'station-2')
    expect(events.map(({ type }) => type)).toEqual(['label.confirmed', 'parcel.handedOver'])
    expect(parcelOf(floor)).toMatchObject({ label: 'confirmed', handedOver: true })
    expect(floor.order.state).toBe('shipped')
  })

  test('a confirmed label that the hand-over confirms again', () => {
    const floor = packedFloor()
    floor.does(confirm)
    expect(floor.does(handOver).events.map(({ type }) => type)).toEqual(['parcel.handedOver'])
  })
})

describe('facts that came after the centre stopped the order', () => {
  test('a stop that the next fact takes away', () => {
    const floor = packedFloor()
    for (const state of ['held', 'cancelled', 'exception'] as const)
      for (const fact of floor.facts) {
        const stopped = anOrder([['SKU-1', 1]], { state })
        expect(evolve(stopped, fact).state, `${state} ${fact.type}`).toBe(state)
      }
  })

  test('work that is forgotten because the order was stopped', () => {
    const { facts } = packedFloor()
    const after = facts.reduce(evolve, anOrder([['SKU-1', 1]], { state: 'held' }))
    expect(after.lines[0]?.packed).toBe(1)
    expect(after.parcels).toMatchObject([{ closed: true, waybillNumber, label: 'requested' }])
  })
})
