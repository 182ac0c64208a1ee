import { inventedBin, inventedRecipient, inventedWeightGrams } from './invented.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import { carrierCodes } from '../carriers/carriers.ts'
import type { CsvRecord } from './csv-text.ts'
import { readLine, type ReadLine, type SkipReason } from './read-line.ts'
import { stableChoice } from '../orders/stable-hash.ts'

/** A line that became nothing, and why. */
export interface SkippedLine {
  readonly line: number
  readonly reason: SkipReason
  readonly text: string
}

/** A line whose units went into an earlier line with the same goods. */
export interface MergedLine {
  readonly line: number
  readonly intoLine: number
  readonly text: string
}

/** What an order file holds. Products have no barcodes yet: which are free only the database knows. */
export interface ConvertedOrders {
  readonly orders: readonly Order[]
  readonly products: readonly Product[]
  readonly skipped: readonly SkippedLine[]
  readonly merged: readonly MergedLine[]
}

/** Most lines and units that `orderRow` lets through. */
const mostLines = 2_000
const mostUnits = 1_000_000

interface Draft {
  readonly first: ReadLine
  /** By SKU: the first line with it, and the units of all. */
  readonly goods: Map<string, { readonly line: number; quantity: number }>
}

/**
 * Makes orders of the lines of a file. Every line either becomes an order line, goes into one, or is told in the report. Pure:
 * the same lines give the same orders, to the letter.
 */
export function convertOrders(records: readonly CsvRecord[]): ConvertedOrders {
  const drafts = new Map<string, Draft>()
  const products = new Map<string, Product>()
  const skipped: SkippedLine[] = []
  const merged: MergedLine[] = []
  for (const { line, fields, text } of records) {
    const read = readLine(line, fields)
    if (!read.ok) {
      skipped.push({ line, reason: read.error, text })
      continue
    }
    const draft = drafts.get(read.value.orderNumber) ?? { first: read.value, goods: new Map() }
    const added = addGoods(draft, read.value)
    if (added === 'too-many') {
      skipped.push({ line, reason: 'order-too-large', text })
      continue
    }
    drafts.set(read.value.orderNumber, draft)
    if (added !== 'new') merged.push({ line, intoLine: added.intoLine, text })
    const { sku } = read.value
    if (!products.has(sku)) products.set(sku, productOf(read.value))
  }
  const orders = [...drafts.values()].map((draft) => orderOf(draft, products))
  return { orders, products: [...products.values()], skipped, merged }
}

function addGoods(
  draft: Draft,
  read: ReadLine,
): 'new' | 'too-many' | { readonly intoLine: number } {
  const known = draft.goods.get(read.sku)
  if ((known?.quantity ?? 0) + read.quantity > mostUnits) return 'too-many'
  if (known) {
    known.quantity += read.quantity
    return { intoLine: known.line }
  }
  if (draft.goods.size >= mostLines) return 'too-many'
  draft.goods.set(read.sku, { line: read.line, quantity: read.quantity })
  return 'new'
}

function productOf({ sku, name }: ReadLine): Product {
  const unitWeightGrams = inventedWeightGrams(sku)
  return { sku, name, barcodes: [], unitWeightGrams, bin: inventedBin(sku) }
}

function orderOf({ first, goods }: Draft, products: ReadonlyMap<string, Product>): Order {
  const { orderNumber, customer } = first
  const lines = [...goods].map(([sku, { quantity }]) => {
    const product = products.get(sku)
    return {
      lineId: `${orderNumber}-${sku}`,
      sku,
      name: product?.name ?? sku,
      quantity,
      unitWeightGrams: product?.unitWeightGrams ?? 0,
      bin: product?.bin ?? '',
      picked: 0,
      packed: 0,
    }
  })
  return {
    orderNumber,
    channel: 'import',
    buyer: customer === '' ? '散客' : `客户${customer.slice(0, 2)}***`,
    lines,
    paymentState: 'paid',
    codAmountFen: 0,
    deadlineAt: deadlineOf(first.orderedAt),
    holds: [],
    remark: '',
    recipient: inventedRecipient(orderNumber, customer),
    carrier: stableChoice(`carrier ${orderNumber}`, carrierCodes),
    state: 'ready',
    claimedBy: null,
    parcels: [],
  }
}

/**
 * Orders from before 16:00 leave on the same day at 18:00, later ones on the next. The file's times are taken as the
 * warehouse's own, UTC+8.
 */
function deadlineOf(orderedAt: Date): string {
  const deadline = new Date(orderedAt)
  if (orderedAt.getUTCHours() >= 16) deadline.setUTCDate(deadline.getUTCDate() + 1)
  deadline.setUTCHours(18 - 8, 0, 0, 0)
  return deadline.toISOString()
}
