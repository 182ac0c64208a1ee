import { z } from 'zod'

/** Why the centre could not take a request. Business outcomes are never among them. */
export const apiFaultCodes = [
  'malformed',
  'too-large',
  'unauthorized',
  'unknown-station',
  'wrong-station',
  'pairing-code-invalid',
  'protocol-unsupported',
  'gap',
  'fenced',
  'diverged',
  'reset',
  'not-found',
  'request-reused',
  'busy',
  'internal',
] as const
export type ApiFaultCode = (typeof apiFaultCodes)[number]

/** Body of every answer that is not 2xx. `message` names thing and cause, `remedy` says what to do. */
export const apiFault = z.object({
  error: z.object({
    code: z.enum(apiFaultCodes),
    message: z.string(),
    remedy: z.string(),
    /** With `gap`: where the centre stands for this station. */
    expected: z.object({ epoch: z.string().nullable(), seq: z.number().int() }).optional(),
  }),
})
export type ApiFault = z.infer<typeof apiFault>
