import { Migrator } from 'kysely/migration'
import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { StartFault } from '../start-fault.ts'
import { migrations } from './migrations.ts'
import type { Database } from './tables.ts'

/** Brings the schema up to this program. A database that a newer program has already changed is left alone. */
export async function migrate(database: Database): Promise<Result<void, StartFault>> {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) }
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest()
  if (error === undefined) return succeed(undefined)
  const detail = error instanceof Error ? error.message : JSON.stringify(error)
  if (/previously executed migration/.test(detail)) {
    return fail({
      code: 'database-newer',
      message: `A newer Holdfast has already changed this database: ${detail}.`,
      remedy: 'Start the newer version, or restore the backup made before the update.',
    })
  }
  throw new Error(`The database schema could not be brought up to date: ${detail}`)
}
