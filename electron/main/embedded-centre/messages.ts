import { z } from 'zod'

/** What the app asks of the centre's process. */
export const centreRequest = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    dataDirectory: z.string(),
    /** Archive of an empty database that saves its slow first creation; made when it is not there. */
    preparedArchive: z.string().optional(),
    seedDemo: z.boolean(),
    /** Folder with pictures of the demo shop's goods. */
    demoPictures: z.string().optional(),
  }),
  z.object({ type: z.literal('pairing-code') }),
  z.object({ type: z.literal('close') }),
])
export type CentreRequest = z.infer<typeof centreRequest>

/** What the centre's process tells the app. */
export const centreReport = z.discriminatedUnion('type', [
  /** It is still at work on its start; `detail` says on what. */
  z.object({ type: z.literal('preparing'), detail: z.string() }),
  z.object({ type: z.literal('ready'), url: z.string(), adminToken: z.string() }),
  /** It cannot start, and trying again would not help. */
  z.object({ type: z.literal('failed'), message: z.string(), remedy: z.string() }),
  z.object({ type: z.literal('pairing-code'), pairingCode: z.string() }),
])
export type CentreReport = z.infer<typeof centreReport>
