import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import { evolve } from '../evolve.ts'
import { labelRequestFor } from '../label-request.ts'
import type { Parcel } from '../parcel.ts'
import type { Order } from '../order.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { fail, succeed, type Result } from '../result.ts'
import type { ConflictTask } from '../task.ts'
import { conflictOfOrder } from '../conflict.ts'
import { parcelOfWaybill } from './label.ts'
import { freeWaybill } from './pack.ts'
import { openTask, taskDone } from './task.ts'

/**
 * Puts a packed parcel under a new number, because its label speaks of an address that is no longer right. The old label was
 * scanned, so it is known which box it is; the number on it is void for ever. With the last such parcel the task is done.
 */
export function relabelParcel(
  facts: Facts,
  command: Extract<Command, { type: 'relabelParcel' }>,
  context: Context,
): Ruling {
  const stale = staleParcel(facts, command, context)
  if (!stale.ok) return stale
  const { order, parcel, task } = stale.value
  const free = freeWaybill(order, facts)
  if (!free.ok) return free
  const { waybill, ...numbered } = free.value
  const { orderNumber, carrier } = order
  const { parcelNumber } = parcel
  const { waybillNumber } = waybill
  const { operatorId } = context
  const printJobId = context.newId()
  const of = { orderNumber, parcelNumber, waybillNumber }
  const consumed = {
    ...of,
    ...numbered,
    previousWaybillNumber: command.waybillNumber,
    carrier,
    operatorId,
  }
  const relabelled = event('parcel.relabelled', consumed)
  const requested = event('label.requested', { ...of, printJobId, copy: 0, reason: null })
  const after = evolve(order, relabelled)
  const isLast = !after.parcels.some((one) => isStale(one, facts))
  const made = { parcelNumber, printJobId, copy: 0, requestedAt: context.now }
  const label = labelRequestFor({ order: after, waybill, ...made })
  const events = [relabelled, requested, ...(isLast ? [taskDone(task, context)] : [])]
  return succeed({ events, labels: [label] })
}

interface StaleParcel {
  readonly order: Order
  readonly parcel: Parcel
  readonly task: ConflictTask
}

/** The parcel under the scanned label, when it is this station's to relabel. */
function staleParcel(
  facts: Facts,
  { orderNumber, waybillNumber }: Extract<Command, { type: 'relabelParcel' }>,
  { stationId }: Context,
): Result<StaleParcel, Refusal> {
  const { order } = facts
  if (!order) return fail(refusal('unknown-order'))
  const task = openTask(facts, (one): one is ConflictTask => {
    return one.kind === 'relabel' && one.stationId === stationId
  })
  if (!task.ok) return task
  const parcel = parcelOfWaybill(order, waybillNumber)
  if (!parcel.ok) return parcel
  const conflict = conflictOfOrder(order)
  if ((conflict !== 'address' && conflict !== 'void') || !isStale(parcel.value, facts))
    return fail(refusal('no-task', { orderNumber }))
  return succeed({ order, parcel: parcel.value, task: task.value })
}

/** Whether a parcel still carries a number that was voided. */
function isStale({ waybillNumber, handedOver }: Parcel, { waybills }: Facts): boolean {
  if (waybillNumber === null || handedOver) return false
  return waybills.some((one) => one.waybillNumber === waybillNumber && one.state === 'void')
}
