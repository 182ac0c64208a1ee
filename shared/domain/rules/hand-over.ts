import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event, type DomainEvent } from '../event.ts'
import { refusal, type Refusal } from '../refusal.ts'
import { fail, succeed } from '../result.ts'
import { guardOpen } from './guards.ts'
import { parcelOfWaybill } from './label.ts'

/**
 * Gives a parcel to the courier. Any station may do it, because cages are shared. The scan reads the label on the box, so a
 * label that was not scanned back yet is confirmed by the same scan.
 */
export function handOver(
  facts: Facts,
  command: Extract<Command, { type: 'handOver' }>,
  context: Context,
): Ruling {
  const { orderNumber, waybillNumber, courier } = command
  const open = guardOpen(facts.order)
  if (!open.ok) return open
  const stopped = stopOfParcel(facts, waybillNumber)
  if (stopped) return fail(stopped)
  const found = parcelOfWaybill(open.value, waybillNumber)
  if (!found.ok)
    return open.value.state === 'packed' ? found : fail(refusal('not-packed', { orderNumber }))
  const { parcelNumber, printJobId, label, handedOver, closed } = found.value
  if (handedOver) return fail(refusal('already-shipped', { orderNumber }))
  if (!closed) return fail(refusal('not-packed', { orderNumber }))
  if (printJobId === null) return fail(refusal('label-not-requested', { waybillNumber }))
  const { carrier } = open.value
  if (courier && carrier !== courier)
    return fail(refusal('wrong-carrier', { waybillNumber, carrier, courier }))
  const { operatorId } = context
  const of = { orderNumber, parcelNumber, waybillNumber }
  const events: DomainEvent[] = []
  if (label !== 'confirmed')
    events.push(event('label.confirmed', { ...of, printJobId, operatorId }))
  events.push(event('parcel.handedOver', { ...of, carrier, operatorId }))
  return succeed({ events, labels: [] })
}

/** Why no label with this number may leave, however whole its order is. */
function stopOfParcel({ waybills, tasks }: Facts, waybillNumber: string): Refusal | null {
  const task = tasks?.find(({ done }) => !done)
  if (task) return refusal('task-first', { orderNumber: task.orderNumber })
  const isVoid = waybills.some((one) => one.waybillNumber === waybillNumber && one.state === 'void')
  return isVoid ? refusal('void-waybill', { waybillNumber }) : null
}
