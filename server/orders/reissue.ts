import { conflictOfOrder } from '../../shared/domain/conflict.ts'
import { isBox } from '../../shared/domain/parcel.ts'
import { isFullyPacked, type Order } from '../../shared/domain/order.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { isBlockCarrier } from '../carriers/carriers.ts'
import { allocateWaybill, waybillAttempts } from '../carriers/demo-carrier.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { existingKeys } from '../feed/current-rows.ts'
import type { RowChange } from '../feed/publish.ts'

/** An order whose numbers are no longer right. */
export interface Reissue {
  readonly order: Order
  readonly waybills: readonly Waybill[]
  /** Numbers that nobody may use any more. */
  readonly voids: readonly string[]
}

/**
 * Voids numbers for ever and gets as many new ones as the order still needs: one for each parcel whose number is void, and one for
 * the box that is not closed yet. A voided number stays a row, so that whoever scans it hears what is wrong with it.
 */
export async function reissueWaybills(
  transaction: DatabaseTransaction,
  warehouse: string,
  { order, waybills, voids }: Reissue,
): Promise<readonly RowChange[]> {
  const voided = waybills
    .filter(({ waybillNumber, state }) => state !== 'void' && voids.includes(waybillNumber))
    // Of a void number no label is printed any more.
    .map((waybill): Waybill => ({ ...waybill, state: 'void', document: undefined }))
  const gone = new Set(voided.map(({ waybillNumber }) => waybillNumber))
  const after = [...waybills.filter(({ waybillNumber }) => !gone.has(waybillNumber)), ...voided]
  const fresh = await allocate(transaction, warehouse, order, {
    count: missingWaybills(order, after),
    begin: waybills.length,
  })
  return [...voided, ...fresh].map((row): RowChange => {
    return { entity: 'waybill', key: row.waybillNumber, row }
  })
}

/** How many numbers an order lacks. */
function missingWaybills(order: Order, waybills: readonly Waybill[]): number {
  if (order.state === 'shipped' || conflictOfOrder(order) === 'cancelled') return 0
  const voids = new Set(
    waybills.filter(({ state }) => state === 'void').map(({ waybillNumber }) => waybillNumber),
  )
  const used = new Set(order.parcels.map(({ waybillNumber }) => waybillNumber))
  const free = waybills.filter(
    ({ waybillNumber, state }) => state !== 'void' && !used.has(waybillNumber),
  ).length
  // As many boxes as will can have numbers of a lease, of one unnumbered waybill.
  if (waybills.some(({ state }) => state === 'unnumbered')) return 0
  const stale = order.parcels.filter(
    ({ waybillNumber, handedOver }) =>
      !handedOver && waybillNumber !== null && voids.has(waybillNumber),
  ).length
  const boxes = order.parcels.filter(isBox)
  const isClosed = isFullyPacked(order) && boxes.every(({ closed }) => closed)
  if (isBlockCarrier(order.carrier)) return 1
  return Math.max(0, stale + (isClosed && boxes.length > 0 ? 0 : 1) - free)
}

/** Asks the carrier for numbers beyond those that the order has had. */
async function allocate(
  transaction: DatabaseTransaction,
  warehouse: string,
  order: Order,
  { count, begin }: { readonly count: number; readonly begin: number },
): Promise<readonly Waybill[]> {
  if (count === 0) return []
  const candidates = Array.from({ length: count + waybillAttempts }, (_unused, index) =>
    allocateWaybill(order, begin + index),
  ).filter((waybill) => waybill !== null)
  const numbers = candidates.map(({ waybillNumber }) => waybillNumber)
  const taken = await existingKeys(transaction, warehouse, 'waybill', numbers)
  return candidates.filter(({ waybillNumber }) => !taken.has(waybillNumber)).slice(0, count)
}
