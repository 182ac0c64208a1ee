import { decide } from '../../../shared/domain/decide.ts'
import type { Command } from '../../../shared/domain/command.ts'
import type { Context, Decision, Facts } from '../../../shared/domain/decision.ts'
import { event, type DomainEvent } from '../../../shared/domain/event.ts'
import { evolve } from '../../../shared/domain/evolve.ts'
import type { Order, OrderLine } from '../../../shared/domain/order.ts'
import type { Refusal } from '../../../shared/domain/refusal.ts'
import type { Waybill } from '../../../shared/domain/waybill.ts'

export const orderNumber = 'SO-1'
export const parcelNumber = 'SO-1-1'
export const waybillNumber = 'YT-1'
export const stationId = 'station-1'
export const operatorId = 'operator-1'

const contact = {
  name: '张*',
  phone: '138****0000',
  region: '浙江省 杭州市',
  street: '文三路 1 号',
}

/** A line of an order: `['SKU-1', 2]` asks for two of SKU-1. */
export type Wanted = readonly [sku: string, quantity: number]

/** An order that nobody has touched. */
export function anOrder(lines: readonly Wanted[], change: Partial<Order> = {}): Order {
  return {
    ...{ orderNumber, channel: 'taobao', buyer: '买**', paymentState: 'paid', codAmountFen: 0 },
    ...{ deadlineAt: '2026-11-24T09:00:00.000Z', holds: [], remark: '', recipient: contact },
    ...{ carrier: 'yto', state: 'ready', claimedBy: null, parcels: [] },
    lines: lines.map(([sku, quantity], index) => aLine(index, sku, quantity)),
    ...change,
  }
}

function aLine(index: number, sku: string, quantity: number): OrderLine {
  const lineId = `L${String(index + 1)}`
  const place = { unitWeightGrams: 40, bin: 'A-01-01' }
  return { lineId, sku, name: `Goods ${sku}`, quantity, ...place, picked: 0, packed: 0 }
}

export function aWaybill(number: string, change: Partial<Waybill> = {}): Waybill {
  return {
    ...{ waybillNumber: number, carrier: 'yto', carrierName: '圆通', orderNumber },
    ...{ threeSegmentCode: '570-A12 08 3', packageCentre: '杭州', packageCentreCode: 'HZ' },
    ...{ productType: '', recipient: contact, sender: contact, codAmountFen: 0 },
    state: 'allocated',
    ...change,
  }
}

export function contextOf(by = stationId): Context {
  let made = 0
  const newId = (): string => {
    made += 1
    return `job-${String(made)}`
  }
  return { now: '2026-11-24T01:00:00.000Z', today: '2026-11-24', newId, stationId: by, operatorId }
}

/** Commands about the order, without its number. */
type Short = Command extends infer Each
  ? Each extends Command
    ? Omit<Each, 'orderNumber'>
    : never
  : never

/** An order, its waybills, and what stations have done: like one bench without a journal. */
export class Floor {
  order: Order
  waybills: readonly Waybill[]
  readonly facts: DomainEvent[] = []
  readonly #contexts = new Map<string, Context>()

  constructor(order: Order, waybills: readonly Waybill[] = [aWaybill(waybillNumber)]) {
    this.order = order
    this.waybills = waybills
  }

  /** Runs a command; what it makes true is folded in. Throws when it is refused. */
  does(command: Short, by = stationId): Decision {
    const ruling = this.#decide(command, by)
    if (!ruling.ok) throw new Error(`refused: ${ruling.error.code}`)
    for (const fact of ruling.value.events) this.hears(fact)
    return ruling.value
  }

  /** What a command is refused with; null when it is not. Nothing is folded in. */
  refusal(command: Short, by = stationId): Refusal | null {
    const before = JSON.stringify(this.order)
    const ruling = this.#decide(command, by)
    if (JSON.stringify(this.order) !== before) throw new Error('decide changed the order in place')
    return ruling.ok ? null : ruling.error
  }

  hears(fact: DomainEvent): void {
    this.order = evolve(this.order, fact)
    this.facts.push(fact)
  }

  /** A word of the printer about the last job that was asked for; nothing while there is none. */
  printer(outcome: 'sending' | 'sent' | 'failed' | 'unknown'): void {
    const parcel = this.order.parcels.findLast(({ printJobId }) => printJobId !== null)
    if (!parcel?.printJobId) return
    const { parcelNumber: of, waybillNumber: number, printJobId } = parcel
    const fact = labelFact(outcome, printJobId)
    const body = { ...fact.body, parcelNumber: of, waybillNumber: number }
    this.hears({ ...fact, body } as DomainEvent)
  }

  #decide(command: Short, by: string): ReturnType<typeof decide> {
    const context = this.#contexts.get(by) ?? contextOf(by)
    this.#contexts.set(by, context)
    const { order, waybills } = this
    const facts: Facts = { order, waybills }
    return decide(facts, { ...command, orderNumber: order.orderNumber }, context)
  }
}

/** What the printer says about a job of the first parcel. */
export function labelFact(
  outcome: 'requested' | 'sending' | 'sent' | 'failed' | 'unknown' | 'confirmed',
  printJobId = 'job-1',
): DomainEvent {
  const of = { orderNumber, parcelNumber, waybillNumber, printJobId }
  switch (outcome) {
    case 'requested':
      return event('label.requested', { ...of, copy: 0, reason: null })
    case 'sending':
      return event('label.sending', { ...of, printerId: 'p', attempt: 1, documentHash: 'a' })
    case 'sent':
      return event('label.sent', of)
    case 'failed':
      return event('label.failed', { ...of, reason: 'unplugged' })
    case 'unknown':
      return event('label.unknown', { ...of, reason: 'cut-off' })
    case 'confirmed':
      return event('label.confirmed', { ...of, operatorId })
  }
}

export function pack(sku: string, quantity = 1): Short {
  return { type: 'packItem', sku, quantity, code: sku }
}

export function pick(sku: string, quantity = 1): Short {
  return { type: 'pickItem', sku, quantity }
}

/** Another article goes in for what a line lacks. */
export function substitute(lineId: string, sku: string) {
  const article = { sku, name: `Goods ${sku}`, unitWeightGrams: 90, bin: 'S-09' }
  return { type: 'substituteLine', lineId, article, reason: 'not-in-bin' } as const
}

export const claim: Short = { type: 'claimOrder' }
export const close: Short = { type: 'closeParcel' }
export const voidNumber = { type: 'voidNumber', waybillNumber, reason: 'torn' } as const
export const confirm: Short = { type: 'confirmLabel', waybillNumber }
export const handOver: Short = { type: 'handOver', waybillNumber }

export function reprint(reason = 'smudged'): Short {
  return { type: 'reprintLabel', waybillNumber, reason }
}

/** A floor on which the only unit of an order is packed and its label asked for. */
export function packedFloor(): Floor {
  const floor = new Floor(anOrder([['SKU-1', 1]]))
  floor.does(claim)
  floor.does(pack('SKU-1'))
  return floor
}
