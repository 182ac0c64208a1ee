import { evolve } from './evolve.ts'
import type { DomainEvent } from './event.ts'
import { conflictOf } from './exception.ts'
import type { Order } from './order.ts'
import { exception, type Arrival, type Receipt } from './receipt.ts'
import { stageOf } from './stage.ts'
import { isConflictTask, type ConflictTask, type Task } from './task.ts'

/**
 * Two stations have packed one order under one number, and one of the two boxes has left with the courier. Then the other must not
 * leave, whoever was first: the one task of this conflict goes to whoever still has a box. When both are gone, one is called
 * back. Null when there are no two boxes.
 */
export function receiveHandOverOfRival(
  order: Order,
  fact: DomainEvent,
  { stationId, tasks }: Arrival,
): Receipt | null {
  if (fact.type !== 'parcel.handedOver' || order.claimedBy === null) return null
  const { parcelNumber, waybillNumber } = fact.body
  const parcel = order.parcels.find((candidate) => candidate.parcelNumber === parcelNumber)
  const task = tasks.find((candidate) => isRivalry(candidate) && candidate.stationId === stationId)
  if (!task || parcel?.waybillNumber !== waybillNumber) return null
  const code = 'packed-elsewhere'
  if (parcel.handedOver || stationId === order.claimedBy) {
    if (!parcel.handedOver) return null
    return exception(order, code, [{ ...task, kind: 'intercept', code }])
  }
  const kind = stageOf(order) === 'labelled' ? 'pull-parcel' : 'unpack'
  const moved: Task = { ...task, stationId: order.claimedBy, kind, code }
  return exception(evolve(order, fact), code, [moved])
}

/** Whether a box may still stand where two stations packed one order. */
function isRivalry(task: Task): task is ConflictTask {
  if (!isConflictTask(task) || task.done) return false
  return conflictOf(task.code) === 'elsewhere' && task.kind !== 'resolve-claim'
}
