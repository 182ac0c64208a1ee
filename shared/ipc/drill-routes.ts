import { z } from 'zod'

/** Trouble that a bench with virtual devices can be put into, for training: each lasts until it is taken away. */
export const drillFaults = ['scanner-unplugged', 'no-paper', 'no-network'] as const
export type DrillFault = (typeof drillFaults)[number]

const drillState = z.object({ faults: z.array(z.enum(drillFaults)) })

/** The requests of a training. A station without a virtual scanner refuses them. */
export const drillRoutes = {
  'drill.read': { input: z.object({}), output: drillState },
  'drill.set': {
    input: z.object({ fault: z.enum(drillFaults), isOn: z.boolean() }),
    output: drillState,
  },
  /** The office of this computer's own centre cancels an order, as it may do at any moment. */
  'drill.cancelOrder': {
    input: z.object({ orderNumber: z.string().min(1).max(64) }),
    output: z.object({}),
  },
} as const
