import type { Order } from '../../shared/domain/order.ts'
import type { OrderRecord } from './cache-database.ts'
import type { CacheReader } from './cache-reader.ts'
import type { OverlaidOrder } from './overlay.ts'
import type { QueuePage, QueueTab } from './queries.ts'
import { queueRowOf } from './queue-row.ts'
import { tabOf, type Totals } from './totals.ts'

type Overlaid = ReadonlyMap<string, OverlaidOrder>

/** Most orders that one search looks through, by number. */
const searchDepth = 2_000

/**
 * One page of a list: base rows by deadline, with every order that has unsettled facts as the facts made it. `overlaid` is asked
 * before and after reading, because an order may settle meanwhile; then the row that was read may still be the one before.
 */
export async function readQueuePage(
  reader: CacheReader,
  overlaid: () => Overlaid,
  totals: () => Totals,
  asked: { readonly tab: QueueTab; readonly search: string; readonly limit: number },
): Promise<QueuePage> {
  const { tab, limit } = asked
  const search = asked.search.trim()
  const before = overlaid()
  const fromBase =
    search === ''
      ? await readByDeadline(reader, before, tab, limit)
      : await readBySearch(reader, before, tab, search)
  const views = new Map([...before, ...overlaid()])
  const orders = fromBase.filter(({ orderNumber }) => !views.has(orderNumber)).map(({ row }) => row)
  for (const { view } of views.values())
    if (tabOf(view.state) === tab && view.orderNumber.startsWith(search)) orders.push(view)
  const rows = orders.sort(byDeadline).slice(0, limit).map(queueRowOf)
  const total = search === '' ? countTabs(totals(), views)[tab] : orders.length
  return { rows, total: Math.max(total, rows.length) }
}

async function readByDeadline(
  reader: CacheReader,
  overlaid: Overlaid,
  tab: QueueTab,
  limit: number,
): Promise<OrderRecord[]> {
  const found: OrderRecord[] = []
  let last: OrderRecord | undefined
  while (found.length < limit) {
    const chunk = await reader.queueAfter(tab, last, limit)
    found.push(...chunk.filter(({ orderNumber }) => !overlaid.has(orderNumber)))
    last = chunk.at(-1)
    if (chunk.length < limit) break
  }
  return found
}

async function readBySearch(
  reader: CacheReader,
  overlaid: Overlaid,
  tab: QueueTab,
  search: string,
): Promise<OrderRecord[]> {
  const found = await reader.ordersByPrefix(search, searchDepth)
  return found.filter((record) => record.tab === tab && !overlaid.has(record.orderNumber))
}

function byDeadline(one: Order, other: Order): number {
  const difference = Date.parse(one.deadlineAt) - Date.parse(other.deadlineAt)
  return difference || (one.orderNumber < other.orderNumber ? -1 : 1)
}

/** Orders in each list: the totals of the base, corrected by what this station has done since. */
export function countTabs(
  totals: Totals,
  overlaid: ReadonlyMap<string, OverlaidOrder>,
): Readonly<Record<QueueTab, number>> {
  const tabs = { ...totals.tabs }
  for (const { base, view } of overlaid.values()) {
    if (base) tabs[tabOf(base.state)] -= 1
    tabs[tabOf(view.state)] += 1
  }
  return tabs
}
