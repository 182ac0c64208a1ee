import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Stage } from '../../shared/domain/stage.ts'
import type { ConflictTask } from '../../shared/domain/task.ts'
import type { TestPostgres } from '../fakes/postgres.ts'
import { openFloor, type databaseKinds, type TestFloor } from './centre-floor.ts'
import {
  changeOrder,
  fact,
  results,
  tasksOf,
  waybillsOf,
  type TestJournal,
  type TestStation,
} from './centre-kit.ts'

/** The facts of a whole packing up to a stage. */
export function upTo(stage: Stage, facts: readonly DomainEvent[]): readonly DomainEvent[] {
  const last = {
    untouched: 'order.claimed',
    picked: 'line.picked',
    packed: 'item.packed',
    closed: 'label.requested',
    labelled: 'label.sent',
    'handed-over': 'parcel.handedOver',
  } as const
  const isLast = ({ type }: DomainEvent): boolean => type === last[stage]
  // Behind the first unit that is picked, the next is packed already.
  const end = stage === 'picked' ? facts.findIndex(isLast) : facts.findLastIndex(isLast)
  return facts.slice(0, end + 1)
}

export const done = ({ orderNumber, taskId, kind, code }: ConflictTask) =>
  fact('task.done', { orderNumber, taskId, kind, code, operatorId: 'o' })

export const recipient = {
  ...{ name: '李**', phone: '139****1111', region: '四川省 成都市 样例区' },
  street: '新地址路9号（虚构）',
}

const isWanted = ({ state, lines }: Order): boolean => state === 'ready' && lines.length > 1

/** A floor with a fresh bench and a fresh order for every test. */
export function useFloor(kind: (typeof databaseKinds)[number], postgres: () => TestPostgres) {
  let floor: TestFloor
  let station: TestStation
  let journal: TestJournal
  let order: Order

  beforeAll(async () => {
    floor = await openFloor(kind, postgres())
  })

  afterAll(() => floor.centre.close())

  beforeEach(async () => {
    ;({ station, journal } = await floor.bench())
    order = floor.freshOrder(isWanted)
  })

  const change = (
    name: Parameters<typeof changeOrder>[2],
    body: Record<string, unknown> = {},
    requestId: string = randomUUID(),
  ) => changeOrder(floor.centre, order.orderNumber, name, { requestId, ...body })

  const push = async (...facts: readonly DomainEvent[]) => {
    const first = journal.frames.length + 1
    return results((await station.push(journal.add(...facts).request(first))).outcomes)
  }
  const tasks = () => tasksOf(station, order.orderNumber)
  const waybills = () => waybillsOf(station, order.orderNumber)
  const now = () => station.order(order.orderNumber)
  return {
    change,
    push,
    tasks,
    waybills,
    now,
    floor: () => floor,
    station: () => station,
    order: () => order,
    takeOrder: () => {
      order = floor.freshOrder(isWanted)
    },
  }
}
