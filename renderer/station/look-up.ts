import {
  commandCardOf,
  meaningOf,
  readCode,
  type CodeMatches,
  type ScanMeaning,
} from '../../shared/domain/meaning.ts'
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
): Promise<ScanMeaning> {
  const { text, canonical } = readCode(raw)
  const nothing = { orderNumber: null, product: null, waybill: null }
  if (commandCardOf(text)) return meaningOf(text, nothing, expects)
  for (const kind of expects) {
    const found = await matchesOf(store, open, kind, { text, canonical })
    if (found) return meaningOf(text, { ...nothing, ...found }, expects)
  }
  return meaningOf(text, nothing, expects)
}

async function matchesOf(
  store: StationStore,
  open: Order | null,
  kind: ScanMeaning['kind'],
  { text, canonical }: ReturnType<typeof readCode>,
): Promise<Partial<CodeMatches> | null> {
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
