import { expect, test } from 'vitest'
import { ExclusionMark, exclusionOf } from '../../../electron/main/centre/exclusion.ts'
import {
  createIpcHandlers,
  type WorkingStation,
} from '../../../electron/main/composition/ipc-handlers.ts'
import { createSetupBoard } from '../../../electron/main/composition/setup-board.ts'
import { event } from '../../../shared/domain/event.ts'
import { fail, succeed } from '../../../shared/domain/result.ts'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { seededRandom } from '../../fakes/random.ts'
import { openGood } from '../journal/journal-fixture.ts'

const fenced = { code: 'fenced', detail: 'replaced' } as const

/** The handlers of a station, and what reached its parts. */
async function openStation(disk: FaultyDisk) {
  const journal = await openGood(disk.open())
  const mark = await ExclusionMark.open(disk.open(), journal.epoch)
  const reached: string[] = []
  // Only what these requests touch.
  const station = {
    ...{ journal, hasRoom: () => true, exclusion: () => mark.value },
    printing: {
      enqueue: () => {
        reached.push('printer')
        return succeed(null)
      },
    },
    claimWave: () => {
      reached.push('centre')
      return Promise.resolve(fail({ kind: 'unreachable', detail: '', timedOut: false }))
    },
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
  return { handlers, journal, mark, reached }
}

const of = { orderNumber: 'SO-1', lineId: 'l', quantity: 1, operatorId: 'o' }
const pick = event('line.picked', of)

test('a copy of a station that the centre has turned away packs and prints nothing more, also after a restart with no network', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const { mark, ...before } = await openStation(disk)
  expect((await before.handlers['journal.commit']({ events: [pick], labels: [] })).ok).toBe(true)
  await mark.set(fenced)
  await before.journal.close()
  disk.cutPower()
  for (const { handlers, journal, reached } of [before, await openStation(disk)]) {
    const refused = { ok: false, error: { code: 'turned-away' } }
    const commit = await handlers['journal.commit']({ events: [pick], labels: [] })
    expect(commit).toMatchObject(refused)
    const label = { printJobId: 'j' } as never
    expect(await handlers['print.start']({ label })).toMatchObject(refused)
    expect(await handlers['waves.claim']({})).toMatchObject(refused)
    expect([journal.lastSeq, reached]).toEqual([1, []])
  }
})

test('a journal that was begun anew in the same folder is not barred by the mark of the one before', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  await (await ExclusionMark.open(disk.open(), 'epoch-1')).set(fenced)
  expect((await ExclusionMark.open(disk.open(), 'epoch-1')).value).toEqual(fenced)
  expect((await ExclusionMark.open(disk.open(), 'epoch-2')).value).toBeNull()
})

test('a fault that a person can put right at the centre bars nobody from packing', () => {
  const detail = 'x'
  expect(exclusionOf({ code: 'frame-refused', detail, seq: 1 })).toBeNull()
  const cause = { kind: 'closed' } as const
  expect(exclusionOf({ code: 'journal', detail, cause })).toBeNull()
  expect(exclusionOf({ code: 'diverged', detail })).toEqual({ code: 'diverged', detail })
})
