import { expect, test } from 'vitest'
import { Settlement } from '../../electron/main/centre/settlement.ts'
import type { Cursor } from '../../shared/protocol/feed.ts'
import { FaultyDisk } from '../fakes/faulty-disk.ts'
import { seededRandom } from '../fakes/random.ts'
import { fact, openGood, valueOf } from '../unit/journal/journal-fixture.ts'

const epoch = 'epoch-1'

function at(seq: number, feedEpoch = 'f'): Cursor {
  return { feedEpoch, warehouse: 'main', seq }
}

test('the overlay is what a base does not show: by cursor, by feed history, and all of it for an empty base', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const settlement = valueOf(await Settlement.open(disk.open()))
  const journal = await openGood(disk.open())
  await journal.append([fact(1), fact(2), fact(3), fact(4), fact(5)])
  const overlay = async (cursor: Cursor | null): Promise<readonly number[]> =>
    valueOf(await settlement.overlayFrames(journal, cursor)).map((frame) => frame.seq)
  expect(await overlay(at(100))).toEqual([1, 2, 3, 4, 5])
  await settlement.record({ epoch, ackedSeq: 2, feedEpoch: 'f', feedSeq: 10 })
  await settlement.record({ epoch, ackedSeq: 4, feedEpoch: 'f', feedSeq: 20 })
  expect(await overlay(null)).toEqual([1, 2, 3, 4, 5])
  expect(await overlay(at(9))).toEqual([1, 2, 3, 4, 5])
  expect(await overlay(at(10))).toEqual([3, 4, 5])
  expect(await overlay(at(19))).toEqual([3, 4, 5])
  expect(await overlay(at(20))).toEqual([5])
  expect(await overlay(at(20, 'g'))).toEqual([1, 2, 3, 4, 5])
  // One word in a new history speaks for every frame before it.
  await settlement.record({ epoch, ackedSeq: 5, feedEpoch: 'g', feedSeq: 7 })
  expect(await overlay(at(20, 'g'))).toEqual([])
  expect(await overlay(at(20))).toEqual([5])
})

test('acknowledgements that were told survive a power cut; a torn or rotten line is forgotten, the others count', async () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = seededRandom(seed)
    const disk = new FaultyDisk(random)
    let told = 0
    let seq = 0
    for (let life = 0; life < 3; life += 1) {
      const opened = await Settlement.open(disk.open())
      const settlement = valueOf(opened)
      expect(settlement.latest?.ackedSeq ?? 0, `seed ${String(seed)}`).toBeGreaterThanOrEqual(told)
      disk.planCrash(disk.calls + 1 + Math.floor(random() * 12))
      for (let round = 0; round < 6; round += 1) {
        seq += 1
        await settlement.record({ epoch, ackedSeq: seq, feedEpoch: 'f', feedSeq: seq })
        if (!settlement.fault) told = seq
      }
      disk.cutPower()
    }
  }
})

test('a disk that refuses acknowledgements does not hide them from this run', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const settlement = valueOf(await Settlement.open(disk.open()))
  disk.planFault({ call: disk.calls + 1, code: 'ENOSPC' })
  for (const seq of [1, 2])
    await settlement.record({ epoch, ackedSeq: seq, feedEpoch: 'f', feedSeq: seq })
  expect(settlement.latest?.ackedSeq).toBe(2)
  expect(settlement.fault?.code).toBe('ENOSPC')
  disk.kill()
  disk.planFault(null)
  expect(valueOf(await Settlement.open(disk.open())).latest).toBeNull()
})
