import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { sql } from 'kysely'
import type { OpenedDatabase } from '../../../server/database/open.ts'
import { writeCursor } from '../../../shared/protocol/feed.ts'
import { startPostgres } from '../../fakes/postgres.ts'
import { enrol, TestStation } from '../../integration/centre-kit.ts'
import { until } from '../../wait/until.ts'
import { productAt } from '../parts/bench-orders.ts'
import { formatMs, type Finding } from '../parts/finding.ts'
import { median } from '../parts/statistics.ts'
import { startCentreOn, warehouse } from '../sync/bench-database.ts'

const goalRows = 1_000_000
const goalBytes = 1_024
const asks = 20

interface Cost {
  readonly bytes: number
  readonly requests: number
  readonly ms: number
}

/**
 * Row 8: what a sync costs in which nothing is new, at 10k and at 1M rows of the centre. Bytes are counted on the wire, in both
 * directions, with all headers.
 */
export async function measureNoChange(): Promise<readonly Finding[]> {
  const postgres = await startPostgres()
  try {
    const small = await costAt(await postgres.createDatabase(), 10_000)
    const large = await costAt(await postgres.createDatabase(), goalRows)
    return findingsOf(small, large)
  } finally {
    await postgres.stop()
  }
}

async function costAt(url: string, rows: number): Promise<Cost> {
  const { centre, opened, close } = await startCentreOn(url)
  await fillFeed(opened, rows)
  const wire = await startCounter(Number(new URL(centre.url).port))
  const { stationId, token } = await enrol(centre, 'bench')
  const station = new TestStation(`http://127.0.0.1:${String(wire.port)}`, stationId, token)
  const feedEpoch = await feedEpochOf(opened)
  const path = `/v1/changes?cursor=${encodeURIComponent(writeCursor({ feedEpoch, warehouse, seq: rows }))}`
  // The centre counts its rows once after a start; until then it answers without their sum.
  await until('the rows are counted', async () =>
    (await (await station.get(path)).text()).includes('"sum"'),
  )
  const times: number[] = []
  const before = wire.read()
  for (let ask = 0; ask < asks; ask += 1) {
    const began = performance.now()
    await (await station.get(path)).text()
    times.push(performance.now() - began)
  }
  const after = wire.read()
  await wire.close()
  await close()
  return {
    bytes: (after.bytes - before.bytes) / asks,
    requests: (after.requests - before.requests) / asks,
    ms: median(times),
  }
}

/** Rows as `publish` would have left them, written by the database itself, which takes seconds instead of minutes. */
async function fillFeed({ database }: OpenedDatabase, rows: number): Promise<void> {
  const document = JSON.stringify(productAt(1))
  await sql`
    insert into feed_rows (warehouse, entity, key, rev, seq)
    select ${warehouse}, 'product', 'SKU-' || n, 1, n from generate_series(1, ${rows}::int) n
  `.execute(database)
  await sql`
    insert into feed_changes (warehouse, seq, entity, key, rev, document, changed_at, replaces)
    select ${warehouse}, n, 'product', 'SKU-' || n, 1, ${document}, now(), null
    from generate_series(1, ${rows}::int) n
  `.execute(database)
  await database.updateTable('warehouses').set({ head: rows }).execute()
}

async function feedEpochOf({ database }: OpenedDatabase): Promise<string> {
  const { feed_epoch: feedEpoch } = await database
    .selectFrom('warehouses')
    .select('feed_epoch')
    .executeTakeFirstOrThrow()
  return feedEpoch
}

/** A wire that counts what passes through it. */
async function startCounter(target: number) {
  const counted = { bytes: 0, requests: 0 }
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const socket of [near, far]) sockets.add(socket)
    near.on('data', (bytes) => {
      counted.bytes += bytes.length
      counted.requests += bytes.toString('latin1').match(/^(GET|POST) /gm)?.length ?? 0
    })
    far.on('data', (bytes) => (counted.bytes += bytes.length))
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    read: () => ({ ...counted }),
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function findingsOf(small: Cost, large: Cost): readonly Finding[] {
  const what = 'a sync without news'
  return [
    {
      ...{ row: 8, what: `${what}, 1M rows: bytes on the wire` },
      goal: '≤ 1 KB',
      measured: `${large.bytes.toFixed(0)} bytes`,
      reference: `${String(goalBytes)} bytes`,
      ratio: large.bytes / goalBytes,
      limit: { atMost: 1 },
    },
    {
      ...{ row: 8, what: `${what}, 1M rows: requests` },
      goal: '1',
      measured: String(large.requests),
      reference: '1',
      ratio: large.requests,
      limit: { atMost: 1 },
    },
    {
      ...{ row: 8, what: `${what}, 1M rows against 10k` },
      goal: '',
      measured: formatMs(large.ms),
      reference: formatMs(small.ms),
      ratio: large.ms / small.ms,
      limit: null,
    },
  ]
}
