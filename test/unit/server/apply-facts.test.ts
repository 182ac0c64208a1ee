import { describe, expect, test } from 'vitest'
import type { DomainEvent } from '../../../shared/domain/event.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { applyFacts } from '../../../server/fulfilment/apply-facts.ts'
import { anOrder, confirm, handOver, packedFloor, stationId } from '../domain/bench-rules.ts'

/** Everything that a station writes about an order of one unit. */
function workOn(orderNumber: string): readonly DomainEvent[] {
  const floor = packedFloor()
  floor.printer('sent')
  floor.does(confirm)
  floor.does(handOver)
  return floor.facts.map((fact) => renamed(fact, orderNumber))
}

/** The same fact about another order. */
function renamed(fact: DomainEvent, orderNumber: string): DomainEvent {
  return { ...fact, body: { ...fact.body, orderNumber } } as DomainEvent
}

function ordersOf(...orders: readonly Order[]): ReadonlyMap<string, Order> {
  return new Map(orders.map((order) => [order.orderNumber, order]))
}

const apply = (
  facts: readonly (DomainEvent | null)[],
  orders: ReadonlyMap<string, Order>,
  from = stationId,
) => {
  const numbers = {
    countTasks: [],
    waybillUses: () => null,
    isVoid: () => false,
    isForeign: () => false,
    parked: new Set<string>(),
  }
  return applyFacts(facts, from, { orders, tasks: new Map(), ...numbers })
}

const one = anOrder([['SKU-1', 1]])
const other = { ...one, orderNumber: 'SO-2' }

describe('a fact that this centre cannot use', () => {
  test('a poisoned order that stops the orders behind it', () => {
    const picked = workOn('SO-1').filter(({ type }) => type === 'line.picked')
    const mad = picked.map(
      (fact) => ({ ...fact, body: { ...fact.body, quantity: 900_000 } }) as DomainEvent,
    )
    const claimed = workOn('SO-1').slice(0, 1)
    const poison = [null, ...claimed, ...mad, ...mad, ...workOn('SO-NOBODY')]
    const work = workOn('SO-2')
    const mixed = work.flatMap((fact, index) => [poison[index] ?? null, fact])
    const rest = poison.slice(work.length)
    const { outcomes, changedOrders } = apply([...mixed, ...rest], ordersOf(one, other))
    const good = outcomes.filter((_, index) => index < mixed.length && index % 2 === 1)
    expect(good.every(({ result }) => result === 'applied')).toBe(true)
    const states = new Map(changedOrders.map(({ orderNumber, state }) => [orderNumber, state]))
    expect(states.get('SO-2')).toBe('shipped')
    expect(outcomes[0]).toEqual({ result: 'deferred', code: 'unknown-type' })
    expect(outcomes).toHaveLength(mixed.length + rest.length)
  })
})

describe('the task of a conflict', () => {
  const cancelled: Order = { ...one, state: 'cancelled' }

  test('one push that leaves a task for every stage of a cancelled order', () => {
    const { changedTasks: tasks } = apply(workOn('SO-1'), ordersOf(cancelled))
    expect(tasks).toMatchObject([
      { taskId: 'SO-1:cancelled', kind: 'intercept', code: 'cancelled-after-hand-over' },
    ])
  })

  test('a second station that hands over and leaves a second task beside the one of the owner', () => {
    const packedBy = { ...cancelled, claimedBy: 'station-1' }
    const work = workOn('SO-1')
    const first = apply(work.slice(1, -1), ordersOf(packedBy))
    const after = ordersOf(...first.changedOrders)
    const second = apply(work.slice(-1), after, 'station-2')
    const ids = [...first.changedTasks, ...second.changedTasks].map(({ taskId }) => taskId)
    expect(new Set(ids)).toEqual(new Set(['SO-1:cancelled']))
    expect(second.changedTasks).toMatchObject([{ kind: 'intercept', stationId: 'station-1' }])
  })

  test('the work of a second station that becomes a task of the owner', () => {
    const owned = { ...one, claimedBy: 'station-2', state: 'picking' as const }
    const { changedTasks: tasks, changedOrders } = apply(workOn('SO-1'), ordersOf(owned))
    expect(tasks).toMatchObject([
      { stationId: 'station-1', kind: 'intercept', code: 'packed-elsewhere' },
    ])
    expect(changedOrders).toEqual([])
  })
})
