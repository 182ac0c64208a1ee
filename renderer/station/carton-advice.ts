import {
  suggestCarton,
  type BoxedUnits,
  type Carton,
  type CartonSuggestion,
} from '../../shared/domain/carton.ts'
import type { Order } from '../../shared/domain/order.ts'
import { canonicalCode } from '../../shared/domain/product.ts'
import type { StationStore } from './ports.ts'

/** Where sizes and cartons are known from. */
export interface CartonKnowledge extends Pick<StationStore, 'findProduct'> {
  cartons(): readonly Carton[]
}

/** Which carton to take for what is in the open parcel and what is still to come; null = its size is not known. */
export function cartonAdvice(store: CartonKnowledge, order: Order): CartonSuggestion | null {
  const open = order.parcels.find(({ closed }) => !closed)
  const goods = order.lines.flatMap((line): readonly BoxedUnits[] => {
    const inside = open?.contents.find(({ lineId }) => lineId === line.lineId)?.quantity ?? 0
    const quantity = line.quantity - line.packed + inside
    const product = store.findProduct(canonicalCode(line.sku))
    const sizeMm = product?.sku === line.sku ? product.sizeMm : undefined
    return quantity > 0 ? [{ quantity, sizeMm, grams: line.unitWeightGrams }] : []
  })
  return suggestCarton(goods, store.cartons())
}
