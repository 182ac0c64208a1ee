import type { OrderState } from '../../shared/domain/order-state.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { queueTabs, type QueueTab } from './queries.ts'
import { counted, type ReadinessCounts, type ReadinessPlace } from './readiness.ts'

/** Counts of the base, kept up with every row so that nobody ever counts 100k of them. */
export interface Totals {
  readonly tabs: Readonly<Record<QueueTab, number>>
  readonly readiness: ReadinessCounts
}

export const noTotals: Totals = {
  tabs: { toPack: 0, packed: 0, shipped: 0, stopped: 0 },
  readiness: {},
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
export function isUsable(waybill: Waybill): boolean {
  return waybill.state !== 'void'
}

/** What one order adds to the totals. */
export interface OrderCount {
  readonly tab: QueueTab
  readonly place: ReadinessPlace | null
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
  const without = counted(totals.readiness, before?.place ?? null, -1)
  return { tabs, readiness: counted(without, after?.place ?? null, 1) }
}
