import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { StartFault } from '../start-fault.ts'
import { feedChannel, listenOnPostgres, type StopListening } from './listener.ts'
import { createPGlite, openPGliteFolder, type Preparation } from './prepared-directory.ts'
import { lockForThisProcess } from './process-lock.ts'
import type { Database, Tables } from './tables.ts'

/**
 * Which database a centre keeps its rows in. `pglite` is embedded, for one process; `postgres` serves many.
 * `preparedArchive` is an archive of an empty PGlite folder that saves its slow first creation.
 */
export type DatabaseChoice =
  | { readonly kind: 'pglite'; readonly directory: string; readonly preparedArchive?: string }
  | { readonly kind: 'memory'; readonly preparedArchive?: string }
  | { readonly kind: 'postgres'; readonly url: string }

export interface OpenedDatabase {
  readonly database: Database
  /** Calls whenever some feed may have grown, in this process or another; to be called once. `close` ends it. */
  readonly onFeedGrown: (listener: () => void) => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens the database, without looking at its schema. */
export async function openDatabase(
  choice: DatabaseChoice,
  announce: (line: string) => void,
): Promise<Result<OpenedDatabase, StartFault>> {
  switch (choice.kind) {
    case 'postgres':
      return openPostgres(choice.url, announce)
    case 'memory': {
      const preparation = { preparedArchive: choice.preparedArchive, announce }
      return openPGlite('memory://', preparation, () => Promise.resolve())
    }
    case 'pglite':
      return openPGliteDirectory(choice, announce)
  }
}

async function openPostgres(
  url: string,
  announce: (line: string) => void,
): Promise<Result<OpenedDatabase, StartFault>> {
  const pool = new Pool({ connectionString: url, max: 10, types: { getTypeParser } })
  // Without listeners a connection that breaks would end the process: the pool's hears of idle ones, a connection's own also of
  // one that a request is using, which fails by itself.
  pool.on('error', (error) => {
    announce(`A database connection broke: ${error.message}`)
  })
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
  try {
    const client = await pool.connect()
    client.release()
  } catch (error) {
    await pool.end()
    return fail({
      code: 'database-unreachable',
      message: `PostgreSQL does not answer at DATABASE_URL: ${textOf(error)}.`,
      remedy: 'Start it, correct DATABASE_URL, or leave DATABASE_URL unset for the built-in one.',
    })
  }
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  let stopListening: StopListening = () => Promise.resolve()
  return succeed({
    database,
    onFeedGrown: (listener) => {
      stopListening = listenOnPostgres(url, listener)
      return Promise.resolve()
    },
    close: async () => {
      await stopListening()
      await database.destroy()
    },
  })
}

const getTypeParser: typeof types.getTypeParser = (id, format) =>
  // Type 20 is bigint. Our counters stay far below 2^53, and PGlite answers numbers as well.
  id === types.builtins.INT8 ? Number : types.getTypeParser(id, format)

async function openPGliteDirectory(
  choice: Extract<DatabaseChoice, { kind: 'pglite' }>,
  announce: (line: string) => void,
): Promise<Result<OpenedDatabase, StartFault>> {
  const { directory, preparedArchive } = choice
  await mkdir(dirname(directory), { recursive: true })
  const locked = await lockForThisProcess(`${directory}.lock`)
  if (!locked.ok) return locked
  const opened = await openPGlite(directory, { preparedArchive, announce }, locked.value)
  if (!opened.ok) await locked.value()
  return opened
}

async function openPGlite(
  directory: string,
  preparation: Preparation,
  release: () => Promise<void>,
): Promise<Result<OpenedDatabase, StartFault>> {
  const isNew = !existsSync(join(directory, 'PG_VERSION'))
  try {
    const pglite =
      directory === 'memory://'
        ? await createPGlite(directory, preparation)
        : await openPGliteFolder(directory, isNew, preparation)
    const database = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
    const close = async (): Promise<void> => {
      await database.destroy()
      if (!pglite.closed) await pglite.close()
      await release()
    }
    const onFeedGrown = async (listener: () => void): Promise<void> => {
      await pglite.listen(feedChannel, listener)
    }
    return succeed({ database, onFeedGrown, close })
  } catch (error) {
    return fail({
      code: 'database-damaged',
      message: `The built-in database in ${directory} cannot be opened: ${textOf(error)}.`,
      remedy:
        'Move that folder aside and start again; stations send again what the new one lacks. ' +
        'Keep the old folder for inspection.',
    })
  }
}

function textOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors[0] instanceof Error)
    return error.errors[0].message
  return error instanceof Error ? error.message : String(error)
}
