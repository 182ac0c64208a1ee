/** Where an order stands on the floor. */
export const orderStates = [
  'ready',
  'picking',
  'picked',
  'packing',
  'packed',
  'shipped',
  'held',
  'cancelled',
  'exception',
] as const
export type OrderState = (typeof orderStates)[number]

/**
 * Every step that an order can take. A test walks this table for unreachable, unknown and dead-end states, and a
 * property test holds `evolve` to it. Pick-and-pack at one bench goes from picking straight to packing, and a
 * single unit takes an order from picking to packed in one decision, event by event. Back to ready goes an order that is put
 * back or was unpacked, back to picking one that another station takes over.
 */
export const transitions: Readonly<Record<OrderState, readonly OrderState[]>> = {
  ready: ['picking', 'held', 'cancelled', 'exception'],
  picking: ['ready', 'picked', 'packing', 'held', 'cancelled', 'exception'],
  picked: ['picking', 'packing', 'held', 'cancelled', 'exception'],
  packing: ['picking', 'packed', 'held', 'cancelled', 'exception'],
  packed: ['shipped', 'held', 'cancelled', 'exception'],
  shipped: [],
  held: ['ready', 'picking', 'picked', 'packing', 'packed', 'cancelled', 'exception'],
  cancelled: ['exception'],
  exception: ['ready', 'packing', 'packed', 'shipped', 'held', 'cancelled'],
}

/** States in which an order's work is over. */
export const finalStates: readonly OrderState[] = ['shipped', 'cancelled']

/** Whether the table allows this step. Staying where one is is no step and always allowed. */
export function mayStep(from: OrderState, to: OrderState): boolean {
  return from === to || transitions[from].includes(to)
}
