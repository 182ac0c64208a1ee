import { Client } from 'pg'
import { pushLimit } from '../../../shared/protocol/push.ts'
import { startPostgres } from '../../fakes/postgres.ts'
import { enrol, packingOf, TestJournal } from '../../integration/centre-kit.ts'
import { orderAt, waybillNumberOf } from '../parts/bench-orders.ts'
import { formatMs, type Finding } from '../parts/finding.ts'
import { releaseBenchOrders, startCentreOn } from '../sync/bench-database.ts'

const eventCount = 10_000
const ordersNeeded = 1_200
const rowsInInsert = 500
/** Tables that a push adds rows to. Rows that it moves on, as the counters are, are not counted for the reference. */
const tables = ['station_events', 'feed_changes', 'waybill_uses'] as const

/**
 * Row 5: what a station packed in days without network goes to the real API on a real PostgreSQL, one push after the other as the
 * station sends them. The reference is one client that inserts just the rows that are new afterwards, 500 at a time.
 */
export async function measureDrain(): Promise<readonly Finding[]> {
  const postgres = await startPostgres()
  const url = await postgres.createDatabase()
  const { centre, opened, close } = await startCentreOn(url)
  try {
    await releaseBenchOrders(opened, ordersNeeded)
    const station = await enrol(centre, 'bench')
    const journal = journalOf(station.stationId)
    const client = new Client({ connectionString: url })
    await client.connect()
    const before = await headOf(client)
    const began = performance.now()
    for (let first = 1; first <= eventCount; first += pushLimit)
      await station.push(journal.request(first, Math.min(eventCount, first + pushLimit - 1)))
    const drainMs = performance.now() - began
    const insertMs = await insertAgain(client, before)
    await client.end()
    return [findingOf(drainMs, insertMs)]
  } finally {
    await close()
    await postgres.stop()
  }
}

function journalOf(stationId: string): TestJournal {
  const journal = new TestJournal('drained')
  for (let index = 0; journal.frames.length < eventCount; index += 1)
    journal.add(...packingOf(orderAt(index), stationId, waybillNumberOf(index)))
  return journal
}

async function headOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ head: string }>('select head from warehouses')
  return Number(rows[0]?.head)
}

/** Inserts the rows that the drain added into copies of their tables, and answers the time that the inserts took, ms. */
async function insertAgain(client: Client, headBefore: number): Promise<number> {
  let ms = 0
  for (const table of tables) {
    const isNew = table === 'feed_changes' ? `where seq > ${String(headBefore)}` : ''
    const { rows } = await client.query<Record<string, unknown>>(`select * from ${table} ${isNew}`)
    await client.query(`create table again_${table} (like ${table} including all)`)
    const began = performance.now()
    for (let from = 0; from < rows.length; from += rowsInInsert)
      await insertRows(client, `again_${table}`, rows.slice(from, from + rowsInInsert))
    ms += performance.now() - began
  }
  return ms
}

async function insertRows(
  client: Client,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const places = rows.map(
    (_row, at) =>
      `(${columns.map((_column, column) => `$${String(at * columns.length + column + 1)}`).join()})`,
  )
  await client.query(
    `insert into ${table} (${columns.join()}) values ${places.join()}`,
    rows.flatMap((row) => columns.map((column) => row[column])),
  )
}

function findingOf(drainMs: number, insertMs: number): Finding {
  return {
    row: 5,
    what: `${String(eventCount)} offline events into PostgreSQL by the API`,
    goal: '≤ 1.5 × one client’s 500-row inserts of the same rows',
    measured: formatMs(drainMs),
    reference: formatMs(insertMs),
    ratio: drainMs / insertMs,
    limit: { atMost: 1.5 },
  }
}
