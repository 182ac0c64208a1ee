import { sql } from 'kysely'
import { openCentreDatabase } from '../../../server/centre.ts'
import type { OpenedDatabase } from '../../../server/database/open.ts'
import { publish, writeVersions, type RowChange } from '../../../server/feed/publish.ts'
import { runWriters } from '../../faults/feed-writers.ts'
import { startPostgres, type TestPostgres } from '../../fakes/postgres.ts'
import { testWorld } from '../../integration/centre-kit.ts'
import { productAt } from '../parts/bench-orders.ts'
import type { Finding } from '../parts/finding.ts'
import { median } from '../parts/statistics.ts'
import { warehouse } from '../sync/bench-database.ts'

const writers = 8
const batch = 100
const batchesEach = 25
const rounds = 5

type Write = (opened: OpenedDatabase, changes: readonly RowChange[]) => Promise<void>

/** The feed as it is: the counter row is bumped last and held to the commit. */
const safely: Write = async ({ database }, changes) => {
  await database
    .transaction()
    .execute((transaction) => publish(transaction, { warehouse, now: new Date() }, changes))
}

/** The control: the very same rows, numbered by a sequence that nobody holds. */
const naively: Write = async ({ database }, changes) => {
  await database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ last: string }>`select nextval('naive') as last`.execute(
      transaction,
    )
    const first = Number(rows[0]?.last) - batch + 1
    await writeVersions(transaction, { warehouse, now: new Date() }, changes, first)
  })
}

/**
 * Row 6: eight writers on a real PostgreSQL put the same rows into the feed, in transactions of a hundred. Safe and naive take turns.
 * What each lets a reader miss is counted by the writers of the fault tests, in the same run.
 */
export async function measureSafeFeed(): Promise<readonly Finding[]> {
  const postgres = await startPostgres(['track_commit_timestamp=on'])
  try {
    const rates = await ratesOf(postgres)
    const url = await postgres.createDatabase()
    const options = { url, seed: 1, writers, transactionsEach: 60, openForMs: 2_000 }
    const { committed, delivered, missedNaively } = await runWriters(options)
    const given = new Set(delivered)
    const missed = committed.filter((name) => !given.has(name)).length
    return findingsOf(rates, { committed: committed.length, missed, naive: missedNaively.length })
  } finally {
    await postgres.stop()
  }
}

interface Rates {
  readonly safe: number
  readonly naive: number
}

async function ratesOf(postgres: TestPostgres): Promise<Rates> {
  const [safe, naive]: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round += 1) {
    const one = await rateOf(postgres, safely)
    const other = await rateOf(postgres, naively)
    // The first round only warms up.
    if (round === 0) continue
    safe.push(one)
    naive.push(other)
  }
  return { safe: median(safe), naive: median(naive) }
}

/** Rows a second that reach an empty database. */
async function rateOf(postgres: TestPostgres, write: Write): Promise<number> {
  const url = await postgres.createDatabase()
  const opened = await openCentreDatabase({ kind: 'postgres', url }, testWorld())
  if (!opened.ok) throw new Error(opened.error.message)
  const { database } = opened.value
  await sql`create sequence naive increment by ${sql.lit(batch)} start with ${sql.lit(batch)}`.execute(
    database,
  )
  const began = performance.now()
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let at = 0; at < batchesEach; at += 1)
        await write(opened.value, changesOf(writer * batchesEach + at))
    }),
  )
  const seconds = (performance.now() - began) / 1_000
  await opened.value.close()
  return (writers * batchesEach * batch) / seconds
}

function changesOf(index: number): readonly RowChange[] {
  return Array.from({ length: batch }, (_, at) => {
    const row = productAt(index * batch + at)
    return { entity: 'product', key: row.sku, row }
  })
}

function findingsOf(
  { safe, naive }: Rates,
  told: { readonly committed: number; readonly missed: number; readonly naive: number },
): readonly Finding[] {
  const of = `of ${String(told.committed)} rows`
  return [
    {
      row: 6,
      what: `safe feed, ${String(writers)} writers, ${String(batch)} rows a transaction`,
      goal: '≥ 0.95 × the same rows numbered by a sequence',
      measured: `${safe.toFixed(0)} rows/s`,
      reference: `${naive.toFixed(0)} rows/s`,
      ratio: safe / naive,
      limit: { atLeast: 0.95 },
    },
    {
      row: 6,
      what: `rows that a reader missed, ${String(writers)} writers`,
      goal: '0, while the control misses',
      measured: `${String(told.missed)} ${of}`,
      reference: `control ${String(told.naive)} ${of}`,
      ratio: told.naive === 0 ? NaN : told.missed / told.naive,
      limit: { atMost: 0 },
    },
  ]
}
