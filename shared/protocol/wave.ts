import { z } from 'zod'
import { requestId } from './order-change.ts'

/** Most orders in one wave. */
const waveLimit = 100

/** Body of `POST /v1/stations/{stationId}/waves`. The same id answers the same wave for ever. */
export const waveRequest = z.object({
  requestId,
  size: z.number().int().min(1).max(waveLimit),
  /** Only orders of this courier; absent = any. */
  carrier: z.string().min(1).max(64).optional(),
})
export type WaveRequest = z.infer<typeof waveRequest>

/** Answer: the orders belong to the station; the feed shows it from `feedSeq` on, with a complete waybill for each. */
export const waveResponse = z.object({
  /** null = there was no order to claim. */
  waveNumber: z.string().nullable(),
  orderNumbers: z.array(z.string()),
  feedSeq: z.number().int().min(0),
})
export type WaveResponse = z.infer<typeof waveResponse>
