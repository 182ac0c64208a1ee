import { expect, test } from 'vitest'
import {
  createIpcHandlers,
  type WorkingStation,
} from '../../../electron/main/composition/ipc-handlers.ts'
import { createSetupBoard } from '../../../electron/main/composition/setup-board.ts'
import { event, type DomainEvent } from '../../../shared/domain/event.ts'
import { fail } from '../../../shared/domain/result.ts'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { seededRandom } from '../../fakes/random.ts'
import { openGood } from '../journal/journal-fixture.ts'

const orderNumber = 'SO-1'
const claim = event('order.claimed', { orderNumber, stationId: 's', operatorId: 'o' })
const pick = event('line.picked', { orderNumber, lineId: 'l', quantity: 1, operatorId: 'o' })

test('on a disk that is used up no order is begun, what was begun is finished, and nothing of a refusal is written', async () => {
  const journal = await openGood(new FaultyDisk(seededRandom(1)).open())
  let hasRoom = true
  // Only what a commit touches.
  const station = {
    ...{ journal, hasRoom: () => hasRoom, exclusion: () => null },
  } as unknown as WorkingStation
  const handlers = createIpcHandlers({
    setup: createSetupBoard(() => undefined),
    station: () => station,
    health: () => {
      throw new Error('not asked')
    },
    pair: () => Promise.resolve(fail('no')),
    saveLanguage: () => Promise.resolve(fail('no')),
  })
  const commit = async (...events: DomainEvent[]) =>
    handlers['journal.commit']({ events, labels: [] })
  expect((await commit(claim)).ok).toBe(true)
  hasRoom = false
  expect(await commit(claim, pick)).toMatchObject({ ok: false, error: { code: 'disk-used-up' } })
  expect(journal.lastSeq).toBe(1)
  expect((await commit(pick)).ok).toBe(true)
  hasRoom = true
  expect((await commit(claim)).ok).toBe(true)
  await journal.close()
})
