import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import { genesisHash } from '../../shared/protocol/frame.ts'
import type { PushRequest } from '../../shared/protocol/push.ts'
import type { DatabaseTransaction, StationEpochTable, StationTable } from '../database/tables.ts'
import { apiFailure, type ApiFailure } from '../http/failure.ts'
import { brokenChain } from './frame-chain.ts'

/** How far the centre has a journal epoch. */
export interface JournalPlace {
  readonly epoch: string
  readonly lastSeq: number
  readonly lastHash: string
  /** The first frames of an epoch that the centre has never seen. */
  readonly isNew: boolean
}

/** Locks the station to the end of the transaction, so that of two pushers one waits for the other. */
export async function lockStation(
  transaction: DatabaseTransaction,
  stationId: string,
): Promise<Pick<StationTable, 'warehouse' | 'epoch'>> {
  return transaction
    .selectFrom('stations')
    .select(['warehouse', 'epoch'])
    .where('station_id', '=', stationId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/**
 * Finds where a push joins on. A new epoch that begins at its beginning is taken and fences every older one; a fenced one
 * is a clone or an old backup that has come back, and may never write again.
 */
export async function findPlace(
  transaction: DatabaseTransaction,
  stationId: string,
  currentEpoch: string | null,
  request: PushRequest,
): Promise<Result<JournalPlace, ApiFailure>> {
  const known = await transaction
    .selectFrom('station_epochs')
    .select(['epoch', 'last_seq', 'last_hash'])
    .where('station_id', '=', stationId)
    .where('epoch', 'in', [request.epoch, currentEpoch ?? request.epoch])
    .execute()
  const own = known.find(({ epoch }) => epoch === request.epoch)
  if (own && own.epoch !== currentEpoch) return fail(fenced(own, currentEpoch))
  const current = known.find(({ epoch }) => epoch === currentEpoch)
  const { epoch, firstSeq, prev } = request
  const lastSeq = own?.last_seq ?? 0
  const lastHash = own?.last_hash ?? genesisHash
  if (firstSeq > lastSeq + 1)
    return fail(gap(firstSeq, { epoch: currentEpoch, seq: current?.last_seq ?? 0 }))
  if (firstSeq === lastSeq + 1 && prev !== lastHash) return fail(brokenChain(firstSeq))
  return succeed({ epoch, lastSeq, lastHash, isNew: own === undefined })
}

/** Writes down how far the epoch has come, and makes it the station's current one. */
export async function advance(
  transaction: DatabaseTransaction,
  stationId: string,
  place: JournalPlace,
): Promise<void> {
  const { epoch, lastSeq: last_seq, lastHash: last_hash } = place
  if (!place.isNew) {
    await transaction
      .updateTable('station_epochs')
      .set({ last_seq, last_hash })
      .where('station_id', '=', stationId)
      .where('epoch', '=', epoch)
      .execute()
    return
  }
  await transaction
    .insertInto('station_epochs')
    .values({ station_id: stationId, epoch, last_seq, last_hash })
    .execute()
  await transaction
    .updateTable('stations')
    .set({ epoch })
    .where('station_id', '=', stationId)
    .execute()
}

function fenced(own: Pick<StationEpochTable, 'epoch'>, current: string | null): ApiFailure {
  return apiFailure(
    'fenced',
    `The journal epoch ${own.epoch} was replaced by ${current ?? 'another'}; it may not write any more.`,
    'Another copy of this station is at work. Stop this one, export its journal, and enrol it anew.',
  )
}

function gap(
  firstSeq: number,
  expected: { readonly epoch: string | null; readonly seq: number },
): ApiFailure {
  const failure = apiFailure(
    'gap',
    `The push begins at frame ${String(firstSeq)}, but this centre lacks frames before it.`,
    'Send again from the frame after the expected one; the journal still has it.',
  )
  return { ...failure, error: { ...failure.error, expected: { ...expected } } }
}
