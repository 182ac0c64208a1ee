import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiClient } from '../../electron/main/centre/api-client.ts'
import { listenForNudges } from '../../renderer/sync/nudges.ts'
import { waitByClock } from '../../renderer/sync/round-timer.ts'
import type { Centre } from '../../server/centre.ts'
import type { DatabaseChoice } from '../../server/database/open.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { until } from '../wait/until.ts'
import { databaseKinds } from './centre-floor.ts'
import {
  enrol,
  faultOf,
  memoryDatabase,
  packingOf,
  startTestCentre,
  TestJournal,
  TestStation,
} from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

/** What a station's worker does with the centre's nudges. */
function listenTo(station: TestStation) {
  const heard = { nudges: 0 }
  const stop = new AbortController()
  const client = createApiClient({
    fetch: (url, init) => fetch(url, init),
    baseUrl: station.url,
    token: () => station.token,
    timeoutMs: 5_000,
  })
  const ports = {
    request: async (path: string, signal: AbortSignal) => {
      const opened = await client.openFeed(path, signal)
      return opened.ok ? opened.value : new Response(null, { status: 503 })
    },
    wait: waitByClock,
    random: () => 0.1,
    onNudge: () => void (heard.nudges += 1),
  }
  const nudges = listenForNudges(ports, stop.signal)
  return { heard, isLive: nudges.isLive, stop: () => stop.abort() }
}

async function claimOne(station: TestStation, epoch: string): Promise<void> {
  const { rows } = await station.snapshot()
  const order = [...rows.values()].flatMap((row) =>
    row.entity === 'order' && row.row?.state === 'ready' ? [row.row] : [],
  )[0]
  if (!order) throw new Error('No order is left')
  const [claim] = packingOf(order, station.stationId, '')
  if (!claim) throw new Error('Nothing to do')
  await station.push(new TestJournal(epoch).add(claim).request())
}

describe.each(databaseKinds)('nudges out of %s', (kind) => {
  let choice: DatabaseChoice
  let centre: Centre

  beforeAll(async () => {
    choice =
      kind === 'PGlite'
        ? memoryDatabase
        : { kind: 'postgres', url: await postgres.createDatabase() }
    centre = await startTestCentre(choice)
    await centre.seedDemo()
  })

  afterAll(() => centre.close())

  test('come when the feed has grown, at every node, and only then', async () => {
    const nodes = kind === 'PGlite' ? [centre] : [centre, await startTestCentre(choice)]
    const station = await enrol(centre, 'bench')
    const listeners = nodes.map(({ url }) =>
      listenTo(new TestStation(url, station.stationId, station.token)),
    )
    await until('all are live', () => listeners.every(({ isLive }) => isLive()))
    const before = listeners.map(({ heard }) => heard.nudges)
    await claimOne(station, `epoch-${kind}`)
    await until('all were nudged', () =>
      listeners.every(({ heard }, index) => heard.nudges > (before[index] ?? 0)),
    )
    const after = listeners.map(({ heard }) => heard.nudges)
    await station.push(
      new TestJournal(`quiet-${kind}`).add({ type: 'x', v: 1, body: {} }).request(),
    )
    await station.snapshot()
    expect(listeners.map(({ heard }) => heard.nudges)).toEqual(after)
    for (const listener of listeners) listener.stop()
    for (const node of nodes.slice(1)) await node.close()
  })

  test('carry no content, and are for stations only', async () => {
    const station = await enrol(centre, 'bench')
    const response = await station.get('/v1/nudges')
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = (await reader?.read())?.value ?? ''
    await claimOne(station, `epoch-of-content-${kind}`)
    while (!text.includes('nudge\n')) text += (await reader?.read())?.value ?? ''
    expect(text.replace(': nudges\n\n', '').replaceAll('event: nudge\ndata:\n\n', '')).toBe('')
    await reader?.cancel()
    const stranger = new TestStation(centre.url, station.stationId, 'guessed')
    expect((await faultOf(await stranger.get('/v1/nudges'), 401)).code).toBe('unauthorized')
  })
})

test('a centre that closes ends its listeners, who poll until it is back and then hear at once that they may have missed something', async () => {
  const url = await postgres.createDatabase()
  const centre = await startTestCentre({ kind: 'postgres', url })
  const station = await enrol(centre, 'bench')
  const listener = listenTo(station)
  await until('live', () => listener.isLive())
  const before = listener.heard.nudges
  await centre.close()
  await until('no longer live', () => !listener.isLive())
  // The pull is told, so that it does not sit out its long wait.
  expect(listener.heard.nudges).toBeGreaterThan(before)
  listener.stop()
})
