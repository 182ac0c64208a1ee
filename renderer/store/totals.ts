import type { OrderState } from '../../shared/domain/order-state.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { queueTabs, type QueueTab } from './queries.ts'

/** Counts of the base, kept up with every row so that nobody ever counts 100k of them. */
export interface Totals {
  readonly tabs: Readonly<Record<QueueTab, number>>
  /** Orders to pack that hold a waybill, so that they can be packed with no network. */
  readonly packable: number
}

export const noTotals: Totals = {
  tabs: { toPack: 0, packed: 0, shipped: 0, stopped: 0 },
  packable: 0,
}

const tabOfState = new Map<OrderState, QueueTab>(
  (Object.keys(queueTabs) as QueueTab[]).flatMap((tab) =>
    queueTabs[tab].map((state): [OrderState, QueueTab] => [state, tab]),
  ),
)

/** The list that an order of this state stands in. */
export function tabOf(state: OrderState): QueueTab {
  const tab = tabOfState.get(state)
  if (tab === undefined) throw new Error(`no queue tab lists the state ${state}`)
  return tab
}

/** Whether a waybill can still be used. */
export function isAllocated(waybill: Waybill): boolean {
  return waybill.state === 'allocated'
}

/** What one order adds to the totals. */
export interface OrderCount {
  readonly tab: QueueTab
  readonly hasWaybill: boolean
}

/** Takes one order out of the totals and puts it back as it is now; undefined = there is none. */
export function recount(
  totals: Totals,
  before: OrderCount | undefined,
  after: OrderCount | undefined,
): Totals {
  const tabs = { ...totals.tabs }
  if (before) tabs[before.tab] -= 1
  if (after) tabs[after.tab] += 1
  return { tabs, packable: totals.packable - packableIn(before) + packableIn(after) }
}

function packableIn(count: OrderCount | undefined): number {
  return count?.tab === 'toPack' && count.hasWaybill ? 1 : 0
}

/** Counts a base that arrives row by row, each row once, orders and waybills in any order. */
export interface FillCount {
  order(orderNumber: string, tab: QueueTab): void
  waybill(waybill: Waybill): void
  totals(): Totals
}

/** Starts such a count. Remembers only orders to pack whose waybill has not come by, and the other way round. */
export function createFillCount(): FillCount {
  const tabs = { ...noTotals.tabs }
  const waitingForWaybill = new Set<string>()
  const waitingForOrder = new Set<string>()
  let packable = 0
  return {
    order(orderNumber, tab) {
      tabs[tab] += 1
      const hasWaybill = waitingForOrder.delete(orderNumber)
      if (tab !== 'toPack') return
      if (hasWaybill) packable += 1
      else waitingForWaybill.add(orderNumber)
    },
    waybill(waybill) {
      if (!isAllocated(waybill)) return
      if (waitingForWaybill.delete(waybill.orderNumber)) packable += 1
      else waitingForOrder.add(waybill.orderNumber)
    },
    totals: () => ({ tabs: { ...tabs }, packable }),
  }
}
