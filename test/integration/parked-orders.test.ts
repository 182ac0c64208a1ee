import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parkedHold, type Order } from '../../shared/domain/order.ts'
import { guardOpen } from '../../shared/domain/rules/guards.ts'
import { mainWarehouse, openCentreDatabase } from '../../server/centre.ts'
import type { Database } from '../../server/database/tables.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { readRows } from '../../server/feed/current-rows.ts'
import type { FeedPlace } from '../../server/feed/publish.ts'
import { receivePush } from '../../server/fulfilment/push.ts'
import { changeOrderNow } from '../../server/orders/change.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds } from './centre-floor.ts'
import { memoryDatabase, packingOf, results, TestJournal, testWorld } from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

interface ParkedFloor {
  readonly database: Database
  readonly place: FeedPlace
}

/** No station may pack an order anew whose facts the centre could not count; its release counts each of them once. */
async function expectReleasedOnceRepaired(floor: ParkedFloor, poisoned: Order, parked: number) {
  const { database, place } = floor
  const { orderNumber } = poisoned
  const release = () =>
    database
      .transaction()
      .execute((transaction) =>
        changeOrderNow(transaction, place, orderNumber, { type: 'release', code: parkedHold }),
      )
  const waiting = async () =>
    (
      await database
        .selectFrom('station_events')
        .select('seq')
        .where('code', '=', 'parked')
        .execute()
    ).length
  const held = await newestOrder(floor, orderNumber)
  expect(held).toMatchObject({ state: 'held', holds: [{ code: parkedHold }] })
  expect(guardOpen(held).ok).toBe(false)
  const before = await waiting()
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThanOrEqual(parked)
  expect(await release()).toMatchObject({ result: 'refused', code: 'still-parked' })
  expect(await newestOrder(floor, orderNumber)).toEqual(held)
  expect(await waiting()).toBe(before)
  const repaired = { ...held, lines: poisoned.lines }
  await sql`
    update feed_changes set document = ${JSON.stringify(repaired)}
    where entity = 'order' and key = ${orderNumber}
  `.execute(database)
  expect(await release()).toMatchObject({ result: 'done', state: 'shipped' })
  expect(await waiting()).toBe(0)
  const done = await newestOrder(floor, orderNumber)
  expect(done.lines.map(({ packed }) => packed)).toEqual(
    poisoned.lines.map(({ quantity }) => quantity),
  )
  expect(await release()).toMatchObject({ result: 'refused', code: 'not-held' })
}

async function newestOrder({ database }: ParkedFloor, orderNumber: string): Promise<Order> {
  const rows = await readRows(database, mainWarehouse, 'order', [orderNumber])
  return JSON.parse(rows.get(orderNumber) ?? 'null') as Order
}

test.each(databaseKinds)(
  'an order at which the rules themselves fail is parked in %s: its facts wait, the queue goes on',
  async (kind) => {
    const choice =
      kind === 'PGlite'
        ? ({ ...memoryDatabase } as const)
        : ({ kind: 'postgres', url: await postgres.createDatabase() } as const)
    const lines: string[] = []
    const world = { ...testWorld(), announce: (line: string) => lines.push(line) }
    const opened = await openCentreDatabase(choice, world)
    if (!opened.ok) throw new Error(opened.error.message)
    const { database } = opened.value
    await seedDemo(database, { warehouse: mainWarehouse, now: world.now() })
    const stationId = 'station-1'
    await sql`
    insert into stations (station_id, warehouse, station_name, token_hash, enrolled_at)
    values (${stationId}, ${mainWarehouse}, 'bench', 'x', ${world.now()}::timestamptz)
  `.execute(database)
    const orders = await sql<{ document: string }>`
    select document from feed_changes where entity = 'order' and document like '%"state":"ready"%'
    order by seq limit 2
  `.execute(database)
    const [poisoned, good] = orders.rows.map(({ document }) => JSON.parse(document) as Order)
    if (!poisoned || !good) throw new Error('Too few orders')
    // A row that no rule expects stands for every bug in a rule.
    await sql`
    update feed_changes set document = ${JSON.stringify({ ...poisoned, lines: 7 })}
    where entity = 'order' and key = ${poisoned.orderNumber}
  `.execute(database)
    const journal = new TestJournal('e').add(
      ...packingOf(poisoned, stationId, 'W1').slice(0, 3),
      ...packingOf(good, stationId, 'W2'),
      ...packingOf(poisoned, stationId, 'W1').slice(3),
    )
    const push = (first: number, last: number) =>
      receivePush(database, world.now(), stationId, journal.request(first, last), world.announce)
    const end = journal.frames.length
    const answers = [await push(1, end - 2), await push(end - 1, end)]
    const outcomes = answers.flatMap((answer) => (answer.ok ? results(answer.value.outcomes) : []))
    expect(outcomes).toHaveLength(end)
    const isPoisoned = (index: number) =>
      journal.frames[index]?.body['orderNumber'] === poisoned.orderNumber
    // What comes before the failing fact may be applied; nothing behind it is, in this push or a later one.
    const failed = outcomes.indexOf('parked')
    expect(failed).toBeGreaterThanOrEqual(0)
    for (const [index, outcome] of outcomes.entries())
      if (!isPoisoned(index)) expect(outcome).toBe('applied')
      else if (index > failed) expect(outcome).toBe('parked')
    expect(lines.filter((line) => line.includes(poisoned.orderNumber))).toHaveLength(1)
    const floor = { database, place: { warehouse: mainWarehouse, now: world.now() } }
    await expectReleasedOnceRepaired(floor, poisoned, outcomes.slice(failed).length)
    await opened.value.close()
  },
)
