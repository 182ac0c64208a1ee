import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'

/**
 * Whether an unfinished order could be packed with no network, or the first thing that keeps it from that. A hold comes first,
 * because nothing else matters then.
 */
export const conditions = ['ready', 'held', 'no-waybill', 'goods-unknown', 'no-weight'] as const
export type Condition = (typeof conditions)[number]

/** Why an order cannot be packed here without network. */
export const unreadyReasons = [
  'no-waybill',
  'goods-unknown',
  'no-weight',
  'held',
  'claimed-elsewhere',
] as const
export type UnreadyReason = (typeof unreadyReasons)[number]

/** What a bench can do with no network: of all unfinished orders, and why not the rest. */
export interface Readiness {
  readonly unfinished: number
  readonly packable: number
  readonly reasons: Readonly<Record<UnreadyReason, number>>
}

/** Unfinished orders by the station that has claimed them (`''` = nobody), and by what they lack. */
export type ReadinessCounts = Readonly<Record<string, Readonly<Partial<Record<Condition, number>>>>>

/** Where one order is counted; null = it is finished, or called off. */
export interface ReadinessPlace {
  readonly claimant: string
  readonly condition: Condition
}

/** Whether goods can be scanned. */
export function isScannable(product: Pick<Product, 'barcodes'> | undefined): boolean {
  return product !== undefined && product.barcodes.length > 0
}

/** Whether an order still waits to be packed, as far as readiness is concerned. */
export function isUnfinished({ state }: Order): boolean {
  return ['ready', 'picking', 'picked', 'packing', 'held'].includes(state)
}

/** Where an order is counted. */
export function placeOf(
  order: Order,
  has: { readonly waybill: boolean; readonly goods: boolean },
): ReadinessPlace | null {
  if (!isUnfinished(order)) return null
  return { claimant: order.claimedBy ?? '', condition: conditionOf(order, has) }
}

function conditionOf(
  { state, holds, lines }: Order,
  has: { readonly waybill: boolean; readonly goods: boolean },
): Condition {
  if (state === 'held' || holds.length > 0) return 'held'
  if (!has.waybill) return 'no-waybill'
  if (!has.goods) return 'goods-unknown'
  return lines.some((line) => line.unitWeightGrams === 0) ? 'no-weight' : 'ready'
}

/** The counts with one order more (`by` 1) or less (`by` -1). */
export function counted(
  counts: ReadinessCounts,
  place: ReadinessPlace | null,
  by: 1 | -1,
): ReadinessCounts {
  if (!place) return counts
  const { claimant, condition } = place
  const before = counts[claimant] ?? {}
  return { ...counts, [claimant]: { ...before, [condition]: (before[condition] ?? 0) + by } }
}

/** What the counts mean for one station: another one's orders are out of its reach, whatever they lack. */
export function readinessFor(counts: ReadinessCounts, stationId: string): Readiness {
  const reasons = {
    ...{ 'no-waybill': 0, 'goods-unknown': 0, 'no-weight': 0, held: 0, 'claimed-elsewhere': 0 },
  }
  let packable = 0
  let unfinished = 0
  for (const [claimant, byCondition] of Object.entries(counts))
    for (const condition of conditions) {
      const orders = byCondition[condition] ?? 0
      unfinished += orders
      if (condition === 'held') reasons.held += orders
      else if (claimant !== '' && claimant !== stationId) reasons['claimed-elsewhere'] += orders
      else if (condition === 'ready') packable += orders
      else reasons[condition] += orders
    }
  return { unfinished, packable, reasons }
}

/**
 * The readiness of the base, corrected by what this station has done since: an order that it finished or put back had all it
 * needed, and one that it took over is within its reach.
 */
export function overlayReadiness(
  base: Readiness,
  overlaid: Iterable<{ readonly base: Order | undefined; readonly view: Order }>,
  stationId: string,
): Readiness {
  let { packable, unfinished } = base
  let elsewhere = base.reasons['claimed-elsewhere']
  for (const { base: before, view } of overlaid) {
    if (!before || !isUnfinished(before)) continue
    const wasElsewhere = before.claimedBy !== null && before.claimedBy !== stationId
    const isOver = !isUnfinished(view)
    if (isOver) unfinished -= 1
    if (wasElsewhere && (isOver || view.claimedBy === stationId)) {
      elsewhere -= 1
      if (!isOver) packable += 1
    } else if (isOver) packable -= 1
  }
  const reasons = { ...base.reasons, 'claimed-elsewhere': Math.max(0, elsewhere) }
  return { unfinished, packable: Math.max(0, packable), reasons }
}
