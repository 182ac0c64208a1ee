import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { conditions, isScannable, isUnfinished, placeOf, type ReadinessPlace } from './readiness.ts'
import { isUsable, noTotals, tabOf, type Totals } from './totals.ts'

/** Counts a base that arrives row by row, each row once, in any order. */
export interface FillCount {
  order(order: Order): void
  waybill(waybill: Waybill): void
  product(product: Product): void
  totals(): Totals
  /** Orders some of whose goods never came, and which; to be asked when every row was counted. */
  lacking(): ReadonlyMap<string, readonly string[]>
}

/** What is known of an unfinished order so far. */
interface Draft {
  readonly claimant: string
  /** What it would be if it lacked nothing. */
  readonly whole: ReadinessPlace['condition']
  hasWaybill: boolean
  lacks: number
}

/** Starts such a count. It remembers the unfinished orders alone, and those in a few words. */
export function createFillCount(): FillCount {
  return new RowCount()
}

class RowCount implements FillCount {
  readonly #tabs = { ...noTotals.tabs }
  readonly #counts = new Map<string, Map<ReadinessPlace['condition'], number>>()
  readonly #drafts = new Map<string, Draft>()
  readonly #scannable = new Set<string>()
  /** By SKU: orders that wait for it. */
  readonly #waiting = new Map<string, string[]>()
  readonly #early = new Set<string>()

  order(order: Order): void {
    this.#tabs[tabOf(order.state)] += 1
    const { orderNumber } = order
    const hasWaybill = this.#early.delete(orderNumber)
    const whole = placeOf(order, { waybill: true, goods: true })
    if (!whole || !isUnfinished(order)) return
    const skus = new Set(order.lines.map(({ sku }) => sku))
    const missing = [...skus].filter((sku) => !this.#scannable.has(sku))
    for (const sku of missing) {
      const orders = this.#waiting.get(sku)
      if (orders) orders.push(orderNumber)
      else this.#waiting.set(sku, [orderNumber])
    }
    const { claimant, condition } = whole
    const draft = { claimant, whole: condition, hasWaybill, lacks: missing.length }
    this.#drafts.set(orderNumber, draft)
    this.#count(draft, 1)
  }

  waybill(waybill: Waybill): void {
    if (!isUsable(waybill)) return
    const draft = this.#drafts.get(waybill.orderNumber)
    if (!draft) this.#early.add(waybill.orderNumber)
    else if (!draft.hasWaybill) this.#change(draft, () => (draft.hasWaybill = true))
  }

  product(product: Product): void {
    if (!isScannable(product)) return
    this.#scannable.add(product.sku)
    const orders = this.#waiting.get(product.sku) ?? []
    this.#waiting.delete(product.sku)
    for (const orderNumber of orders) {
      const draft = this.#drafts.get(orderNumber)
      if (draft) this.#change(draft, () => (draft.lacks -= 1))
    }
  }

  #change(draft: Draft, change: () => void): void {
    this.#count(draft, -1)
    change()
    this.#count(draft, 1)
  }

  #count(draft: Draft, by: 1 | -1): void {
    const { claimant } = draft
    const counts = this.#counts.get(claimant) ?? new Map<ReadinessPlace['condition'], number>()
    this.#counts.set(claimant, counts)
    const condition = conditionOf(draft)
    counts.set(condition, (counts.get(condition) ?? 0) + by)
  }

  totals(): Totals {
    const readiness = Object.fromEntries(
      [...this.#counts].map(([claimant, counts]) => [
        claimant,
        Object.fromEntries(conditions.map((condition) => [condition, counts.get(condition) ?? 0])),
      ]),
    )
    return { tabs: { ...this.#tabs }, readiness }
  }

  lacking(): ReadonlyMap<string, readonly string[]> {
    const lacking = new Map<string, string[]>()
    for (const [sku, orders] of this.#waiting)
      for (const orderNumber of orders)
        lacking.set(orderNumber, [...(lacking.get(orderNumber) ?? []), sku])
    return lacking
  }
}

function conditionOf({ whole, hasWaybill, lacks }: Draft): ReadinessPlace['condition'] {
  if (whole === 'held') return whole
  if (!hasWaybill) return 'no-waybill'
  return lacks > 0 ? 'goods-unknown' : whole
}
