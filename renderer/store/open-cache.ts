import { Dexie } from 'dexie'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import {
  cacheSchema,
  databaseNameOf,
  declareDatabase,
  generationOf,
  readBaseRecord,
  type CacheDatabase,
} from './cache-database.ts'

/** Something that happened to a cache and that a person who repairs stations should read of. */
export interface CacheIncident {
  readonly code:
    | 'cache-unreadable'
    | 'cache-of-newer-program'
    | 'cache-of-older-program'
    | 'cache-half-lost'
    | 'cache-undeletable'
    | 'cache-not-persistent'
    | 'cache-differs'
    | 'pull-stood-still'
    | 'cache-unwritable'
  readonly generation: number
  readonly detail: string
}

/** An open cache, and the generations that nothing reads any more. */
export interface OpenedCache {
  readonly database: CacheDatabase
  readonly generation: number
  readonly retired: readonly number[]
}

type OpenFault = Omit<CacheIncident, 'generation'>

const openAttempts = 3
/** Dexie multiplies its versions by ten for IndexedDB. */
const versionFactor = 10

/**
 * Opens the newest usable cache: a complete one if there is any, else one that is still being filled, else a new one. One that
 * cannot be opened, that a newer program has made, or that has lost its marker is left alone and reported. Fails only when not
 * even a new database can be made.
 */
export async function openCache(
  onIncident: (incident: CacheIncident) => void,
): Promise<Result<OpenedCache, 'storage-unusable'>> {
  const existing = await existingGenerations()
  let unfinished: { database: CacheDatabase; generation: number } | undefined
  for (const generation of existing) {
    const opened = await openGeneration(generation)
    if (!opened.ok) {
      onIncident({ ...opened.error, generation })
      continue
    }
    const database = opened.value
    if ((await readBaseRecord(database))?.complete === true) {
      unfinished?.database.close()
      return succeed({ database, generation, retired: others(existing, generation) })
    }
    if (unfinished) database.close()
    else unfinished = { database, generation }
  }
  if (unfinished)
    return succeed({ ...unfinished, retired: others(existing, unfinished.generation) })
  return createNext(existing, onIncident)
}

async function createNext(
  existing: readonly number[],
  onIncident: (incident: CacheIncident) => void,
): Promise<Result<OpenedCache, 'storage-unusable'>> {
  const generation = (existing[0] ?? 0) + 1
  const opened = await openGeneration(generation)
  if (opened.ok) return succeed({ database: opened.value, generation, retired: existing })
  onIncident({ ...opened.error, generation })
  return fail('storage-unusable')
}

/** Every generation on this disk, newest first. Empty also when the storage cannot even be listed. */
export async function existingGenerations(): Promise<readonly number[]> {
  const names = await Dexie.getDatabaseNames().catch((): string[] => [])
  return names.flatMap((name) => generationOf(name) ?? []).sort((one, other) => other - one)
}

function others(generations: readonly number[], kept: number): readonly number[] {
  return generations.filter((generation) => generation !== kept)
}

/** Opens one generation, which is made when it does not exist. */
export async function openGeneration(
  generation: number,
): Promise<Result<CacheDatabase, OpenFault>> {
  let detail = ''
  for (let attempt = 1; attempt <= openAttempts; attempt += 1) {
    const database = declareDatabase(generation)
    try {
      await database.open()
      const fault = await faultIn(database)
      if (!fault) return succeed(database)
      database.close()
      return fail(fault)
    } catch (cause) {
      database.close()
      detail = String(cause)
    }
  }
  return fail({ code: 'cache-unreadable', detail })
}

async function faultIn(database: CacheDatabase): Promise<OpenFault | null> {
  // Dexie opens a newer database as it is, so the refusal is ours.
  const version = database.backendDB().version / versionFactor
  if (version > cacheSchema)
    return { code: 'cache-of-newer-program', detail: `schema ${String(version)}` }
  const marker = await database.meta.get('marker')
  // Its rows were counted otherwise; a new generation is filled, from the archive if need be.
  if (marker?.key === 'marker' && marker.schema < cacheSchema)
    return { code: 'cache-of-older-program', detail: `schema ${String(marker.schema)}` }
  if (marker) return null
  const rows = await database.orders.limit(1).count()
  return { code: 'cache-half-lost', detail: rows > 0 ? 'rows but no marker' : 'no marker' }
}

/** Deletes generations that nothing reads any more. One that cannot be deleted is reported and stays. */
export async function deleteGenerations(
  generations: readonly number[],
  onIncident: (incident: CacheIncident) => void,
): Promise<void> {
  for (const generation of generations) {
    try {
      await Dexie.delete(databaseNameOf(generation))
    } catch (cause) {
      onIncident({ code: 'cache-undeletable', generation, detail: String(cause) })
    }
  }
}
