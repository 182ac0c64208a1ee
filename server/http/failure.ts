import type { FastifyReply } from 'fastify'
import type { ApiFault, ApiFaultCode } from '../../shared/protocol/fault.ts'
import { protocolHeader, supportedProtocolVersions } from '../../shared/protocol/version.ts'

/** A request that was not taken: nothing has changed. */
export interface ApiFailure {
  readonly status: number
  readonly error: ApiFault['error']
}

const statuses: Readonly<Record<ApiFaultCode, number>> = {
  malformed: 400,
  'too-large': 413,
  unauthorized: 401,
  'unknown-station': 404,
  'wrong-station': 403,
  'pairing-code-invalid': 403,
  'protocol-unsupported': 426,
  gap: 409,
  fenced: 409,
  diverged: 409,
  reset: 409,
  'not-found': 404,
  'request-reused': 409,
  busy: 503,
  internal: 500,
}

/**
 * Builds a failure.
 *
 * @param message names thing and cause
 * @param remedy says what to do
 */
export function apiFailure(code: ApiFaultCode, message: string, remedy: string): ApiFailure {
  return { status: statuses[code], error: { code, message, remedy } }
}

/** Answers a request with a failure. */
export async function sendFailure(reply: FastifyReply, failure: ApiFailure): Promise<void> {
  if (failure.status === 426) void reply.header('upgrade', protocolHeader)
  await reply.code(failure.status).send({ error: failure.error } satisfies ApiFault)
}

/** The failure of a station that speaks another protocol, or does not say which. */
export function protocolFailure(spoken: string | undefined): ApiFailure {
  const ours = supportedProtocolVersions.join(', ')
  if (spoken === undefined || !/^\d{1,9}$/.test(spoken)) {
    return apiFailure(
      'protocol-unsupported',
      `The request does not say its protocol version in the header ${protocolHeader}.`,
      `Send a version that this centre speaks: ${ours}. A station that sends none must be updated.`,
    )
  }
  const stationIsOlder = Number(spoken) < Math.min(...supportedProtocolVersions)
  return apiFailure(
    'protocol-unsupported',
    `The station speaks protocol ${spoken}; this centre speaks ${ours}.`,
    stationIsOlder
      ? 'Update Holdfast on the station.'
      : 'Update the centre; the station is newer than it.',
  )
}
