import type { Order } from './order.ts'

/** Whether an order may go into the next wave. */
export function isWaiting({ state, claimedBy, holds }: Order): boolean {
  return state === 'ready' && claimedBy === null && holds.length === 0
}

/** Longest name of a zone that a wave can be asked for by. */
export const longestZone = 64

/** The zone of a bin: what stands before its first dash (`A-03-12` lies in A); empty for goods without a bin. */
export function zoneOf(bin: string): string {
  return bin.split('-', 1)[0] ?? ''
}

/** The zone in which all goods of an order lie, so that one person can fetch them there; null = they lie in several, or not all have a bin. */
export function zoneOfOrder({ lines }: Pick<Order, 'lines'>): string | null {
  const zones = new Set(lines.map(({ bin }) => zoneOf(bin)))
  const [zone] = zones
  return zones.size === 1 && zone !== undefined && zone !== '' ? zone : null
}
