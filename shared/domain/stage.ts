import type { Order } from './order.ts'
import type { LabelState, Parcel } from './parcel.ts'

/** How far an order's goods are on their way out. The further, the more there is to undo. */
export const stages = [
  'untouched',
  'picked',
  'packed',
  'closed',
  'labelled',
  'handed-over',
] as const
export type Stage = (typeof stages)[number]

/** States in which a label lies in the world, or nobody can tell. One that is being sent is soon one of them. */
const printed: readonly LabelState[] = ['sent', 'unknown', 'confirmed']

/** The furthest stage that any of an order's parcels has reached. */
export function stageOf(order: Order): Stage {
  const { parcels, lines } = order
  if (parcels.some((parcel) => parcel.handedOver)) return 'handed-over'
  if (parcels.some((parcel) => printed.includes(parcel.label))) return 'labelled'
  if (parcels.some((parcel) => parcel.closed)) return 'closed'
  const isPacked = lines.some((line) => line.packed > 0) || parcels.some(hasContents)
  if (isPacked) return 'packed'
  return lines.some((line) => line.picked > 0) ? 'picked' : 'untouched'
}

/** Whether anybody has taken goods of this order in hand. */
export function isBegun(order: Order): boolean {
  return stageOf(order) !== 'untouched'
}

/** Whether anything of this order is in a box, or was. */
export function isPackingBegun(order: Order): boolean {
  const stage = stageOf(order)
  return stage !== 'untouched' && stage !== 'picked'
}

function hasContents({ contents }: Parcel): boolean {
  return contents.length > 0
}

/** Whether nobody may work on an order for now, or for good: the office, or a short bin, has stopped it. */
export function isStopped({ state, holds }: Order): boolean {
  return state === 'held' || state === 'exception' || state === 'cancelled' || holds.length > 0
}

/** Whether an order waits for its first unit to be packed, and may be worked on. */
export function isFreeToBegin(order: Order): boolean {
  return !isStopped(order) && !isPackingBegun(order)
}
