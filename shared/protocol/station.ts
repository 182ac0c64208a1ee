import { z } from 'zod'

/** Body of `POST /v1/stations/enrol`. */
export const enrolRequest = z.object({
  pairingCode: z.string().min(4).max(64),
  stationName: z.string().min(1).max(60),
})
export type EnrolRequest = z.infer<typeof enrolRequest>

/** What a station gets for its pairing code. The token is shown once. */
export const enrolResponse = z.object({
  stationId: z.string(),
  stationName: z.string(),
  warehouse: z.string(),
  token: z.string(),
})
export type EnrolResponse = z.infer<typeof enrolResponse>

/** Answer of `GET /v1/stations`: what people call the stations of the caller's warehouse. */
export const stationsResponse = z.object({
  stations: z.array(z.object({ stationId: z.string(), stationName: z.string() })),
})
export type StationsResponse = z.infer<typeof stationsResponse>

/** Answer of `POST /v1/pairing-codes`. */
export const pairingCodeResponse = z.object({
  pairingCode: z.string(),
  expiresAt: z.iso.datetime(),
})

/** Answer of `GET /v1/status`, the heartbeat: who the centre is and what time it has. */
export const statusResponse = z.object({
  service: z.literal('holdfast-centre'),
  protocol: z.array(z.number().int()),
  serverTime: z.iso.datetime(),
  feedEpoch: z.string(),
  head: z.number().int(),
})
export type StatusResponse = z.infer<typeof statusResponse>
