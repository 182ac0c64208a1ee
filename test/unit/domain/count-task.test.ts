import { describe, expect, test } from 'vitest'
import { countTaskId, openTasksAfter } from '../../../shared/domain/count-task.ts'
import { event } from '../../../shared/domain/event.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { receive } from '../../../shared/domain/receive.ts'
import { taskFor, type Task } from '../../../shared/domain/task.ts'
import { applyFacts } from '../../../server/fulfilment/apply-facts.ts'
import type { DomainEvent } from '../../../shared/domain/event.ts'
import { anOrder, operatorId, stationId } from './bench-rules.ts'

const bin = 'A-01-01'
const taskId = countTaskId(bin, 'SKU-1')
const orderOf = (orderNumber: string) =>
  anOrder([['SKU-1', 1]], { orderNumber, claimedBy: stationId, state: 'picking' })
const short = (orderNumber: string) =>
  event('line.short', { orderNumber, lineId: 'L1', quantity: 1, operatorId })
const counted = (orderNumber: string, quantity = 0) =>
  event('bin.counted', { orderNumber, bin, sku: 'SKU-1', quantity, operatorId })

function atCentre(facts: readonly DomainEvent[], countTasks: readonly Task[] = [], by = stationId) {
  const orders = ['SO-1', 'SO-2'].map((number) => [number, orderOf(number)] as const)
  const { outcomes, changedTasks, changedOrders } = applyFacts(facts, by, {
    ...{ orders: new Map<string, Order>(orders), tasks: new Map(), countTasks },
    ...{ waybillUses: () => null, isVoid: () => false, isForeign: () => false },
    parked: new Set(),
  })
  return { outcomes, changedOrders, tasks: changedTasks }
}

describe('the task to count a bin', () => {
  test('is made twice for two orders, or taken for a conflict of the order', () => {
    const { tasks, outcomes } = atCentre([short('SO-1'), short('SO-2')])
    expect(tasks).toEqual([
      {
        ...{ taskId, kind: 'count-bin', orderNumber: 'SO-1', stationId, done: false },
        ...{ bin, sku: 'SKU-1', name: 'Goods SKU-1' },
      },
    ])
    expect(outcomes).toEqual([{ result: 'applied' }, { result: 'applied' }])
  })

  test('stays open behind a count, or is not opened anew by the next short', () => {
    const first = atCentre([short('SO-1'), counted('SO-1')])
    expect(first.tasks).toMatchObject([{ taskId, done: true }])
    const again = atCentre([short('SO-2')], first.tasks)
    expect(again.tasks).toMatchObject([{ taskId, orderNumber: 'SO-2', done: false }])
    const done = atCentre([counted('SO-2', 3)], again.tasks)
    expect(done.tasks).toMatchObject([{ taskId, done: true }])
  })

  test('is not ended by the count of another station, or changes the order', () => {
    const { tasks } = atCentre([short('SO-1')])
    const {
      tasks: after,
      outcomes,
      changedOrders,
    } = atCentre([counted('SO-1')], tasks, 'station-9')
    expect(after).toMatchObject([{ taskId, stationId, done: true }])
    expect([outcomes, changedOrders]).toEqual([[{ result: 'applied' }], []])
  })

  test('is made of a bin that nobody can name', () => {
    const nameless = (bin: string): Order => {
      const order = orderOf('SO-1')
      return { ...order, lines: order.lines.map((line) => ({ ...line, bin })) }
    }
    const arrival = {
      ...{ stationId, waybillTakenBy: null, isVoid: () => false, isForeign: () => false },
      tasks: [],
    }
    for (const bin of ['', 'A'.repeat(101)])
      expect(receive(nameless(bin), short('SO-1'), arrival).tasks).toEqual([])
  })

  test('is known at the station only once the centre has answered, or ends a conflict there', () => {
    const conflict = taskFor('SO-2', stationId, 'unpack', 'cancelled-while-packed')
    const of = (fact: DomainEvent) => ({ fact, order: orderOf(fact.body.orderNumber) })
    const open = (...facts: readonly DomainEvent[]) =>
      openTasksAfter([conflict], facts.map(of), stationId).map((task) => task.taskId)
    expect(open(short('SO-1'))).toEqual([conflict.taskId, taskId])
    expect(open(short('SO-1'), short('SO-2'), counted('SO-1'))).toEqual([conflict.taskId])
    expect(open(short('SO-1'), counted('SO-1'), short('SO-2'))).toEqual([conflict.taskId, taskId])
  })
})
