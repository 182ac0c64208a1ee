import { expect, test } from 'vitest'
import { ExclusionMark, exclusionOf } from '../../../electron/main/centre/exclusion.ts'
import type { Printing } from '../../../electron/main/composition/printing.ts'
import { event } from '../../../shared/domain/event.ts'
import { fail, succeed } from '../../../shared/domain/result.ts'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { seededRandom } from '../../fakes/random.ts'
import { openGood } from '../journal/journal-fixture.ts'
import { handlersOf } from './handlers-of.ts'

const fenced = { code: 'fenced', detail: 'replaced' } as const

/** The handlers of a station, and what reached its parts. */
async function openStation(disk: FaultyDisk) {
  const journal = await openGood(disk.open())
  const mark = await ExclusionMark.open(disk.open(), journal.epoch)
  const reached: string[] = []
  const handlers = handlersOf({
    ...{ journal, hasRoom: () => true, exclusion: () => mark.value },
    // Only this is asked of it.
    printing: {
      enqueue: () => {
        reached.push('printer')
        return succeed(null)
      },
    } as unknown as Printing,
    claimWave: () => {
      reached.push('centre')
      return Promise.resolve(fail({ kind: 'unreachable', detail: '', timedOut: false }))
    },
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
    expect(await handlers['waves.claim']({ size: 20 })).toMatchObject(refused)
    expect([journal.lastSeq, reached]).toEqual([1, []])
  }
})

test('a commit during which the centre turns the station away does not turn green, and its label does not print', async () => {
  const { handlers, journal, mark, reached } = await openStation(new FaultyDisk(seededRandom(1)))
  const committing = handlers['journal.commit']({ events: [pick], labels: [] })
  await mark.set(fenced)
  expect(await committing).toMatchObject({ ok: false, error: { code: 'turned-away' } })
  expect([journal.lastSeq, reached]).toEqual([1, []])
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
