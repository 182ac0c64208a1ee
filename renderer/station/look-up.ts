import {
  commandCardOf,
  meaningOf,
  readCode,
  toteOf,
  waveOf,
  type CodeMatches,
  type ScanMeaning,
} from '../../shared/domain/meaning.ts'
import { isGs1By, itemOf, parseElementString } from '../../shared/domain/gs1.ts'
import type { Carton, ParcelCarton } from '../../shared/domain/carton.ts'
import { canonicalCode, cartonOf, type ScannedProduct } from '../../shared/domain/product.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import type { StationStore } from './ports.ts'

/**
 * Looks a code up as one kind after the other, the expected first, and stops at the first that it is. Goods are found in memory,
 * so a unit that is packed never waits for a disk that a first sync keeps busy.
 *
 * @param open the order on the bench
 */
export async function lookUp(
  store: StationStore,
  open: Order | null,
  raw: string,
  expects: readonly ScanMeaning['kind'][],
  { aim, thisYear, bins, toCount }: CodeHints,
): Promise<ScanMeaning> {
  const { text, canonical } = readCode(raw)
  const nothing = { orderNumber: null, product: null, waybill: null }
  if (commandCardOf(text)) return meaningOf(text, nothing, expects)
  const tote = toteOf(text)
  if (tote !== null) return { kind: 'tote', tote }
  const bin = bins.find((candidate) => candidate !== '' && candidate === text)
  if (bin !== undefined) return { kind: 'bin', bin }
  const gs1 = gs1Meaning(store, text, aim, thisYear)
  for (const kind of expects) {
    const found = await matchesOf(store, open, kind, { text, canonical })
    const carton = found?.product && cartonOf(found.product)
    if (carton && !isOrdered(open, carton.sku)) return { kind: 'carton', carton: boxOf(carton) }
    if (found) return meaningOf(text, { ...nothing, ...found }, expects)
    // Known in memory too, so that no unit waits for the disk that the kinds behind this one are read from.
    if (kind === 'item' && gs1?.kind === 'item') return gs1
  }
  const waveNumber = waveOf(text)
  if (waveNumber !== null) return { kind: 'list', waveNumber }
  if (gs1?.kind === 'item') return gs1
  // Asked for last, so that goods never wait for it.
  if ((await toCount()).includes(text)) return { kind: 'bin', bin: text }
  return gs1 ?? meaningOf(text, nothing, expects)
}

/** A shop that also sells its boxes packs one as goods until the order has as many as it asks for. */
function isOrdered(open: Order | null, sku: string): boolean {
  return open?.lines.some((line) => line.sku === sku && line.packed < line.quantity) ?? false
}

function boxOf({ sku, name, grams }: Carton): ParcelCarton {
  return { sku, name, grams }
}

/** What a code is, as far as the cache knows. */
type Found = Omit<Partial<CodeMatches>, 'product'> & { readonly product?: ScannedProduct }

/** Whether the goods of an order can be scanned already, as far as a cache that is being filled has come. */
export function knowsGoodsOf(store: StationStore, { lines }: Order): boolean {
  return lines.every(({ sku }) => store.findProduct(canonicalCode(sku)) !== undefined)
}

/** What is known of a code besides its text. */
export interface CodeHints {
  /** AIM identifier; null when the scanner sends none. */
  readonly aim: string | null
  /** Decides the century of a date in a code. */
  readonly thisYear: number
  /** Bins of the walk that is on. */
  readonly bins: readonly string[]
  /** Bins that wait to be counted. */
  readonly toCount: () => Promise<readonly string[]>
}

/** A GS1 code that names goods of ours. A scanner that sends no AIM identifier leaves it to the code to be one. */
function gs1Meaning(
  store: StationStore,
  text: string,
  aim: string | null,
  thisYear: number,
): ScanMeaning | null {
  const isGs1 = isGs1By(aim)
  if (isGs1 === false) return null
  const parsed = parseElementString(text)
  if (!parsed.ok) return isGs1 ? { kind: 'unknown', text, fault: parsed.error } : null
  const item = itemOf(parsed.value, thisYear)
  const product = item && store.findProduct(canonicalCode(item.gtin))
  if (!product || !item) return null
  const { sku, name } = product
  return { kind: 'item', sku, name, code: text, traits: item.traits }
}

async function matchesOf(
  store: StationStore,
  open: Order | null,
  kind: ScanMeaning['kind'],
  { text, canonical }: ReturnType<typeof readCode>,
): Promise<Found | null> {
  if (kind === 'item') {
    const product = store.findProduct(canonical)
    return product ? { product } : null
  }
  if (kind === 'waybill') {
    const waybill = await findWaybill(store, open, text)
    return waybill ? { waybill } : null
  }
  const order = kind === 'order' ? await store.findOrder(text) : undefined
  return order ? { orderNumber: order.orderNumber } : null
}

/** A label that is scanned back is nearly always the open order's own, whose waybills are in memory. */
async function findWaybill(
  store: StationStore,
  open: Order | null,
  waybillNumber: string,
): Promise<Waybill | undefined> {
  const own = open ? await store.waybillsOf(open.orderNumber) : []
  return (
    own.find((waybill) => waybill.waybillNumber === waybillNumber) ??
    (await store.findWaybill(waybillNumber))
  )
}
