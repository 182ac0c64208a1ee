import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PushRequest } from '../../shared/protocol/push.ts'
import { protocolHeader } from '../../shared/protocol/version.ts'
import { parkedHold, type Order } from '../../shared/domain/order.ts'
import { guardOpen } from '../../shared/domain/rules/guards.ts'
import type { Database } from '../../server/database/tables.ts'
import { readRows } from '../../server/feed/current-rows.ts'
import type { FeedPlace } from '../../server/feed/publish.ts'
import { changeOrderNow } from '../../server/orders/change.ts'
import { mainWarehouse, openCentreDatabase, type Centre } from '../../server/centre.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { receivePush } from '../../server/fulfilment/push.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds } from './centre-floor.ts'
import {
  enrol,
  faultOf,
  memoryDatabase,
  packingOf,
  results,
  startTestCentre,
  TestJournal,
  TestStation,
  testWorld,
} from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

interface Attack {
  readonly name: string
  readonly status: number
  readonly code: string
  readonly send: (scene: Scene) => Promise<Response>
}

interface Scene {
  readonly station: TestStation
  readonly victim: TestStation
  readonly good: PushRequest
}

function post(station: TestStation, body: unknown, headers: Record<string, string> = {}) {
  const path = `${station.url}/v1/stations/${station.stationId}/events`
  const all = { ...station.headers, 'content-type': 'application/json', ...headers }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return fetch(path, { method: 'POST', headers: all, body: text })
}

function withFrame(push: PushRequest, change: (frame: PushRequest['events'][number]) => object) {
  return {
    ...push,
    events: push.events.map((frame, index) => (index === 1 ? change(frame) : frame)),
  }
}

const malformed = (name: string, body: (push: PushRequest) => unknown): Attack => ({
  ...{ name, status: 400, code: 'malformed' },
  send: ({ station, good }) => post(station, body(good)),
})

const attacks: readonly Attack[] = [
  malformed('no JSON', () => '{"epoch": '),
  malformed('an empty body', () => ''),
  malformed('a list', () => []),
  malformed('no frames', (push) => ({ ...push, events: [] })),
  malformed('more than 500 frames', (push) => ({
    ...push,
    events: Array.from({ length: 501 }, () => push.events[0]),
  })),
  malformed('a seq that is no whole number', (push) => ({ ...push, firstSeq: 1.5 })),
  malformed('a negative seq', (push) => ({ ...push, firstSeq: -1 })),
  malformed('a seq beyond all numbers', (push) => ({ ...push, firstSeq: 1e300 })),
  malformed('a hash that is none', (push) => ({ ...push, prev: 'x' })),
  malformed('an epoch without end', (push) => ({ ...push, epoch: 'e'.repeat(65) })),
  malformed('an epoch with U+0000', (push) => ({
    ...push,
    epoch: 'a\u0000',
    events: push.events.map((frame) => ({ ...frame, epoch: 'a\u0000' })),
  })),
  malformed('a frame without type', (push) => withFrame(push, ({ type: _, ...rest }) => rest)),
  malformed('a body that is a list', (push) =>
    withFrame(push, (frame) => ({ ...frame, body: [] })),
  ),
  malformed('a time that is none', (push) => withFrame(push, (frame) => ({ ...frame, at: 'now' }))),
  malformed('a frame of another epoch', (push) =>
    withFrame(push, (frame) => ({ ...frame, epoch: 'o' })),
  ),
  malformed('frames out of their order', (push) => ({
    ...push,
    events: [...push.events].reverse(),
  })),
  malformed('the same frame twice', (push) => withFrame(push, () => push.events[0] ?? {})),
  {
    ...{ name: 'a body of nine megabytes', status: 413, code: 'too-large' },
    send: ({ station }) => post(station, `{"epoch":"${'e'.repeat(9 * 1024 * 1024)}"}`),
  },
  {
    ...{ name: 'another content type', status: 400, code: 'malformed' },
    send: ({ station }) => post(station, 'x', { 'content-type': 'text/plain' }),
  },
  {
    ...{ name: 'no token', status: 401, code: 'unauthorized' },
    send: ({ station, good }) => post(station, good, { authorization: '' }),
  },
  {
    ...{ name: 'a guessed token', status: 401, code: 'unauthorized' },
    send: ({ station, good }) => post(station, good, { authorization: 'Bearer guessed' }),
  },
  {
    ...{ name: 'the token of another station', status: 403, code: 'wrong-station' },
    send: ({ station, victim, good }) =>
      post(new TestStation(victim.url, victim.stationId, station.token), good),
  },
  {
    ...{ name: 'a station that nobody enrolled', status: 404, code: 'unknown-station' },
    send: ({ station, good }) => post(new TestStation(station.url, 'nobody', station.token), good),
  },
  {
    ...{ name: 'another protocol', status: 426, code: 'protocol-unsupported' },
    send: ({ station, good }) => post(station, good, { [protocolHeader]: '999' }),
  },
  {
    ...{ name: 'a gap', status: 409, code: 'gap' },
    send: ({ station, good }) => {
      const events = good.events.slice(2)
      return post(station, { ...good, firstSeq: 3, prev: events[0]?.prev, events })
    },
  },
  {
    ...{ name: 'a frame changed on its way', status: 409, code: 'diverged' },
    send: ({ station, good }) =>
      post(
        station,
        withFrame(good, (frame) => ({ ...frame, body: { forged: true } })),
      ),
  },
  {
    ...{ name: 'a beginning that is none', status: 409, code: 'diverged' },
    send: ({ station, good }) => post(station, { ...good, prev: 'f'.repeat(64) }),
  },
]

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
    (await database.selectFrom('station_events').select('seq').where('code', '=', 'parked').execute())
      .length
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

describe.each(databaseKinds)('bad pushes into %s', (kind) => {
  const lines: string[] = []
  let centre: Centre
  let scene: Scene
  let tablesText: () => Promise<string>

  beforeAll(async () => {
    const choice =
      kind === 'PGlite'
        ? memoryDatabase
        : ({ kind: 'postgres', url: await postgres.createDatabase() } as const)
    centre = await startTestCentre(choice, { ...testWorld(), announce: (line) => lines.push(line) })
    await centre.seedDemo()
    const [station, victim] = [await enrol(centre, 'bench'), await enrol(centre, 'victim')]
    const { rows } = await station.snapshot()
    const order = [...rows.values()].flatMap((row) =>
      row.entity === 'order' && row.row?.state === 'ready' ? [row.row] : [],
    )[0]
    if (!order) throw new Error('No order')
    const good = new TestJournal(`epoch-${kind}`).add(...packingOf(order, station.stationId, 'W1'))
    scene = { station, victim, good: good.request() }
    tablesText = async () => JSON.stringify([...(await station.snapshot()).rows.values()])
  })

  afterAll(() => centre.close())

  test.each(attacks)(
    '$name: $code, told to who runs the centre, and nothing is changed',
    async (attack) => {
      const before = await tablesText()
      lines.length = 0
      const fault = await faultOf(await attack.send(scene), attack.status)
      expect(fault.code).toBe(attack.code)
      expect(fault.remedy).not.toBe('')
      expect(lines.join('\n')).toContain(attack.code)
      expect(lines.join('\n')).not.toContain(scene.station.token)
      expect(await tablesText()).toBe(before)
    },
  )

  test('after all of them the good push is taken whole, its replay changes nothing, and a stale epoch is fenced', async () => {
    const first = await scene.station.push(scene.good)
    expect(first.ackedSeq).toBe(scene.good.events.length)
    const before = await tablesText()
    expect(await scene.station.push(scene.good)).toEqual(first)
    expect(await tablesText()).toBe(before)
    const restored = new TestJournal(`epoch-${kind}-2`).add({ type: 'x', v: 1, body: {} })
    await scene.station.push(restored.request())
    lines.length = 0
    expect((await faultOf(await scene.station.post(scene.good), 409)).code).toBe('fenced')
    expect(lines.join()).toContain('fenced')
    expect(await tablesText()).toBe(before)
  })

  test('a fact that this centre cannot read waits, and the facts of other orders go on', async () => {
    const { rows } = await scene.victim.snapshot()
    const orders = [...rows.values()].flatMap((row) =>
      row.entity === 'order' && row.row?.state === 'ready' ? [row.row] : [],
    )
    const [one, other] = orders
    if (!one || !other) throw new Error('Too few orders')
    const { stationId } = scene.victim
    const of = (order: typeof one) => packingOf(order, stationId, `N-${order.orderNumber}`)
    const journal = new TestJournal(`poison-${kind}`).add(
      ...of(one).slice(0, 1),
      { type: 'item.packed', v: 1, body: { orderNumber: one.orderNumber, quantity: 'many' } },
      { type: 'from.the.future', v: 9, body: { orderNumber: one.orderNumber } },
      ...of(other),
    )
    const { outcomes, ackedSeq } = await scene.victim.push(journal.request())
    expect(ackedSeq).toBe(journal.frames.length)
    expect(results(outcomes).slice(0, 3)).toEqual(['applied', 'unknown-type', 'unknown-type'])
    expect(new Set(results(outcomes).slice(3))).toEqual(new Set(['applied']))
  })
})
