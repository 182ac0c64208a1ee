import { isWaiting, longestZone, zoneOfOrder } from '../../shared/domain/waiting.ts'
import type { CacheReader } from './cache-reader.ts'
import type { OverlaidOrder } from './overlay.ts'
import type { WaitingZones } from './queries.ts'

/** As many of the most urgent orders are looked through. A wave takes the most urgent anyway. */
const zoneDepth = 2_000

/** Counts the orders that wait, by the zone that all their goods lie in. */
export async function countWaitingZones(
  reader: Pick<CacheReader, 'queueAfter'>,
  overlaid: () => ReadonlyMap<string, OverlaidOrder>,
): Promise<WaitingZones> {
  const records = await reader.queueAfter('toPack', undefined, zoneDepth)
  const views = overlaid()
  const counts = new Map<string, number>()
  for (const { orderNumber, row } of records) {
    const order = views.get(orderNumber)?.view ?? row
    const zone = isWaiting(order) ? zoneOfOrder(order) : null
    if (zone !== null && zone.length <= longestZone) counts.set(zone, (counts.get(zone) ?? 0) + 1)
  }
  const zones = [...counts].map(([zone, orders]) => ({ zone, orders }))
  zones.sort((one, other) => other.orders - one.orders || (one.zone < other.zone ? -1 : 1))
  return { zones, areAll: records.length < zoneDepth }
}
