import { z } from 'zod'
import { longestZone } from '../domain/waiting.ts'
import { requestId } from './order-change.ts'

/** Most orders in one wave. */
const waveLimit = 100

/** What a bench packs in an hour or two. */
export const usualWaveSize = 20

/** What a wave is made of: `single-line` = orders of one article each, `one-article` = all of the article that most orders wait for. */
export const waveKinds = ['single-line', 'one-article'] as const
export type WaveKind = (typeof waveKinds)[number]

/** Body of `POST /v1/stations/{stationId}/waves`. The same id answers the same wave for ever. */
export const waveRequest = z.object({
  requestId,
  size: z.number().int().min(1).max(waveLimit),
  /** Only orders of this courier; absent = any. */
  carrier: z.string().min(1).max(64).optional(),
  /** Absent = any orders. */
  kind: z.enum(waveKinds).optional(),
  /** Only orders whose goods all lie in this zone (`zoneOfOrder`); absent = anywhere. */
  zone: z
    .string()
    .min(1)
    .max(longestZone)
    .regex(/^[^-\0]+$/)
    .optional(),
  /** Only orders of at most so many lines, or units; absent = any. */
  mostLines: z.number().int().min(1).max(2_000).optional(),
  mostUnits: z.number().int().min(1).max(1_000_000).optional(),
  /** Only orders due before this moment (UTC); absent = whenever. */
  dueBefore: z.iso.datetime().optional(),
})
/** What a person chooses of it. */
export const waveChoice = waveRequest.omit({ requestId: true })
export type WaveChoice = z.infer<typeof waveChoice>
export type WaveRequest = z.infer<typeof waveRequest>

/** Answer: the orders belong to the station; the feed shows it from `feedSeq` on, with a complete waybill for each. */
export const waveResponse = z.object({
  /** null = there was no order to claim. */
  waveNumber: z.string().nullable(),
  orderNumbers: z.array(z.string()),
  feedSeq: z.number().int().min(0),
})
export type WaveResponse = z.infer<typeof waveResponse>
