import type { Command } from '../command.ts'
import type { Context, Facts, Ruling } from '../decision.ts'
import { event } from '../event.ts'
import { refusal } from '../refusal.ts'
import { fail, succeed } from '../result.ts'
import { isAtRest, ownedParcel } from './label.ts'

/**
 * Gives up the number of a packed box for good, because its label is of no use or the carrier refuses it. The box waits until the
 * centre has got another number, and is relabelled then. A number whose label is on its way to a printer is not given up: it
 * would come out afterwards.
 */
export function voidNumber(
  facts: Facts,
  command: Extract<Command, { type: 'voidNumber' }>,
  context: Context,
): Ruling {
  const found = ownedParcel(facts, command.waybillNumber, context)
  if (!found.ok) return found
  const { orderNumber, waybillNumber } = command
  const reason = command.reason.trim()
  if (reason === '') return fail(refusal('void-needs-reason', { waybillNumber }))
  const { parcelNumber, label, handedOver } = found.value.parcel
  if (handedOver) return fail(refusal('already-shipped', { orderNumber }))
  if (!isAtRest(label)) return fail(refusal('not-expected-here', { waybillNumber }))
  const { operatorId } = context
  const body = { orderNumber, parcelNumber, waybillNumber, reason, operatorId }
  return succeed({ events: [event('waybill.voided', body)], labels: [] })
}
