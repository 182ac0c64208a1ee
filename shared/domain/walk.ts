import { isFullyPacked, isFullyPicked, type Order, type OrderLine } from './order.ts'
import { isFreeToBegin, isStopped } from './stage.ts'

/** What one order still lacks of a stop. `tote` is where it goes; null = it has none yet, or needs none. */
export interface StopShare {
  readonly orderNumber: string
  readonly lineId: string
  readonly quantity: number
  readonly tote: string | null
}

/** Goods of one kind in one bin that orders of a walk still lack. */
export interface Stop {
  readonly bin: string
  readonly sku: string
  readonly name: string
  /** Units for all orders together. */
  readonly quantity: number
  readonly shares: readonly StopShare[]
}

/** `A-2` stands before `A-10`, as on the shelf. */
const shelfOrder = new Intl.Collator('en', { numeric: true })

/** The orders of a wave that one walk is for, by number: those whose packing has not begun. */
export function ordersOfWalk(orders: readonly Order[], waveNumber: string): readonly Order[] {
  return orders
    .filter((order) => order.waveNumber === waveNumber && isFreeToBegin(order))
    .toSorted((one, other) => shelfOrder.compare(one.orderNumber, other.orderNumber))
}

/** Orders of a wave that were stopped, by a short bin or by the office, while goods of theirs lie in a tote. */
export function stoppedOfWalk(orders: readonly Order[], waveNumber: string): readonly Order[] {
  return orders.filter(
    (order) =>
      order.waveNumber === waveNumber &&
      order.tote !== undefined &&
      isStopped(order) &&
      !isFullyPacked(order),
  )
}

/** The wave to walk for next: of those with something left to pick the one that is due first; null = there is none. */
export function nextWalk(orders: readonly Order[]): string | null {
  const [first] = orders
    .filter((order) => isFreeToBegin(order) && !isFullyPicked(order))
    .filter(({ waveNumber }) => waveNumber !== undefined)
    .toSorted((one, other) => one.deadlineAt.localeCompare(other.deadlineAt))
  return first?.waveNumber ?? null
}

/** Where to go and what to take, in the order of the shelves. Goods without a bin come last. */
export function stopsOf(orders: readonly Order[]): readonly Stop[] {
  const stops = new Map<string, Stop>()
  for (const order of orders)
    for (const line of order.lines) {
      const share = shareOf(order, line)
      if (share.quantity <= 0) continue
      const { bin, sku, name } = line
      const key = JSON.stringify([bin, sku])
      const { quantity, shares } = stops.get(key) ?? { quantity: 0, shares: [] }
      const together = { quantity: quantity + share.quantity, shares: [...shares, share] }
      stops.set(key, { bin, sku, name, ...together })
    }
  return [...stops.values()].toSorted(
    (one, other) =>
      Number(one.bin === '') - Number(other.bin === '') ||
      shelfOrder.compare(one.bin, other.bin) ||
      shelfOrder.compare(one.sku, other.sku),
  )
}

function shareOf({ orderNumber, tote }: Order, line: OrderLine): StopShare {
  const { lineId, quantity, picked } = line
  return { orderNumber, lineId, quantity: quantity - picked, tote: tote ?? null }
}

/**
 * Which order units of an article go to: one that lacks as many of it; of these one that has a tote already, then the one that lacks
 * least in all, so that orders are complete early, then the one that is due first. null = no order lacks as many.
 */
export function orderForUnits(orders: readonly Order[], sku: string, units: number): Order | null {
  const [first] = orders
    .filter((order) => lacks(order, sku) >= units)
    .toSorted(
      (one, other) =>
        Number(other.tote !== undefined) - Number(one.tote !== undefined) ||
        lacks(one) - lacks(other) ||
        one.deadlineAt.localeCompare(other.deadlineAt) ||
        shelfOrder.compare(one.orderNumber, other.orderNumber),
    )
  return first ?? null
}

/** Units that an order still lacks, of one article or in all. */
function lacks({ lines }: Order, sku?: string): number {
  const wanted = lines.filter((line) => sku === undefined || line.sku === sku)
  return wanted.reduce((sum, line) => sum + Math.max(0, line.quantity - line.picked), 0)
}

/** Goods of one kind need none: at the bench they stand for their order by themselves (`single.ts`). */
export function needsTote({ lines }: Order): boolean {
  return lines.length > 1
}

/** The order whose goods lie in a tote; null = it is free. */
export function holderOf(orders: readonly Order[], tote: string): Order | null {
  return orders.find((order) => order.tote === tote && !isFullyPacked(order)) ?? null
}
