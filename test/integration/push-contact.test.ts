import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApiClient } from '../../electron/main/centre/api-client.ts'
import { Contact } from '../../electron/main/centre/contact.ts'
import { startHeartbeat } from '../../electron/main/centre/heartbeat.ts'
import { FakeCentre } from '../fakes/fake-centre.ts'
import { HeldClock } from '../fakes/held-clock.ts'

let centre: FakeCentre
let clock: HeldClock
let contact: Contact
let heads: number[]
let stop: () => void

beforeEach(async () => {
  centre = new FakeCentre()
  await centre.listen()
  clock = new HeldClock()
  clock.wall -= 90_000
  contact = new Contact(clock, 30_000)
  heads = []
  const client = createApiClient({
    fetch: (url, init) => fetch(url, init),
    baseUrl: centre.url,
    token: () => null,
    timeoutMs: 5_000,
  })
  const parts = { client, contact, clock, intervalMs: 5_000 }
  stop = startHeartbeat({ ...parts, onStatus: ({ head }) => heads.push(head) })
})
afterEach(async () => {
  stop()
  await centre.close()
})

function contactBecomes(state: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (contact.report().state !== state) return
      end()
      resolve()
    }
    const end = contact.onChanged(look)
    look()
  })
}

test('contact is never, online, offline, online again; its age is monotonic and its clock offset only shown', async () => {
  expect(contact.report()).toEqual({
    ...{ state: 'never', ageMs: null, refusal: '', clockOffsetMs: null },
  })
  await contactBecomes('online')
  clock.wall += 1e9
  clock.advance(4_000)
  expect(contact.report()).toMatchObject({ state: 'online', ageMs: 4_000, clockOffsetMs: 90_000 })
  let returns = 0
  contact.onReturned(() => (returns += 1))
  const { url } = centre
  await centre.close()
  clock.advance(1_000)
  await contactBecomes('offline')
  await centre.listen(Number(new URL(url).port))
  clock.advance(5_000)
  await contactBecomes('online')
  expect(returns).toBe(1)
  expect(heads.length).toBeGreaterThan(1)
})

test('a login page is no contact', async () => {
  await contactBecomes('online')
  centre.mishaps.push('captive-portal')
  clock.advance(5_000)
  await contactBecomes('offline')
})

test('an answer that grew old is no contact, without any error', async () => {
  await contactBecomes('online')
  stop()
  clock.advance(30_001)
  expect(contact.report()).toMatchObject({ state: 'offline', ageMs: 30_001 })
})
