import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Disk } from '../../../electron/main/journal/disk.ts'
import { frameText, genesisHash, type JournalFrame } from '../../../shared/protocol/frame.ts'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { seededRandom } from '../../fakes/random.ts'
import { fact, faultOf, open, openGood, ordersIn, valueOf } from './journal-fixture.ts'

function sha256(frame: JournalFrame): string {
  return createHash('sha256').update(frameText(frame)).digest('hex')
}

test('frames that the centre could not chain: seq, prev and hash follow the protocol', async () => {
  const journal = await openGood(new FaultyDisk(seededRandom(1)).open())
  await journal.append([fact(1), fact(2)])
  await journal.append([fact(3)])
  const frames = valueOf(await journal.read(1, 10))
  expect(frames.map((frame) => frame.seq)).toEqual([1, 2, 3])
  let prev = genesisHash
  for (const frame of frames) {
    expect(frame.prev).toBe(prev)
    prev = sha256(frame)
  }
  expect(journal.lastHash).toBe(prev)
})

test('a reopened journal goes on in its epoch, over several segments', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const journal = await openGood(disk.open(), { newEpoch: () => 'first' })
  for (let number = 1; number <= 300; number += 1) await journal.append([fact(number)])
  await journal.close()
  expect(disk.names().filter((name) => name.endsWith('.log')).length).toBeGreaterThan(10)

  const again = await openGood(disk.open(), { newEpoch: () => 'second' })
  expect(again.epoch).toBe('first')
  expect(again.lastHash).toBe(journal.lastHash)
  await again.append([fact(301)])
  const expected = Array.from({ length: 301 }, (_, index) => `SO-${String(index + 1)}`)
  expect(await ordersIn(again)).toEqual(expected)
  for (const from of [1, 63, 64, 65, 128, 200, 301, 302]) {
    const part = valueOf(await again.read(from, 70))
    expect(part.map((frame) => frame.seq)).toEqual(
      expected.slice(from - 1, from + 69).map((_, index) => from + index),
    )
  }
})

test('reads within one long segment begin at the asked frame', async () => {
  const journal = await openGood(new FaultyDisk(seededRandom(1)).open(), { segmentBytes: 1e9 })
  const facts = Array.from({ length: 50 }, (_, index) => fact(index))
  for (let round = 0; round < 6; round += 1) await journal.append(facts)
  for (const [from, limit] of [
    [1, 64],
    [64, 1],
    [65, 128],
    [130, 500],
    [300, 2],
  ] as const) {
    const part = valueOf(await journal.read(from, limit))
    expect(part[0]?.seq).toBe(from)
    expect(part).toHaveLength(Math.min(limit, 300 - from + 1))
  }
})

test('an append that waits for others although nothing is in flight; appends during a write cost one fsync each', async () => {
  const inner = new FaultyDisk(seededRandom(1)).open()
  const calls: string[] = []
  let openGate: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (openGate = resolve))
  const disk: Disk = {
    ...inner,
    create: async (name) => {
      const created = await inner.create(name)
      if (!created.ok) return created
      const file = created.value
      const append: typeof file.append = async (bytes) => {
        calls.push('append')
        if (calls.length === 1) await gate
        return file.append(bytes)
      }
      const syncData: typeof file.syncData = () => {
        calls.push('sync')
        return file.syncData()
      }
      return { ok: true, value: { ...file, append, syncData } }
    },
  }
  const journal = await openGood(disk)
  const appends = [journal.append([fact(1)])]
  expect(calls).toEqual(['append'])
  for (let number = 2; number <= 20; number += 1) appends.push(journal.append([fact(number)]))
  openGate()
  const answers = (await Promise.all(appends)).map(valueOf)
  expect(calls).toEqual(['append', 'sync', 'append', 'sync'])
  expect(answers.map((frames) => frames[0]?.seq)).toEqual(answers.map((_, index) => index + 1))
})

test('listeners hear every frame once, in order, and never before it is durable', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const journal = await openGood(disk.open())
  const heard: number[] = []
  journal.onAppended((frames) => {
    expect(journal.lastSeq).toBeGreaterThanOrEqual(frames.at(-1)?.seq ?? 0)
    heard.push(...frames.map((frame) => frame.seq))
  })
  await Promise.all([1, 2, 3, 4, 5].map((number) => journal.append([fact(number), fact(number)])))
  expect(heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('a journal that lost frames which the centre holds is not continued with other frames of the same seq', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const journal = await openGood(disk.open())
  await journal.append([fact(1)])
  await journal.close()
  const known = { epoch: 'epoch-1', seq: 2 }
  expect(faultOf(await open(disk.open(), { known })).kind).toBe('behind')
  expect((await open(disk.open(), { known: { epoch: 'epoch-1', seq: 1 } })).ok).toBe(true)
})

test('a deleted journal is noticed when the centre holds its frames', async () => {
  const known = { epoch: 'epoch-1', seq: 2 }
  const opened = await open(new FaultyDisk(seededRandom(1)).open(), { known })
  expect(faultOf(opened).kind).toBe('behind')
})
