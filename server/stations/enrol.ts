import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { EnrolRequest, EnrolResponse } from '../../shared/protocol/station.ts'
import type { Database } from '../database/tables.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'
import type { World } from '../world.ts'
import { canonicalPairingCode, newToken, secretHash } from './secrets.ts'

/** Turns a pairing code into a station and its token. Of two that come with one code, one gets a station. */
export async function enrolStation(
  database: Database,
  world: World,
  request: EnrolRequest,
): Promise<Result<EnrolResponse, ApiFailure>> {
  const stationId = `station-${Buffer.from(world.randomBytes(6)).toString('hex')}`
  const token = newToken(world.randomBytes)
  const now = world.now()
  return database.transaction().execute(async (transaction) => {
    const code = await transaction
      .updateTable('pairing_codes')
      .set({ used_by: stationId })
      .where('code_hash', '=', secretHash(canonicalPairingCode(request.pairingCode)))
      .where('used_by', 'is', null)
      .where('expires_at', '>', now)
      .returning('warehouse')
      .executeTakeFirst()
    if (!code) return fail(unusableCode)
    const { warehouse } = code
    const { stationName } = request
    await transaction
      .insertInto('stations')
      .values({
        station_id: stationId,
        warehouse,
        station_name: stationName,
        token_hash: secretHash(token),
        epoch: null,
        enrolled_at: now,
      })
      .execute()
    return succeed({ stationId, stationName, warehouse, token })
  })
}

const unusableCode = apiFailure(
  'pairing-code-invalid',
  'This pairing code is unknown, was used already, or is older than a day.',
  'Ask the centre for a new code (POST /v1/pairing-codes) and type that.',
)
