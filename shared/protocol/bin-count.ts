import { z } from 'zod'
import { binLabel } from './rows.ts'

const key = z.string().min(1).max(64)

/** One look into a bin that was short. */
export const binCount = z.object({
  bin: binLabel,
  sku: key,
  /** Units that lay there. */
  quantity: z.number().int().min(0),
  /** The order whose short asked for it. */
  orderNumber: key,
  stationId: key,
  operatorId: key,
  /** By the station's clock, UTC. */
  countedAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
})
export type BinCount = z.infer<typeof binCount>

/** Answer of `GET /v1/bins/counts`: what reached the centre last comes first. */
export const binCountsResponse = z.object({ counts: z.array(binCount) })
export type BinCountsResponse = z.infer<typeof binCountsResponse>
