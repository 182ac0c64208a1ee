import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Task } from '../../shared/domain/task.ts'
import { mainWarehouse, openCentreDatabase } from '../../server/centre.ts'
import type { OpenedDatabase } from '../../server/database/open.ts'
import { publish, readHead } from '../../server/feed/publish.ts'
import { snapshotText, startSnapshot } from '../../server/feed/snapshot.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { testWorld } from './centre-kit.ts'

const warehouse = mainWarehouse

let postgres: TestPostgres
let opened: OpenedDatabase

beforeAll(async () => {
  postgres = await startPostgres()
  const url = await postgres.createDatabase()
  const result = await openCentreDatabase({ kind: 'postgres', url }, testWorld())
  if (!result.ok) throw new Error(result.error.message)
  opened = result.value
}, 60_000)

afterAll(async () => {
  await opened.close()
  await postgres.stop()
})

function taskNamed(taskId: string): Task {
  const at = { orderNumber: 'SO-1', stationId: 'station-1' }
  return { taskId, kind: 'unpack', ...at, code: 'over-packed', done: false }
}

test('what is committed while a snapshot is read comes with the changes after it, and not before', async () => {
  const { database } = opened
  const place = { warehouse, now: new Date(0) }
  const commit = (key: string) =>
    database
      .transaction()
      .execute((transaction) =>
        publish(transaction, place, [{ entity: 'task', key, row: taskNamed(key) }]),
      )
  await commit('before')
  let text = ''
  for await (const piece of snapshotText(database, await startSnapshot(database, warehouse, 'x'))) {
    if (text === '') await commit('meanwhile')
    text += piece
  }
  expect(text).toContain('"key":"before"')
  expect(text).not.toContain('"key":"meanwhile"')
  const { seq } = await readHead(database, warehouse)
  expect(text.split('\n')[0]).toContain(`"seq":${String(seq - 1)}}`)
})
