import { sql, type Transaction } from 'kysely'
import type { Task } from '../../shared/domain/task.ts'
import type { Cursor } from '../../shared/protocol/feed.ts'
import { mainWarehouse, openCentreDatabase } from '../../server/centre.ts'
import type { OpenedDatabase } from '../../server/database/open.ts'
import type { Database, Tables } from '../../server/database/tables.ts'
import { BucketLedger } from '../../server/feed/bucket-ledger.ts'
import { readChanges } from '../../server/feed/changes.ts'
import { publish, readHead } from '../../server/feed/publish.ts'
import { seededRandom } from '../fakes/random.ts'
import { readPage, testWorld } from '../integration/centre-kit.ts'

/** How many write, and how much. */
export interface WritersOptions {
  /** An empty database of a PostgreSQL with `track_commit_timestamp=on`. */
  readonly url: string
  readonly seed: number
  readonly writers: number
  /** At least; they go on until the slowest transaction is committed too. */
  readonly transactionsEach: number
  /** Least time for which that one stays open; half of all others are over by its end in any case. */
  readonly openForMs: number
}

/** Names of rows, as each side saw them. */
export interface WritersReport {
  /** What PostgreSQL itself says was committed, in the order in which it was. */
  readonly committed: readonly string[]
  /** What a reader of the feed was given, in the order of the feed. */
  readonly delivered: readonly string[]
  /** What a reader of `seq > cursor` over a sequence missed of the same transactions. */
  readonly missedNaively: readonly string[]
  /** Rows of the transaction that stayed open. */
  readonly slowest: readonly string[]
  /** Transactions that were meant to be committed, the slowest included. */
  readonly transactions: number
}

/** Writers that share one pool of connections, as those of one API node do. */
const writersPerNode = 8
const warehouse = mainWarehouse
const pageSize = 7

class RolledBack extends Error {}

/**
 * Lets writers commit and roll back at random into the feed and into a log with a sequence, both followed meanwhile, while one
 * transaction that began before all others stays open.
 */
export async function runWriters(options: WritersOptions): Promise<WritersReport> {
  const { writers, url } = options
  const reader = await open(url)
  await sql`create table naive_log (seq bigserial primary key, name text not null)`.execute(
    reader.database,
  )
  const nodes = await Promise.all(
    Array.from({ length: Math.ceil(writers / writersPerNode) }, () => open(url)),
  )
  const tally = { ended: 0, committed: 0, isSlowestOver: false, isOver: false }
  const names = rowsOf('slowest')
  const [delivered, naive] = await Promise.all([
    followFeed(reader.database, () => tally.isOver),
    followNaively(reader.database, () => tally.isOver),
    Promise.all([
      keepOpen(reader.database, names, options, tally),
      writeAll(nodes, options, tally),
    ]).then(() => (tally.isOver = true)),
  ])
  const committed = await inCommitOrder(reader.database)
  const missedNaively = committed.filter((name) => !naive.has(name))
  await Promise.all([reader, ...nodes].map((node) => node.close()))
  return { committed, delivered, missedNaively, slowest: names, transactions: tally.committed }
}

/** How far the writing has come. */
interface Tally {
  ended: number
  committed: number
  isSlowestOver: boolean
}

async function open(url: string): Promise<OpenedDatabase> {
  const opened = await openCentreDatabase({ kind: 'postgres', url }, testWorld())
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

async function writeAll(
  nodes: readonly OpenedDatabase[],
  { writers, transactionsEach, seed }: WritersOptions,
  tally: Tally,
): Promise<void> {
  const write = async (_unused: unknown, writer: number): Promise<void> => {
    const node = nodes[Math.floor(writer / writersPerNode)]
    if (!node) throw new Error('fewer nodes than writers need')
    const random = seededRandom(seed * 1_000 + writer)
    for (let index = 0; index < transactionsEach || !tally.isSlowestOver; index += 1) {
      const isCommitted = await writeOnce(
        node.database,
        `w${String(writer)}-${String(index)}`,
        random,
      )
      tally.ended += 1
      if (isCommitted) tally.committed += 1
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
}

/** One transaction of three rows in both logs, held open at random on both sides of its publishing. */
async function writeOnce(database: Database, name: string, random: () => number): Promise<boolean> {
  const [before, after, chance] = [random() * 4, random() * 2, random()]
  try {
    await database.transaction().execute(async (transaction) => {
      await writeNaively(transaction, rowsOf(name))
      await sleep(transaction, before)
      await publishTasks(transaction, rowsOf(name))
      await sleep(transaction, after)
      if (chance < 0.2) throw new RolledBack()
    })
    return true
  } catch (error) {
    if (error instanceof RolledBack) return false
    throw error
  }
}

function rowsOf(name: string): readonly string[] {
  return [0, 1, 2].map((row) => `${name}-${String(row)}`)
}

/** A transaction that has written before everybody else, and commits after half of them. */
async function keepOpen(
  database: Database,
  names: readonly string[],
  { writers, transactionsEach, openForMs }: WritersOptions,
  tally: Tally,
): Promise<void> {
  const until = performance.now() + openForMs
  const half = (writers * transactionsEach) / 2
  await database.transaction().execute(async (transaction) => {
    await writeNaively(transaction, names)
    while (performance.now() < until || tally.ended < half) await sleep(transaction, 5)
    await publishTasks(transaction, names)
  })
  tally.committed += 1
  tally.isSlowestOver = true
}

async function writeNaively(
  transaction: Transaction<Tables>,
  names: readonly string[],
): Promise<void> {
  await sql`insert into naive_log (name) select unnest(${names}::text[])`.execute(transaction)
}

async function publishTasks(
  transaction: Transaction<Tables>,
  names: readonly string[],
): Promise<void> {
  const changes = names.map((key) => ({ entity: 'task' as const, key, row: taskNamed(key) }))
  await publish(transaction, { warehouse, now: new Date(0) }, changes)
}

async function sleep(transaction: Transaction<Tables>, ms: number): Promise<void> {
  await sql`select pg_sleep(${ms / 1_000}::double precision)`.execute(transaction)
}

function taskNamed(taskId: string): Task {
  const at = { orderNumber: 'SO-1', stationId: 'station-1' }
  return { taskId, kind: 'unpack', ...at, code: 'over-packed', done: false }
}

/** Follows the feed until the writers are done and its end is reached. */
async function followFeed(database: Database, isOver: () => boolean): Promise<readonly string[]> {
  const ledger = new BucketLedger(database)
  const { feedEpoch } = await readHead(database, warehouse)
  let cursor: Cursor = { feedEpoch, warehouse, seq: 0 }
  const delivered: string[] = []
  for (;;) {
    const wasOver = isOver()
    const page = await readChanges({ database, ledger }, cursor, pageSize, 'nobody')
    if (!page.ok) throw new Error(page.error.error.message)
    const read = readPage(cursor, page.value.text)
    delivered.push(...read.changes.flatMap((change) => (change ? [change.key] : [])))
    cursor = read.cursor
    if (wasOver && read.head === cursor.seq) return delivered
  }
}

/** The control: what everybody writes first, `seq > cursor` over a sequence. */
async function followNaively(
  database: Database,
  isOver: () => boolean,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>()
  let cursor = 0
  for (;;) {
    const wasOver = isOver()
    const { rows } = await sql<{ seq: number; name: string }>`
      select seq, name from naive_log where seq > ${cursor} order by seq limit ${pageSize}
    `.execute(database)
    for (const { name } of rows) seen.add(name)
    cursor = rows.at(-1)?.seq ?? cursor
    if (wasOver && rows.length === 0) return seen
  }
}

/** By PostgreSQL's own clock of commits, and not by anything that the feed wrote. */
async function inCommitOrder(database: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`
    select version.key from feed_changes version
    order by pg_xact_commit_timestamp(version.xmin), version.seq
  `.execute(database)
  return rows.map(({ key }) => key)
}
