import { z } from 'zod'
import type { Lease } from '../domain/lease.ts'
import { requestId } from './order-change.ts'

const key = z.string().min(1).max(64)
const number = z.number().int().min(0).max(999_999_999_999_999)

const leaseParts = {
  ...{
    leaseId: key,
    carrier: key,
    prefix: z.string().max(20),
    digits: z.number().int().min(1).max(15),
  },
  ...{ first: number, last: number },
}
const lease = z.object(leaseParts) satisfies z.ZodType<Lease>

/** Bodies of facts about a station, as a journal holds them. */
export const stationFactBodies = {
  'lease.granted': z.object({ ...leaseParts, holder: z.string().min(1).max(200) }),
  'lease.burnt': z.object({
    ...{ leaseId: key, carrier: key, first: number, last: number },
    reason: z.string().min(1).max(500),
  }),
}

/** Body of `POST /v1/stations/{stationId}/leases`. The same id answers the same numbers for ever. */
export const leaseRequest = z.object({
  requestId,
  /** Of the journal that will consume the numbers. */
  epoch: z.string().min(1).max(64),
  carrier: key,
})
export type LeaseRequest = z.infer<typeof leaseRequest>

/** Answer: numbers that no other station and no other journal ever gets. */
export const leaseResponse = z.object({ lease })
export type LeaseResponse = z.infer<typeof leaseResponse>

/** Answer of `GET /v1/carriers`: how each gives out its numbers. */
export const carriersResponse = z.object({
  carriers: z.array(
    z.object({ carrier: key, name: z.string(), numbering: z.enum(['order', 'block']) }),
  ),
})
export type CarriersResponse = z.infer<typeof carriersResponse>
