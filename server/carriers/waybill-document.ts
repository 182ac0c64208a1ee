import { isDeepStrictEqual } from 'node:util'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { CarrierDocument, Waybill } from '../../shared/domain/waybill.ts'
import { readCarrierDocument } from '../../shared/label/carrier-document.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { lockRows, readRows } from '../feed/current-rows.ts'
import { publish, readHead, type FeedHead, type FeedPlace } from '../feed/publish.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'
import { hasNul } from '../http/guards.ts'
import { lockOrders } from '../orders/order-rows.ts'

/**
 * Puts the label that a carrier has made on its waybill, so that stations print it instead of one of their own. Asked twice it is done
 * once. A document that would print nothing, or more than one label, is refused here and not at the printer.
 */
export async function setWaybillDocument(
  transaction: DatabaseTransaction,
  place: FeedPlace,
  waybillNumber: string,
  document: CarrierDocument,
): Promise<Result<FeedHead, ApiFailure>> {
  const usable = readCarrierDocument(document)
  if (!usable.ok) return fail(unusableDocument(usable.error))
  const { warehouse } = place
  const before = await readWaybill(transaction, warehouse, waybillNumber)
  if (!before) return fail(unknownWaybill(waybillNumber))
  // Whoever changes a waybill holds the lock of its order.
  await lockOrders(transaction, warehouse, [before.orderNumber])
  const locked = await lockRows(transaction, warehouse, 'waybill', [waybillNumber])
  const text = locked.get(waybillNumber)
  const waybill = text === undefined ? null : (JSON.parse(text) as Waybill)
  if (!waybill || waybill.state !== 'allocated') return fail(unknownWaybill(waybillNumber))
  if (isDeepStrictEqual(waybill.document, document))
    return succeed(await readHead(transaction, warehouse))
  const row = { ...waybill, document }
  return succeed(
    await publish(transaction, place, [{ entity: 'waybill', key: waybillNumber, row }]),
  )
}

async function readWaybill(
  transaction: DatabaseTransaction,
  warehouse: string,
  waybillNumber: string,
): Promise<Waybill | null> {
  if (hasNul(waybillNumber)) return null
  const rows = await readRows(transaction, warehouse, 'waybill', [waybillNumber])
  const text = rows.get(waybillNumber)
  return text === undefined ? null : (JSON.parse(text) as Waybill)
}

function unusableDocument(problem: string): ApiFailure {
  const message = `The document cannot be printed: ${problem}.`
  return apiFailure('malformed', message, 'Send the file of one label as its carrier made it.')
}

function unknownWaybill(waybillNumber: string): ApiFailure {
  return apiFailure(
    'not-found',
    `There is no waybill ${waybillNumber} that a label can be printed of.`,
    'Import the order first, and use the number that its carrier answered and that is not void.',
  )
}
