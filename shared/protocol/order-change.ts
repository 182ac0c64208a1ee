import { z } from 'zod'
import { changeRefusalCodes } from '../domain/order-change.ts'
import { orderStates } from '../domain/order-state.ts'
import { conflictTask, contact } from './rows.ts'

const key = z.string().min(1).max(64)
/** An id of the asker's own: the same request comes with the same id however often it is sent. */
export const requestId = z.string().min(8).max(64)

/** What an order can be changed by: the last part of `POST /v1/orders/{orderNumber}/…`. */
export const orderChangeNames = ['cancel', 'hold', 'release', 'address', 'split'] as const

/** Body of such a request; `change` comes from its path. */
export const orderChangeRequest = z.discriminatedUnion('change', [
  z.object({ change: z.literal('cancel'), requestId }),
  z.object({ change: z.literal('hold'), requestId, code: key, note: z.string().max(500) }),
  z.object({ change: z.literal('release'), requestId, code: key }),
  z.object({ change: z.literal('address'), requestId, recipient: contact }),
  z.object({
    change: z.literal('split'),
    requestId,
    lines: z
      .array(z.object({ lineId: key, quantity: z.number().int().min(1).max(1_000_000) }))
      .min(1)
      .max(2_000),
  }),
])
export type OrderChangeRequest = z.infer<typeof orderChangeRequest>

/** Answer to a change. A refusal is an answer like any other: it is stored, and told again. */
export const orderChangeResponse = z.discriminatedUnion('result', [
  z.object({
    result: z.literal('done'),
    orderNumber: key,
    state: z.enum(orderStates),
    /** What it leaves a station to do; null = nothing. */
    task: conflictTask.nullable(),
    /** The order that a split has made. */
    newOrderNumber: key.nullable(),
    /** The feed shows the change from here on. */
    feedSeq: z.number().int().min(0),
  }),
  z.object({
    result: z.literal('refused'),
    orderNumber: z.string(),
    code: z.enum(changeRefusalCodes),
    message: z.string(),
    remedy: z.string(),
    /** A cancelled parcel that the courier has comes back as a return. */
    returnOpened: z.boolean(),
  }),
])
export type OrderChangeResponse = z.infer<typeof orderChangeResponse>
