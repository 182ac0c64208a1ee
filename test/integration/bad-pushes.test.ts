import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PushRequest } from '../../shared/protocol/push.ts'
import { protocolHeader } from '../../shared/protocol/version.ts'
import type { Centre } from '../../server/centre.ts'
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
