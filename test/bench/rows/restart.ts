import { orderAt, unitCodesOf } from '../parts/bench-orders.ts'
import { formatMs, type Finding } from '../parts/finding.ts'
import { startPacking } from '../parts/packing.ts'
import type { PreparedStation } from '../parts/prepared.ts'
import { startStation } from '../parts/station-window.ts'
import { median } from '../parts/statistics.ts'

const kills = 5
/** One to four lines, two units or more: open when the station is killed, and not yet packed. */
const openOrder = 1_003
const goalOrders = 100_000

interface ReadAll {
  readonly took: number
}

/**
 * Row 4: a station with an open order is killed and started again. The time runs from the signal until the order is painted again
 * and the scanner is listened to, Electron's own start included. The reference is read in the same window, when it is warm.
 */
export async function measureRestart(prepared: PreparedStation): Promise<readonly Finding[]> {
  const packing = await startPacking(prepared)
  const { dataFolder } = packing
  await packing.scan(orderAt(openOrder).orderNumber, 'order-opened')
  await packing.scan(unitCodesOf(openOrder)[0] ?? '', 'item-packed')
  const [ready, orders, all]: [number[], number[], number[]] = [[], [], []]
  let { window } = packing
  for (let count = 0; count < kills; count += 1) {
    const killedMs = performance.now()
    window.page.close()
    await window.program.kill()
    window = await startStation(dataFolder, 'line')
    ready.push(window.program.startedMs + window.readyAfterMs - killedMs)
    orders.push((await window.page.evaluate<ReadAll>(`bench.readAll(['orders'])`)).took)
    all.push((await window.page.evaluate<ReadAll>(`bench.readAll(['orders', 'waybills'])`)).took)
  }
  await packing.end(window)
  return findingsOf(prepared.orders, median(ready), median(orders), median(all))
}

function findingsOf(
  cached: number,
  readyMs: number,
  ordersMs: number,
  allMs: number,
): readonly Finding[] {
  const isGoal = cached === goalOrders
  const size = `${String(cached / 1000)}k orders`
  const common = { row: 4, measured: formatMs(readyMs) }
  return [
    {
      ...common,
      what: `kill → ready to scan, ${size}`,
      goal: isGoal ? '≤ 0.5 × getAll + map' : '',
      reference: `getAll + map of orders and waybills ${formatMs(allMs)}`,
      ratio: readyMs / allMs,
      limit: isGoal ? { atMost: 0.5 } : null,
    },
    {
      ...common,
      what: `the same against orders alone, ${size}`,
      goal: '',
      reference: `getAll + map of orders ${formatMs(ordersMs)}`,
      ratio: readyMs / ordersMs,
      limit: null,
    },
  ]
}
