import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenOnPostgres } from '../../server/database/listener.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { until } from '../wait/until.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

test('a listener that is stopped while it still connects and never ends', async () => {
  const url = await postgres.createDatabase()
  let heard = 0
  const hears = (): void => {
    heard += 1
  }
  for (let round = 0; round < 5; round += 1) await listenOnPostgres(url, hears)()
  const stop = listenOnPostgres(url, hears)
  await until('it listens', () => heard > 0)
  await stop()
  expect(heard).toBe(1)
})
