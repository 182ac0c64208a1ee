import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import { orderChangeResponse } from '../../shared/protocol/order-change.ts'
import type { DatabaseTransaction } from '../../server/database/tables.ts'
import { publish, type RowChange } from '../../server/feed/publish.ts'
import { releaseOrders, releaseProducts } from '../../server/orders/release.ts'
import { anOrder } from '../unit/store/an-order.ts'
import type { Chance } from './chance.ts'
import { cartonCode, codeOnGoods } from './operator.ts'
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
      releaseProducts(transaction, this.#centre.warehouse, goods(), () => []),
    )
    await this.takeOrders(orders)
  }

  async takeOrders(count: number): Promise<void> {
    const made = Array.from({ length: count }, () => this.#newOrder())
    // A shop gives no number twice, and chance may.
    const fresh = new Map(made.map((order) => [order.orderNumber, order]))
    for (const known of this.orderNumbers) fresh.delete(known)
    const orders = [...fresh.values()]
    await this.#change((transaction) => releaseOrders(transaction, this.#centre.warehouse, orders))
    this.orderNumbers.push(...orders.map((order) => order.orderNumber))
  }

  /** Asks the centre, as its office, to change one order at random; answers what came of it, for the trace. */
  async meddle(): Promise<string> {
    const chance = this.#chance
    const orderNumber = chance.pick(this.orderNumbers)
    if (orderNumber === undefined) return 'no order to change'
    const change = chance.pick(['cancel', 'hold', 'release', 'address', 'split']) ?? 'cancel'
    const body = JSON.stringify({
      requestId: chance.id('request'),
      ...this.#wordsOf(change, orderNumber),
    })
    const answer = await this.#centre.answer({
      ...{ method: 'POST', path: `/v1/orders/${orderNumber}/${change}`, body },
      headers: { authorization: 'Bearer admin', 'content-type': 'application/json' },
    })
    if (answer?.status !== 200)
      return `${change} ${orderNumber}: ${String(answer?.status ?? 'silence')}`
    const said = orderChangeResponse.parse(JSON.parse(answer.body.toString('utf8')))
    if (said.result === 'refused') return `${change} ${orderNumber}: ${said.code}`
    if (said.newOrderNumber !== null) this.orderNumbers.push(said.newOrderNumber)
    return `${change} ${orderNumber}`
  }

  #wordsOf(change: string, orderNumber: string): object {
    switch (change) {
      case 'hold':
        return { code: 'payment', note: 'refund asked for' }
      case 'release':
        // There are goods again in the bins of both lines, more often than the money is back.
        return {
          code: this.#chance.pick([
            'payment',
            `short:${orderNumber}-L1`,
            `short:${orderNumber}-L2`,
            `short:${orderNumber}-L1~1`,
          ]),
        }
      case 'address': {
        const { recipient } = anOrder(orderNumber, 1)
        return { recipient: { ...recipient, street: `street ${this.#chance.id('s')}` } }
      }
      case 'split':
        return { lines: [{ lineId: `${orderNumber}-L1`, quantity: 1 }] }
      default:
        return {}
    }
  }

  #newOrder(): Order {
    const number = this.orderNumbers.length + 1 + this.#chance.between(0, 9) * 1_000
    const orderNumber = `SO-${String(number)}-${this.#chance.id('x').slice(2, 5)}`
    const lines = Array.from({ length: this.#chance.between(1, 2) }, (_unused, index) => ({
      ...{ lineId: `${orderNumber}-L${String(index + 1)}`, name: 'goods', bin: 'A-01-01' },
      sku: skus[(index + this.#chance.between(0, 1) * 2) % skus.length] ?? '',
      ...{ quantity: this.#chance.between(1, 2), unitWeightGrams: 40, picked: 0, packed: 0 },
    }))
    // One of them gives each order its number, the other gives stations ranges.
    const carrier = this.#chance.happens(0.3) ? 'sto' : 'yto'
    return { ...anOrder(orderNumber, 1), lines, carrier, state: 'ready', claimedBy: null }
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

/** What the shop sells, and a box to send it in. */
function goods(): readonly Product[] {
  const box = { ...productOf(cartonCode), unitWeightGrams: 60 }
  return [...skus.map(productOf), { ...box, carton: { innerMm: [300, 200, 150] } }]
}

function productOf(sku: string): Product {
  return { sku, name: sku, barcodes: [codeOnGoods(sku)], unitWeightGrams: 40, bin: 'A-01-01' }
}
