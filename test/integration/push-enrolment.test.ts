import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApiClient, type ApiClient } from '../../electron/main/centre/api-client.ts'
import { enrol, loadEnrolment, type SecretStore } from '../../electron/main/centre/enrol.ts'
import { fail, succeed } from '../../shared/domain/result.ts'
import { FaultyDisk } from '../fakes/faulty-disk.ts'
import { seededRandom } from '../fakes/random.ts'
import { faultOf, valueOf } from '../unit/journal/journal-fixture.ts'
import { protocolVersion } from '../../shared/protocol/version.ts'

const identity = { stationId: 'station-7', stationName: '工位 7', warehouse: 'main' }
const request = { pairingCode: 'ABCD-EFGH', stationName: '工位 7' }
let server: Server
let client: ApiClient
let seen: { body: unknown; protocol: unknown }[]

beforeEach(async () => {
  seen = []
  server = createServer((incoming, response) => {
    let body = ''
    incoming.on('data', (piece) => (body += String(piece)))
    incoming.on('end', () => {
      seen.push({ body: JSON.parse(body), protocol: incoming.headers['x-holdfast-protocol'] })
      const isKnown = body.includes('ABCD')
      const error = { code: 'pairing-code-invalid', message: 'used', remedy: 'ask for another' }
      response.writeHead(isKnown ? 201 : 403, { 'content-type': 'application/json' })
      response.end(JSON.stringify(isKnown ? { ...identity, token: 'secret' } : { error }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const ask: typeof fetch = (url, init) => fetch(url, init)
  client = createApiClient({ fetch: ask, baseUrl, token: () => null, timeoutMs: 5_000 })
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

function memorySecrets(): SecretStore & { kept: string | null } {
  const store: SecretStore & { kept: string | null } = {
    kept: null,
    read: () => Promise.resolve(succeed(store.kept)),
    write: (secret) => {
      store.kept = secret
      return Promise.resolve(succeed(undefined))
    },
  }
  return store
}

test('the token goes to the secret store and nowhere else; the next start finds the enrolment', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const place = { disk: disk.open(), secrets: memorySecrets() }
  expect(valueOf(await loadEnrolment(place))).toBeNull()
  expect(valueOf(await enrol(client, place, request))).toEqual({ identity, token: 'secret' })
  expect(seen).toEqual([{ body: request, protocol: String(protocolVersion) }])
  const stored = disk.names().map((name) => disk.content(name)?.toString() ?? '')
  expect(stored.join()).not.toContain('secret')
  expect(stored.join()).toContain('station-7')
  disk.cutPower()
  const later = { ...place, disk: disk.open() }
  expect(valueOf(await loadEnrolment(later))).toEqual({ identity, token: 'secret' })
})

test('a refused code and a keychain that refuses leave no half enrolment', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const place = { disk: disk.open(), secrets: memorySecrets() }
  const refused = await enrol(client, place, { ...request, pairingCode: 'WRONG' })
  expect(faultOf(refused)).toMatchObject({ kind: 'refused', code: 'pairing-code-invalid' })
  const locked = { ...place.secrets, write: () => Promise.resolve(fail('keychain is locked')) }
  const unkept = await enrol(client, { ...place, secrets: locked }, request)
  expect(faultOf(unkept)).toEqual({ kind: 'storage', detail: 'keychain is locked' })
  expect(disk.names()).toEqual([])
  await place.disk.replaceFile('station.json', Buffer.from('{"stationId":1}'))
  expect(faultOf(await loadEnrolment(place)).kind).toBe('storage')
})
