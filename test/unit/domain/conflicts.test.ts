import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conflictOfOrder, undoingAt } from '../../../shared/domain/conflict.ts'
import type { DomainEvent } from '../../../shared/domain/event.ts'
import { conflictOf } from '../../../shared/domain/exception.ts'
import type { OrderChange } from '../../../shared/domain/order-change.ts'
import { stageOf } from '../../../shared/domain/stage.ts'
import {
  anOrder,
  claim,
  confirm,
  Floor,
  handOver,
  pack,
  reprint,
  stationId,
  substitute,
  voidNumber,
} from './bench-rules.ts'
import { Centre, labelledFloor, recipient } from './conflict-centre.ts'

/** What a station writes that hears of nothing: all the way to the courier. */
const work: readonly DomainEvent[] = (() => {
  const floor = labelledFloor()
  floor.does(confirm)
  floor.does(handOver)
  return floor.facts
})()

/** What a station writes that gives up the number of its box. */
const voided: readonly DomainEvent[] = (() => {
  const floor = labelledFloor()
  floor.does(voidNumber)
  return floor.facts
})()

/** What a station writes that found one unit of its order missing and packed another article. */
const substituted: readonly DomainEvent[] = (() => {
  const floor = new Floor(new Centre().order)
  for (const command of [claim, pack('SKU-1'), substitute('L1', 'SKU-9')]) floor.does(command)
  for (const command of [pack('SKU-9'), pack('SKU-2')]) floor.does(command)
  floor.printer('sending')
  floor.printer('sent')
  return floor.facts
})()

const change = fc.constantFrom<OrderChange>(
  { type: 'cancel' },
  { type: 'hold', code: 'refund', note: '退款中' },
  { type: 'release', code: 'refund' },
  { type: 'changeAddress', recipient },
  { type: 'split', newOrderNumber: 'SO-1.2', lines: [{ lineId: 'L1', quantity: 1 }] },
  { type: 'split', newOrderNumber: 'SO-1.3', lines: [{ lineId: 'L2', quantity: 1 }] },
  { type: 'split', newOrderNumber: 'SO-1.4', lines: [{ lineId: 'L1~1', quantity: 1 }] },
)

const eitherWork = fc.constantFrom(work, voided, substituted)

/** Changes, and before which fact of the station's work each comes. */
const late = fc.array(fc.record({ at: fc.integer({ min: 0, max: work.length }), change }), {
  maxLength: 4,
})

function played(
  changes: readonly { readonly at: number; readonly change: OrderChange }[],
  facts: readonly DomainEvent[],
): Centre {
  const centre = new Centre()
  for (let at = 0; at <= work.length; at += 1) {
    for (const one of changes) if (one.at === at) centre.changes(one.change)
    const fact = facts[at]
    if (fact) centre.hears(fact)
  }
  return centre
}

describe('changes of the office that come at any moment of the work', () => {
  test('a fact that is refused, or an order in conflict with no task, with two, or with one at another station', () => {
    fc.assert(
      fc.property(late, eitherWork, (changes, facts) => {
        const { order, outcomes, tasks } = played(changes, facts)
        const open = [...tasks.values()].filter(({ done }) => !done)
        expect(outcomes).toHaveLength(facts.length)
        const conflict = conflictOfOrder(order)
        const undoing = conflict && undoingAt(conflict, stageOf(order), order.exceptionCode)
        const own = open.filter(({ code }) => conflictOf(code) === conflict)
        expect(own.map(({ kind, stationId: at }) => [kind, at])).toEqual(
          undoing ? [[undoing.kind, stationId]] : [],
        )
        expect(new Set(open.map(({ taskId }) => taskId)).size).toBe(open.length)
      }),
      { numRuns: 1_000 },
    )
  })

  test('a cancelled order that ships without anybody being told', () => {
    fc.assert(
      fc.property(late, (changes) => {
        const centre = new Centre()
        let isCancelled = false
        for (let at = 0; at <= work.length; at += 1) {
          for (const one of changes)
            if (one.at === at && centre.changes(one.change))
              isCancelled ||= one.change.type === 'cancel'
          const fact = work[at]
          if (fact) centre.hears(fact)
        }
        if (!isCancelled) return
        expect(centre.order.state).not.toBe('shipped')
        const kinds = centre.open().map(({ kind }) => kind)
        if (stageOf(centre.order) === 'handed-over') expect(kinds).toContain('intercept')
      }),
      { numRuns: 1_000 },
    )
  })

  test('a task that cannot be worked off, or an order that stays stopped when all is undone', () => {
    fc.assert(
      fc.property(late, eitherWork, fc.nat(work.length), (changes, facts, until) => {
        const early = changes.filter(({ at }) => at <= until)
        const centre = played(early, facts.slice(0, until))
        centre.undoes()
        expect(centre.open()).toEqual([])
        expect(centre.order.state).not.toBe('exception')
        // No parcel that is still here carries a number that is void.
        for (const { waybillNumber, handedOver } of centre.order.parcels)
          if (!handedOver && waybillNumber !== null && centre.order.state !== 'cancelled')
            expect(centre.waybills.get(waybillNumber)?.state).toBe('allocated')
      }),
      { numRuns: 1_000 },
    )
  })

  test('a change that makes no difference which side’s word came last', () => {
    for (const type of ['cancel', 'changeAddress'] as const)
      for (let until = 0; until <= work.length - 1; until += 1) {
        const asked: OrderChange = type === 'cancel' ? { type } : { type, recipient }
        const [first, last] = [new Centre(), new Centre()]
        first.changes(asked)
        for (const fact of work.slice(0, until)) {
          first.hears(fact)
          last.hears(fact)
        }
        last.changes(asked)
        const kinds = (centre: Centre) => centre.open().map(({ taskId, kind }) => [taskId, kind])
        expect(kinds(first), `${type} ${String(until)}`).toEqual(kinds(last))
        expect(first.order.state, `${type} ${String(until)}`).toBe(last.order.state)
      }
  })
})

describe('a number that a bench gives up', () => {
  test('leaves its box without a task, or with the old number, or lets it go before it has another', () => {
    const centre = new Centre()
    for (const fact of voided) centre.hears(fact)
    expect(centre.outcomes.at(-1)).toEqual({ result: 'exception', code: 'number-voided' })
    expect(centre.waybills.get('YT-1')?.state).toBe('void')
    expect(centre.open()).toMatchObject([{ kind: 'relabel', code: 'number-voided', stationId }])
    // Already before the centre hears of it.
    const offline = labelledFloor()
    offline.does(voidNumber)
    for (const command of [handOver, confirm, reprint()])
      expect(offline.refusal(command)?.code).toBe('exception')
    // The word of a second bench changes nothing any more.
    for (const fact of voided.slice(-1)) centre.hears(fact)
    expect(centre.open()).toHaveLength(1)
    centre.undoes()
    expect(centre.order).toMatchObject({
      state: 'packed',
      parcels: [{ waybillNumber: 'YT-2', label: 'requested', reprints: 0 }],
    })
  })

  test('is told without a reason, while its label is on its way, or when the courier has it', () => {
    const floor = new Floor(anOrder([['SKU-1', 1]]))
    for (const command of [claim, pack('SKU-1')]) floor.does(command)
    expect(floor.refusal(voidNumber)?.code).toBe('not-expected-here')
    floor.printer('sending')
    expect(floor.refusal(voidNumber)?.code).toBe('not-expected-here')
    floor.printer('unknown')
    expect(floor.refusal({ ...voidNumber, reason: ' ' })?.code).toBe('void-needs-reason')
    expect(floor.refusal(voidNumber, 'station-2')?.code).toBe('not-yours')
    floor.does(handOver)
    expect(floor.refusal(voidNumber)?.code).toBe('already-shipped')
  })
})
