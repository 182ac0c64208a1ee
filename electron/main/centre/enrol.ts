import { z } from 'zod'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { Disk } from '../journal/disk.ts'
import type { ApiClient } from './api-client.ts'
import { jsonOf, type CentreFault } from './centre-fault.ts'

/** Where the station's token is kept: the keychain of the system. Faults are text for the person who repairs it. */
export interface SecretStore {
  read(): Promise<Result<string | null, string>>
  write(secret: string): Promise<Result<void, string>>
}

const stationIdentity = z.object({
  stationId: z.string().min(1).max(64),
  stationName: z.string(),
  warehouse: z.string().min(1).max(64),
})
/** Who this station is to the centre. */
export type StationIdentity = z.infer<typeof stationIdentity>

/** An enrolled station. */
export interface Enrolment {
  readonly identity: StationIdentity
  readonly token: string
}

export type EnrolFault =
  | CentreFault
  /** The identity or the token cannot be kept or read. */
  | { readonly kind: 'storage'; readonly detail: string }

/** Where an enrolment is kept. */
export interface EnrolmentPlace {
  readonly disk: Disk
  readonly secrets: SecretStore
}

const fileName = 'station.json'

/**
 * Turns a pairing code into an enrolment and keeps it. The token is stored first: an identity without a token would look
 * like a station that can work.
 */
export async function enrol(
  client: Pick<ApiClient, 'enrol'>,
  place: EnrolmentPlace,
  request: { readonly pairingCode: string; readonly stationName: string },
): Promise<Result<Enrolment, EnrolFault>> {
  const answer = await client.enrol(request)
  if (!answer.ok) return answer
  const { token, ...identity } = answer.value
  const kept = await place.secrets.write(token)
  if (!kept.ok) return storageFault(kept.error)
  const text = `${JSON.stringify(identity, null, 2)}\n`
  const written = await place.disk.replaceFile(fileName, Buffer.from(text))
  if (!written.ok) return storageFault(`${fileName}: ${written.error.code}`)
  return succeed({ identity, token })
}

/** Reads the enrolment that is kept; null = this station has none. */
export async function loadEnrolment(
  place: EnrolmentPlace,
): Promise<Result<Enrolment | null, EnrolFault>> {
  const file = await place.disk.read(fileName)
  if (!file.ok)
    return file.error.code === 'ENOENT'
      ? succeed(null)
      : storageFault(`${fileName}: ${file.error.code}`)
  const identity = stationIdentity.safeParse(jsonOf(Buffer.from(file.value).toString('utf8')))
  if (!identity.success) return storageFault(`${fileName} is not what this program wrote`)
  const token = await place.secrets.read()
  if (!token.ok) return storageFault(token.error)
  return succeed(token.value === null ? null : { identity: identity.data, token: token.value })
}

function storageFault(detail: string): { readonly ok: false; readonly error: EnrolFault } {
  return fail({ kind: 'storage', detail })
}
