import type { Database } from '../database/tables.ts'
import type { World } from '../world.ts'
import { canonicalPairingCode, newPairingCode, secretHash } from './secrets.ts'

const hoursValid = 24

/** A code with which one station can enrol, once. */
export interface PairingCode {
  readonly pairingCode: string
  readonly expiresAt: Date
}

/** Makes a pairing code. Only its hash is stored, so it can be told this once. */
export async function createPairingCode(
  database: Database,
  world: World,
  warehouse: string,
): Promise<PairingCode> {
  const pairingCode = newPairingCode(world.randomBytes)
  const createdAt = world.now()
  const expiresAt = new Date(createdAt.getTime() + hoursValid * 60 * 60 * 1_000)
  await database
    .insertInto('pairing_codes')
    .values({
      code_hash: secretHash(canonicalPairingCode(pairingCode)),
      warehouse,
      created_at: createdAt,
      expires_at: expiresAt,
      used_by: null,
    })
    .execute()
  return { pairingCode, expiresAt }
}
