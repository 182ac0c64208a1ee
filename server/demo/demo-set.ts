import type { Channel, Contact, Order, OrderLine } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import { carrierCodes } from '../carriers/carriers.ts'
import { demoCartons, demoProducts } from './demo-goods.ts'
import { seededRandom } from './random.ts'

/** The goods and orders of an invented shop. */
export interface DemoSet {
  readonly products: readonly Product[]
  readonly orders: readonly Order[]
}

const orderCount = 200
const firstNumber = 20_001
const leasedOrders = 6
const hourMs = 60 * 60 * 1_000

const channels: readonly Channel[] = ['taobao', 'taobao', 'jd', 'pinduoduo', 'douyin']
const nicknames = ['小*鱼', '晚**风', 't**8', '山*人', '月**茶', 'L***y', '阿*', '北**星', '豆*包']
const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴']
const regions = [
  '浙江省 杭州市 样例区',
  '广东省 深圳市 样例区',
  '江苏省 苏州市 样例区',
  '四川省 成都市 样例区',
  '湖北省 武汉市 样例区',
  '北京市 样例区',
  '上海市 样例区',
  '山东省 青岛市 样例区',
]
const streets = ['虚构路', '示例大道', '测试街', '样品巷', '演示里']
const remarks = ['请放门卫', '送人的，请勿放发票', '易碎，多垫一层', '周末送货', '两件一起发']

/**
 * The demo shop: 200 orders from SO-20001 on. The same base date gives the same set, to the letter; no person, address or
 * brand in it exists.
 *
 * @param base when the shop's day begins to be packed; deadlines lie from one hour before to two days after it
 */
export function demoSet(base: Date): DemoSet {
  const products = demoProducts()
  const random = seededRandom(20_001)
  const orders = Array.from({ length: orderCount }, (_unused, index) =>
    demoOrder(`SO-${String(firstNumber + index)}`, index, { base, products, random }),
  )
  return { products: [...products, ...demoCartons()], orders: withLeasedNumbers(orders) }
}

/** The orders that are due last go with the courier whose numbers are leased, so that both kinds can be seen. */
function withLeasedNumbers(orders: readonly Order[]): readonly Order[] {
  const ready = orders.filter(({ state }) => state === 'ready')
  const late = ready
    .sort((one, other) => (one.deadlineAt < other.deadlineAt ? 1 : -1))
    .slice(0, leasedOrders)
    .map(({ orderNumber }) => orderNumber)
  return orders.map((order) =>
    late.includes(order.orderNumber) ? { ...order, carrier: 'sto' } : order,
  )
}

interface Shop {
  readonly base: Date
  readonly products: readonly Product[]
  readonly random: () => number
}

function demoOrder(orderNumber: string, index: number, shop: Shop): Order {
  const { base, random } = shop
  const isCashOnDelivery = random() < 0.12
  const deadline = base.getTime() + Math.round((random() * 49 - 1) * 4) * (hourMs / 4)
  const draft = {
    orderNumber,
    channel: pick(channels, random),
    buyer: pick(nicknames, random),
    lines: demoLines(orderNumber, shop),
    paymentState: isCashOnDelivery ? ('unpaid' as const) : ('paid' as const),
    codAmountFen: isCashOnDelivery ? 1_990 + Math.floor(random() * 300) * 100 : 0,
    deadlineAt: new Date(deadline).toISOString(),
    remark: random() < 0.15 ? pick(remarks, random) : '',
    recipient: demoRecipient(random),
    carrier: pick(carrierCodes, random),
    claimedBy: null,
    parcels: [],
  }
  return { ...draft, ...demoState(index) }
}

/** A few orders wait or were called off, so that these states can be seen. */
function demoState(index: number): Pick<Order, 'state' | 'holds'> {
  if (index === 11) return held('address', '地址待买家确认')
  if (index === 37) return held('stock', '缺货，等待补货')
  if (index === 73) return held('payment', '货款待确认')
  if (index === 23) return { state: 'cancelled', holds: [] }
  return { state: 'ready', holds: [] }
}

function held(code: string, note: string): Pick<Order, 'state' | 'holds'> {
  return { state: 'held', holds: [{ code, note }] }
}

function demoLines(orderNumber: string, { products, random }: Shop): readonly OrderLine[] {
  const wanted = random() < 0.45 ? 1 : 2 + Math.floor(random() * 5)
  const chosen = new Set(Array.from({ length: wanted }, () => pick(products, random)))
  return [...chosen].map(({ sku, name, unitWeightGrams, bin }, index) => {
    const quantity = random() < 0.6 ? 1 : 1 + Math.floor(random() * 4)
    const lineId = `${orderNumber}-L${String(index + 1)}`
    return { lineId, sku, name, quantity, unitWeightGrams, bin, picked: 0, packed: 0 }
  })
}

function demoRecipient(random: () => number): Contact {
  const prefix = pick(['138', '139', '150', '186', '177'], random)
  const end = String(Math.floor(random() * 10_000)).padStart(4, '0')
  const house = 1 + Math.floor(random() * 899)
  const room = 101 + Math.floor(random() * 30) * 100
  return {
    name: `${pick(surnames, random)}**`,
    phone: `${prefix}****${end}`,
    region: pick(regions, random),
    street: `${pick(streets, random)}${String(house)}号${String(room)}室（虚构）`,
  }
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('Nothing to choose from')
  return item
}
