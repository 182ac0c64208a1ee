import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolResponse, stationsResponse, statusResponse } from '../../shared/protocol/station.ts'
import {
  protocolHeader,
  protocolVersion,
  supportedProtocolVersions,
} from '../../shared/protocol/version.ts'
import type { Centre } from '../../server/centre.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import {
  adminToken,
  enrol,
  faultOf,
  headOf,
  startTestCentre,
  testWorld,
  TestStation,
} from './centre-kit.ts'

let postgres: TestPostgres
let centre: Centre
let now = new Date('2026-11-24T02:00:00Z')

beforeAll(async () => {
  postgres = await startPostgres()
  const database = { kind: 'postgres', url: await postgres.createDatabase() } as const
  centre = await startTestCentre(
    database,
    testWorld(() => now),
  )
}, 60_000)

afterAll(async () => {
  await centre.close()
  await postgres.stop()
})

function enrolWith(
  pairingCode: string,
  headers: Record<string, string> = { [protocolHeader]: String(protocolVersion) },
) {
  const body = JSON.stringify({ pairingCode, stationName: '工位 3' })
  const all = { 'content-type': 'application/json', ...headers }
  return fetch(`${centre.url}/v1/stations/enrol`, { method: 'POST', headers: all, body })
}

test('the heartbeat answers without a token', async () => {
  const response = await fetch(`${centre.url}/v1/status`)
  expect(statusResponse.parse(await response.json())).toMatchObject({
    service: 'holdfast-centre',
    protocol: supportedProtocolVersions,
    serverTime: now.toISOString(),
    head: 0,
  })
})

test('of eight that come with one pairing code, one gets a station', async () => {
  const { pairingCode } = await centre.createPairingCode()
  const responses = await Promise.all(Array.from({ length: 8 }, () => enrolWith(pairingCode)))
  expect(responses.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(403)])
})

test('a pairing code works however it is typed, but not after a day', async () => {
  const typed = (await centre.createPairingCode()).pairingCode
  const sloppy = ` ${typed.toLowerCase().replace('-', ' ')} `
  expect(enrolResponse.parse(await (await enrolWith(sloppy)).json()).stationName).toBe('工位 3')
  const { pairingCode } = await centre.createPairingCode()
  now = new Date(now.getTime() + 24 * 60 * 60 * 1_000 + 1)
  expect((await faultOf(await enrolWith(pairingCode), 403)).code).toBe('pairing-code-invalid')
})

test('only the admin makes pairing codes', async () => {
  const ask = (token: string) =>
    fetch(`${centre.url}/v1/pairing-codes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
  const station = await enrol(centre, 'bench')
  for (const token of ['', 'guessed', station.token, `${adminToken}x`])
    expect((await faultOf(await ask(token), 401)).code).toBe('unauthorized')
  const { pairingCode } = (await (await ask(adminToken)).json()) as { pairingCode: string }
  expect((await enrolWith(pairingCode)).status).toBe(201)
})

const stationEndpoints = [
  ['POST', '/v1/stations/enrol'],
  ['GET', '/v1/snapshot'],
  ['GET', '/v1/changes?cursor=a~b~0'],
  ['POST', '/v1/stations/any/events'],
] as const

test.each(stationEndpoints)(
  '%s %s tells which side of two protocols to update',
  async (method, path) => {
    const ask = (headers: Record<string, string>) =>
      fetch(centre.url + path, {
        method,
        headers: { ...headers, authorization: `Bearer ${adminToken}` },
      })
    for (const [version, remedy] of [
      [String(protocolVersion - 1), /station/],
      [String(protocolVersion + 1), /centre/],
      ['one', /Send a version/],
    ] as const) {
      const fault = await faultOf(await ask({ [protocolHeader]: version }), 426)
      expect(fault.code).toBe('protocol-unsupported')
      expect(fault.remedy).toMatch(remedy)
    }
    expect((await faultOf(await ask({}), 426)).code).toBe('protocol-unsupported')
  },
)

test('a missing, wrong or stolen token gets nowhere, and says what to do', async () => {
  const station = await enrol(centre, 'bench')
  const victim = await enrol(centre, 'victim')
  const stranger = new TestStation(centre.url, victim.stationId, 'guessed')
  for (const path of ['/v1/snapshot', '/v1/changes?cursor=a~b~0'])
    expect((await faultOf(await stranger.get(path), 401)).code).toBe('unauthorized')
  expect((await faultOf(await stranger.post('{}'), 401)).code).toBe('unauthorized')
  const thief = new TestStation(centre.url, victim.stationId, station.token)
  expect((await faultOf(await thief.post('{}'), 403)).code).toBe('wrong-station')
  const lost = new TestStation(centre.url, 'station-nowhere', station.token)
  const fault = await faultOf(await lost.post('{}'), 404)
  expect(fault).toMatchObject({ code: 'unknown-station' })
  expect(fault.remedy).toMatch(/enrol/)
})

test('garbage, an empty body, another content type and a body without end are named as what they are', async () => {
  const station = await enrol(centre, 'bench')
  for (const body of [
    '{"epoch": ',
    '[]',
    '{}',
    '{"epoch":"e","firstSeq":0,"prev":"x","events":[]}',
    '',
  ]) {
    const fault = await faultOf(await station.post(body), 400)
    expect(fault.code).toBe('malformed')
    expect(fault.remedy).not.toBe('')
  }
  const tooLong = await station.post(`{"epoch":"${'e'.repeat(9 * 1024 * 1024)}"}`)
  expect((await faultOf(tooLong, 413)).code).toBe('too-large')
  const headers = { ...station.headers, 'content-type': 'text/plain' }
  const path = `${centre.url}/v1/stations/${station.stationId}/events`
  const plain = await fetch(path, { method: 'POST', headers, body: 'x' })
  expect((await faultOf(plain, 400)).code).toBe('malformed')
  expect((await faultOf(await station.get('/v1/nothing'), 404)).code).toBe('not-found')
  expect(await headOf(centre)).toBe(0)
})

test('names and numbers with a sign that no database column holds are malformed, not a failure', async () => {
  const { pairingCode } = await centre.createPairingCode()
  const headers = { 'content-type': 'application/json', [protocolHeader]: String(protocolVersion) }
  const body = JSON.stringify({ pairingCode, stationName: 'a\u0000b' })
  const named = await fetch(`${centre.url}/v1/stations/enrol`, { method: 'POST', headers, body })
  expect((await faultOf(named, 400)).code).toBe('malformed')
  const station = await enrol(centre, 'bench')
  const nowhere = new TestStation(centre.url, 'a%00b', station.token)
  expect((await faultOf(await nowhere.post('{}'), 404)).code).toBe('unknown-station')
  const cursor = await station.get(`/v1/changes?cursor=${encodeURIComponent('e\u0000~main~0')}`)
  expect((await faultOf(cursor, 409)).code).toBe('reset')
})

test('a stranger hears what the benches are called, or a bench does not', async () => {
  const [station, other] = await Promise.all([
    enrol(centre, 'By the door'),
    enrol(centre, '二号台'),
  ])
  const stranger = new TestStation(centre.url, station.stationId, 'guessed')
  expect((await faultOf(await stranger.get('/v1/stations'), 401)).code).toBe('unauthorized')
  const { stations } = stationsResponse.parse(await (await station.get('/v1/stations')).json())
  expect(stations).toContainEqual({ stationId: station.stationId, stationName: 'By the door' })
  expect(stations).toContainEqual({ stationId: other.stationId, stationName: '二号台' })
})
