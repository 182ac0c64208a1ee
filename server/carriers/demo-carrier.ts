import type { Contact, Order } from '../../shared/domain/order.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { stableChoice, stableNumber } from '../orders/stable-hash.ts'
import { carrierOf } from './carriers.ts'

/** How often another number is tried when one is taken. Two in a row being taken has never been seen. */
export const waybillAttempts = 4

const sender: Contact = {
  name: '稳发样例仓',
  phone: '0571-****0000',
  region: '浙江省 杭州市 样例区',
  street: '发货路1号（虚构地址）',
}

interface Hub {
  readonly city: string
  readonly area: string
  readonly code: string
}

const hubs: readonly [Hub, ...Hub[]] = [
  { city: '杭州', area: '570', code: '310' },
  { city: '深圳', area: '755', code: '755' },
  { city: '苏州', area: '512', code: '512' },
  { city: '成都', area: '280', code: '028' },
  { city: '武汉', area: '270', code: '027' },
  { city: '北京', area: '100', code: '010' },
  { city: '上海', area: '200', code: '021' },
  { city: '青岛', area: '532', code: '532' },
]

/**
 * Plays a carrier: allocates the waybill of an order, complete with routing, as a real one does over its own network. The
 * same order gets the same answer for ever.
 *
 * A carrier that gives out ranges answers a waybill without its number.
 *
 * @param attempt which of the order's possible numbers, when an earlier one is taken
 * @returns null when there is no such carrier
 */
export function allocateWaybill(order: Order, attempt: number): Waybill | null {
  const carrier = carrierOf(order.carrier)
  if (!carrier) return null
  const { orderNumber, recipient, codAmountFen } = order
  const salt = attempt === 0 ? '' : ` ${String(attempt)}`
  const hub =
    hubs.find(({ city }) => recipient.region.includes(city)) ??
    stableChoice(`hub ${recipient.region}`, hubs)
  const { numbering } = carrier
  return {
    waybillNumber:
      numbering.kind === 'block'
        ? `${orderNumber}~${String(attempt)}`
        : numbering.waybillNumber(stableNumber(`${carrier.code} ${orderNumber}${salt}`, 1e12)),
    carrier: carrier.code,
    carrierName: carrier.name,
    orderNumber,
    threeSegmentCode: threeSegmentCode(hub.area, `${recipient.region} ${recipient.street}`),
    packageCentre: `${hub.city}中心`,
    packageCentreCode: hub.code,
    productType: carrier.productType,
    recipient,
    sender,
    codAmountFen,
    state: numbering.kind === 'block' ? 'unnumbered' : 'allocated',
  }
}

/** Hub and branch, delivery point, courier: for example `570-A12 08 3`. */
function threeSegmentCode(area: string, address: string): string {
  const letter = stableChoice(`letter ${address}`, ['A', 'B', 'C', 'D'])
  const branch = 1 + stableNumber(`branch ${address}`, 48)
  const point = 1 + stableNumber(`point ${address}`, 60)
  const courier = 1 + stableNumber(`courier ${address}`, 9)
  const pad = (number: number): string => String(number).padStart(2, '0')
  return `${area}-${letter}${pad(branch)} ${pad(point)} ${String(courier)}`
}
