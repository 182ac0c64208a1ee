import type { FastifyRequest } from 'fastify'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { protocolHeader, supportedProtocolVersions } from '../../shared/protocol/version.ts'
import type { Database, StationTable } from '../database/tables.ts'
import { sameSecret, secretHash } from '../stations/secrets.ts'
import { apiFailure, protocolFailure, type ApiFailure } from './failure.ts'

/** The station that a token belongs to. */
export type Caller = Pick<StationTable, 'station_id' | 'warehouse'>

/** Refuses a station of another protocol before anything of its request is looked at. */
export function checkProtocol(request: FastifyRequest): Result<void, ApiFailure> {
  const header = request.headers[protocolHeader]
  const spoken = Array.isArray(header) ? header[0] : header
  const isSpoken = spoken !== undefined && /^\d{1,9}$/.test(spoken)
  if (isSpoken && supportedProtocolVersions.includes(Number(spoken))) return succeed(undefined)
  return fail(protocolFailure(spoken))
}

/** Finds the station whose token came with the request. */
export async function authenticateStation(
  database: Database,
  request: FastifyRequest,
): Promise<Result<Caller, ApiFailure>> {
  const protocol = checkProtocol(request)
  if (!protocol.ok) return protocol
  const token = bearerToken(request)
  if (token === null) return fail(unauthorized('The request carries no station token.'))
  const caller = await database
    .selectFrom('stations')
    .select(['station_id', 'warehouse'])
    .where('token_hash', '=', secretHash(token))
    .executeTakeFirst()
  return caller ? succeed(caller) : fail(unauthorized('This centre does not know the token.'))
}

/** As `authenticateStation`, and the address must name that very station. */
export async function authenticateAs(
  database: Database,
  request: FastifyRequest,
  stationId: string,
): Promise<Result<Caller, ApiFailure>> {
  const caller = await authenticateStation(database, request)
  if (!caller.ok || caller.value.station_id === stationId) return caller
  const named = hasNul(stationId)
    ? undefined
    : await database
        .selectFrom('stations')
        .select('station_id')
        .where('station_id', '=', stationId)
        .executeTakeFirst()
  if (named) {
    return fail(
      apiFailure(
        'wrong-station',
        `The token belongs to ${caller.value.station_id}, not to ${stationId}.`,
        'Send a station’s facts with its own token; enrol each station by itself.',
      ),
    )
  }
  return fail(
    apiFailure(
      'unknown-station',
      `This centre knows no station ${JSON.stringify(stationId.slice(0, 64))}.`,
      'Check the centre’s address, or enrol the station here with a new pairing code.',
    ),
  )
}

/** Lets through whoever runs the centre. */
export function authenticateAdmin(
  request: FastifyRequest,
  adminToken: string,
): Result<void, ApiFailure> {
  const token = bearerToken(request)
  if (token !== null && sameSecret(token, adminToken)) return succeed(undefined)
  return fail(
    apiFailure(
      'unauthorized',
      token === null
        ? 'The request carries no admin token.'
        : 'The admin token is not the right one.',
      'Send "Authorization: Bearer" with the centre’s admin token; it is in centre.json in its data folder.',
    ),
  )
}

/** PostgreSQL has no text with U+0000 in it, so no key of ours can hold one. */
export function hasNul(text: string): boolean {
  return text.includes('\u0000')
}

function bearerToken(request: FastifyRequest): string | null {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
}

function unauthorized(message: string): ApiFailure {
  return apiFailure('unauthorized', message, 'Enrol the station again with a new pairing code.')
}
