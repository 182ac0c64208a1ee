import type { StationStore } from '../../renderer/station/ports.ts'
import type { DomainEvent } from '../../shared/domain/event.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'

/** What a station has of the centre. */
export interface BaseRows {
  readonly orders: readonly Order[]
  readonly products: readonly Product[]
  readonly waybills: readonly Waybill[]
}

/** A cache without a disk: base rows with every fact of this station on top. Nothing is pulled, as in an outage. */
export class MemoryStore implements StationStore {
  readonly #orders: Map<string, Order>
  readonly #products: ReadonlyMap<string, Product>
  readonly #codes: ReadonlyMap<string, string>
  readonly #waybills: ReadonlyMap<string, Waybill>
  readonly #waybillsOf = new Map<string, Waybill[]>()

  constructor({ orders, products, waybills }: BaseRows) {
    this.#orders = new Map(orders.map((order) => [order.orderNumber, order]))
    this.#products = new Map(
      products.flatMap((product) => product.barcodes.map((code) => [code, product] as const)),
    )
    this.#codes = new Map(products.map(({ sku, barcodes }) => [sku, barcodes[0] ?? '']))
    this.#waybills = new Map(waybills.map((waybill) => [waybill.waybillNumber, waybill]))
    for (const waybill of waybills)
      this.#waybillsOf.set(waybill.orderNumber, [
        ...(this.#waybillsOf.get(waybill.orderNumber) ?? []),
        waybill,
      ])
  }

  takeIn(facts: readonly DomainEvent[]): void {
    for (const fact of facts) {
      const order = this.#orders.get(fact.body.orderNumber)
      if (order) this.#orders.set(order.orderNumber, evolve(order, fact))
    }
  }

  /** The code of every unit that an order asks for. */
  unitCodes(orderNumber: string): readonly string[] {
    const lines = this.#orders.get(orderNumber)?.lines ?? []
    return lines.flatMap(({ sku, quantity }) =>
      Array<string>(quantity).fill(this.#codes.get(sku) ?? ''),
    )
  }

  orderOf(waybillNumber: string): string | undefined {
    return this.#waybills.get(waybillNumber)?.orderNumber
  }

  findOrder = (orderNumber: string) => Promise.resolve(this.#orders.get(orderNumber))
  findWaybill = (waybillNumber: string) => Promise.resolve(this.#waybills.get(waybillNumber))
  waybillsOf = (orderNumber: string) => Promise.resolve(this.#waybillsOf.get(orderNumber) ?? [])
  findProduct = (code: string) => this.#products.get(code)
  productOf = (sku: string) =>
    Promise.resolve([...this.#products.values()].find((product) => product.sku === sku))
  isComplete = () => true
  ordersInWork = () => Promise.resolve([])
  ordersHere = () => Promise.resolve([])
  openTasks = () => Promise.resolve([])
}
