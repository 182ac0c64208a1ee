import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { runWriters } from './feed-writers.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres(['track_commit_timestamp=on', 'max_connections=120'])
})

afterAll(() => postgres.stop())

// With a minute for the transaction that stays open: npm run soak -- writers.
test.each([
  { writers: 8, transactionsEach: 40 },
  { writers: 16, transactionsEach: 20 },
  { writers: 64, transactionsEach: 6 },
])(
  '$writers writers, rollbacks and a transaction that stays open: the feed tells what was committed, in that order, while seq > cursor misses rows',
  async (load) => {
    const url = await postgres.createDatabase()
    const report = await runWriters({ ...load, url, seed: 5, openForMs: 0 })
    const { committed, delivered, missedNaively, slowest, transactions } = report
    expect(delivered).toEqual(committed)
    expect(committed).toHaveLength(3 * transactions)
    expect(committed).toEqual(expect.arrayContaining([...slowest]))
    expect(committed.indexOf(slowest[0] ?? '')).toBeGreaterThan(committed.length / 4)
    expect(missedNaively).toEqual(expect.arrayContaining([...slowest]))
    expect(missedNaively.length).toBeGreaterThan(slowest.length)
  },
  300_000,
)
