import type { Command } from '../../shared/domain/command.ts'
import type { Decision } from '../../shared/domain/decision.ts'
import { decide } from '../../shared/domain/decide.ts'
import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Order } from '../../shared/domain/order.ts'
import { canonicalCode } from '../../shared/domain/product.ts'
import { refusal, type Refusal } from '../../shared/domain/refusal.ts'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { weightOf, type GoodsWeight, type GoodsWeights } from '../../shared/domain/weighing.ts'
import type { StationPorts, StationStore } from './ports.ts'
import type { FaultCode, StationView } from './view.ts'

/** Facts in one commit. */
const factsAtOnce = 100

/**
 * Decides commands of several orders, each on its order as it is before the first, and makes their facts durable. What the rules refuse
 * is left out; answers the facts that there are. Nothing that needs a waybill or a label is decided so.
 */
export async function executeEach(
  { store, journal, stationId, newId, now, today }: StationPorts,
  commands: readonly Command[],
  operatorId: string,
): Promise<Result<readonly DomainEvent[], FaultCode>> {
  const context = { now: now(), today: today(), newId, stationId, operatorId }
  const facts: DomainEvent[] = []
  for (const command of commands) {
    const order = await store.findOrder(command.orderNumber)
    const ruling = decide({ order, waybills: [] }, command, context)
    if (ruling.ok) facts.push(...ruling.value.events)
  }
  for (let start = 0; start < facts.length; start += factsAtOnce) {
    const durable = await journal.commit(facts.slice(start, start + factsAtOnce), [])
    if (!durable.ok) return durable
  }
  return succeed(facts)
}

/** What is known of the weights of an order's goods, by SKU. */
function weightsOf(store: StationStore, { lines }: Order): GoodsWeights {
  return new Map(
    lines.flatMap(({ sku }) => {
      const product = store.findProduct(canonicalCode(sku))
      return product?.sku === sku ? [[sku, weightOf(product)] as const] : []
    }),
  )
}

/** What a command led to, once it is durable: the decision, and the order as it is now. */
export interface Executed {
  readonly decision: Decision
  readonly order: Order
}

export type Failure =
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'fault'; readonly code: FaultCode }

/**
 * Decides a command on what the station knows and makes its facts durable. Nothing has happened unless it answers ok:
 * this is the only way to a green light. `operatorId` stands in them as who did it; `onDecided` hears of the decision before it is durable, for bookkeeping only.
 */
export async function execute(
  ports: StationPorts,
  command: Command,
  { operatorId, way }: Pick<StationView, 'operatorId' | 'way'>,
  onDecided: (decision: Decision) => void,
): Promise<Result<Executed, Failure>> {
  const { store, journal, stationId, newId } = ports
  const { weighs, asksCarton } = way
  const { orderNumber } = command
  const [order, waybills, openTasks] = await Promise.all([
    store.findOrder(orderNumber),
    store.waybillsOf(orderNumber),
    store.openTasks(),
  ])
  if (!order) return fail({ kind: 'refusal', refusal: refusal('unknown-order', { orderNumber }) })
  const needsNumber = waybills.some(({ state }) => state === 'unnumbered')
  const leasedNumber = needsNumber ? await journal.nextNumber(order.carrier) : null
  const bench = { stationId, operatorId, weighs, asksCarton }
  const context = { now: ports.now(), today: ports.today(), newId, ...bench }
  const tasks = openTasks.filter((task) => task.orderNumber === orderNumber)
  const goodsWeights = weighs ? weightsOf(store, order) : new Map<string, GoodsWeight>()
  const known = { order, waybills, tasks, leasedNumber, goodsWeights }
  const ruling = decide(known, command, context)
  if (!ruling.ok) return fail({ kind: 'refusal', refusal: ruling.error })
  const { events, labels } = ruling.value
  if (events.length === 0) return succeed({ decision: ruling.value, order })
  onDecided(ruling.value)
  const durable = await journal.commit(events, labels)
  if (!durable.ok) return fail({ kind: 'fault', code: durable.error })
  const after = await store.findOrder(orderNumber)
  return succeed({ decision: ruling.value, order: after ?? order })
}
