import { z } from 'zod'
import { exceptionCodes } from '../domain/exception.ts'
import type { Outcome } from '../domain/receipt.ts'
import { journalFrame } from './frame.ts'

/** Most frames in one push. */
export const pushLimit = 500

/** Body of `POST /v1/stations/{stationId}/events`. Frames are gapless from `firstSeq`. */
export const pushRequest = z.object({
  epoch: z.string().min(1).max(64),
  firstSeq: z.number().int().min(1),
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  events: z.array(journalFrame).min(1).max(pushLimit),
})
export type PushRequest = z.infer<typeof pushRequest>

export const outcome = z.discriminatedUnion('result', [
  z.object({ result: z.literal('applied') }),
  z.object({ result: z.literal('noop') }),
  z.object({ result: z.literal('exception'), code: z.enum(exceptionCodes) }),
  z.object({
    result: z.literal('deferred'),
    code: z.enum(['unknown-order', 'unknown-type', 'parked']),
  }),
]) satisfies z.ZodType<Outcome>

/** Answer to a push: everything up to `ackedSeq` is stored for ever; the feed shows its effects from `feedSeq` on. */
export const pushResponse = z.object({
  epoch: z.string(),
  ackedSeq: z.number().int().min(0),
  feedEpoch: z.string(),
  feedSeq: z.number().int().min(0),
  outcomes: z.array(z.object({ seq: z.number().int(), outcome })),
})
export type PushResponse = z.infer<typeof pushResponse>
