import { orderedUnits, type Order } from '../../shared/domain/order.ts'
import type { OfficeChange } from './office.ts'

/** What each bench does, and what the office does, in the order of the clock. */
export interface OutagePlan {
  /** Orders of each bench, in the order in which it packs them. */
  readonly work: readonly (readonly string[])[]
  /** Orders that both benches pack. */
  readonly shared: readonly string[]
  /** Orders of which one unit is packed when the network comes back. */
  readonly begun: readonly string[]
  /** By order: what the office does to it meanwhile. */
  readonly changed: ReadonlyMap<string, OfficeChange>
}

export interface OutageSize {
  readonly parcels: number
  readonly packedTwice: number
  readonly changes: number
}

const splitsOneIn = 4

/** Plans an outage for two benches. No order is in two conflicts at once, so that each can be told apart. */
export function planOutage(
  orders: readonly Order[],
  { parcels, packedTwice, changes }: OutageSize,
  random: () => number,
): OutagePlan {
  const shuffled = <Item>(items: readonly Item[]): readonly Item[] =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((one, other) => one.at - other.at)
      .map(({ item }) => item)
  const numbers = shuffled(orders).map(({ orderNumber }) => orderNumber)
  const large = new Set(
    orders.filter((order) => orderedUnits(order) > 1).map(({ orderNumber }) => orderNumber),
  )
  const begun = numbers.filter((number) => large.has(number)).slice(0, 6)
  const shared = numbers.filter((number) => !begun.includes(number)).slice(0, packedTwice)
  const own = numbers
    .filter((number) => !begun.includes(number) && !shared.includes(number))
    .slice(0, parcels - 2 * packedTwice)
  const splits = own.filter((number) => large.has(number)).slice(0, changes / splitsOneIn)
  const plain = [...begun.slice(0, 3), ...own.filter((number) => !splits.includes(number))]
  const cycle = ['cancel', 'hold', 'address'] as const
  const changed = [
    ...splits.map((number) => [number, 'split'] as const),
    ...plain
      .slice(0, changes - splits.length)
      .map((number, index) => [number, cycle[index % cycle.length] ?? 'cancel'] as const),
  ]
  const half = own.length / 2
  const work = [own.slice(0, half), own.slice(half)].map((part) => shuffled([...part, ...shared]))
  return { work, shared, begun, changed: new Map(shuffled(changed)) }
}
