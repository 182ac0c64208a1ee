import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import type { DatabaseTransaction } from '../../server/database/tables.ts'
import { lockRows } from '../../server/feed/current-rows.ts'
import { publish, type RowChange } from '../../server/feed/publish.ts'
import { releaseOrders, releaseProducts } from '../../server/orders/release.ts'
import { anOrder } from '../unit/store/an-order.ts'
import type { Chance } from './chance.ts'
import { codeOnGoods } from './operator.ts'
import { untilAnswered } from './quiet.ts'
import type { SimulatedCentre } from './simulated-centre.ts'

const skus = [1, 2, 3, 4].map((number) => `SKU-${String(number)}`)

/** People at the centre, who take in orders and change their minds. */
export class CentralOffice {
  readonly #centre: SimulatedCentre
  readonly #chance: Chance
  readonly orderNumbers: string[] = []

  constructor(centre: SimulatedCentre, chance: Chance) {
    this.#centre = centre
    this.#chance = chance
  }

  async open(orders: number): Promise<void> {
    await this.#change(async (transaction) =>
      releaseProducts(transaction, this.#centre.warehouse, skus.map(productOf), () => []),
    )
    await this.takeOrders(orders)
  }

  async takeOrders(count: number): Promise<void> {
    const orders = Array.from({ length: count }, () => this.#newOrder())
    await this.#change((transaction) => releaseOrders(transaction, this.#centre.warehouse, orders))
    this.orderNumbers.push(...orders.map((order) => order.orderNumber))
  }

  /** Changes one order at random; answers what was done, for the trace. */
  async meddle(): Promise<string> {
    const orderNumber = this.#chance.pick(this.orderNumbers)
    if (orderNumber === undefined) return 'no order to change'
    const changes = [cancel, hold, releaseHold, changeAddress] as const
    const change = this.#chance.pick(changes) ?? cancel
    let changed = false
    await this.#change(async (transaction) => {
      const found = await lockRows(transaction, this.#centre.warehouse, 'order', [orderNumber])
      const text = found.get(orderNumber)
      if (text === undefined) return []
      // Written by `publish` from an `Order`.
      const row = change(JSON.parse(text) as Order)
      if (!row) return []
      changed = true
      return [{ entity: 'order', key: orderNumber, row }]
    })
    return `${change.name} ${orderNumber}${changed ? '' : ': not any more'}`
  }

  #newOrder(): Order {
    const number = this.orderNumbers.length + 1 + this.#chance.between(0, 9) * 1_000
    const orderNumber = `SO-${String(number)}-${this.#chance.id('x').slice(2, 5)}`
    const lines = Array.from({ length: this.#chance.between(1, 2) }, (_unused, index) => ({
      ...{ lineId: `${orderNumber}-L${String(index + 1)}`, name: 'goods', bin: 'A-01-01' },
      sku: skus[(index + this.#chance.between(0, 1) * 2) % skus.length] ?? '',
      ...{ quantity: this.#chance.between(1, 2), unitWeightGrams: 40, picked: 0, packed: 0 },
    }))
    return { ...anOrder(orderNumber, 1), lines, state: 'ready', claimedBy: null }
  }

  async #change(
    work: (transaction: DatabaseTransaction) => Promise<readonly RowChange[]>,
  ): Promise<void> {
    const { database, warehouse } = this.#centre
    this.#centre.noteWrite()
    const place = { warehouse, now: this.#centre.now() }
    const done = database.transaction().execute(async (transaction) => {
      await publish(transaction, place, await work(transaction))
    })
    await untilAnswered(done)
  }
}

function productOf(sku: string): Product {
  return { sku, name: sku, barcodes: [codeOnGoods(sku)], unitWeightGrams: 40, bin: 'A-01-01' }
}

function cancel(order: Order): Order | null {
  const isTooLate = order.state === 'shipped' || order.parcels.some((parcel) => parcel.handedOver)
  return isTooLate || order.state === 'exception' ? null : { ...order, state: 'cancelled' }
}

function hold(order: Order): Order | null {
  if (order.state === 'shipped' || order.holds.length > 0) return null
  return { ...order, holds: [{ code: 'payment', note: 'refund asked for' }] }
}

function releaseHold(order: Order): Order | null {
  return order.holds.length === 0 ? null : { ...order, holds: [] }
}

function changeAddress(order: Order): Order | null {
  if (order.state === 'shipped') return null
  return { ...order, recipient: { ...order.recipient, street: `${order.recipient.street}a` } }
}
