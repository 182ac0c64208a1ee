import { expect, test } from 'vitest'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { seededRandom } from '../../fakes/random.ts'
import { fact, faultOf, open, openGood, ordersIn } from './journal-fixture.ts'

async function written(appends: number, segmentBytes = 1e9): Promise<FaultyDisk> {
  const disk = new FaultyDisk(seededRandom(1))
  const journal = await openGood(disk.open(), { segmentBytes })
  for (let number = 1; number <= appends; number += 1) await journal.append([fact(number)])
  await journal.close()
  return disk
}

const first = 'journal-000000000001.log'

function contentOf(disk: FaultyDisk, name: string): Buffer {
  return Buffer.from(disk.content(name) ?? Buffer.alloc(0))
}

test('rot in any byte of a durable frame stops the journal and leaves its file untouched', async () => {
  const size = contentOf(await written(4), first).length
  const lastLine = Math.floor((size * 3) / 4) - 1
  for (let offset = 0; offset < lastLine; offset += 7) {
    const disk = await written(4)
    disk.rot(first, offset)
    const before = contentOf(disk, first)
    const fault = faultOf(await open(disk.open()))
    expect(fault, `byte ${String(offset)}`).toMatchObject({ kind: 'damaged', file: first })
    expect(contentOf(disk, first).equals(before)).toBe(true)
  }
})

test('a torn end at any byte is cut off, kept aside, and the journal goes on', async () => {
  const whole = contentOf(await written(3), first)
  const lineBytes = Math.floor(whole.length / 3)
  for (let cut = 1; cut < lineBytes; cut += 3) {
    const disk = await written(3)
    await disk.open().truncate(first, whole.length - cut)
    const journal = await openGood(disk.open())
    expect(journal.lastSeq).toBe(2)
    expect(journal.tornBytes).toBe(lineBytes - cut)
    expect(contentOf(disk, 'torn-000000000002.bytes')).toHaveLength(lineBytes - cut)
    await journal.append([fact(33)])
    expect(await ordersIn(journal)).toEqual(['SO-1', 'SO-2', 'SO-33'])
  }
})

test('half of an append that nobody was told of does not come back', async () => {
  const disk = await written(2)
  const journal = await openGood(disk.open())
  const before = contentOf(disk, first).length
  await journal.append([fact(3), fact(4), fact(5)])
  await journal.close()
  const added = contentOf(disk, first).length - before
  await disk.open().truncate(first, before + Math.floor((added * 2) / 3) + 1)
  expect(await ordersIn(await openGood(disk.open()))).toEqual(['SO-1', 'SO-2'])
})

test('a tear in a segment that is not the last is damage, never a tail', async () => {
  const disk = await written(40, 1_500)
  await disk.open().truncate(first, contentOf(disk, first).length - 5)
  expect(faultOf(await open(disk.open()))).toMatchObject({ kind: 'damaged', file: first })
})

test('a missing segment is damage', async () => {
  const disk = await written(40, 1_500)
  const second = disk
    .names()
    .filter((name) => name.endsWith('.log'))
    .sort()[1]
  await disk.open().remove(second ?? '')
  expect(faultOf(await open(disk.open())).kind).toBe('damaged')
  await disk.open().remove(first)
  expect(faultOf(await open(disk.open())).kind).toBe('damaged')
})

test('frames of another epoch behind good ones are damage', async () => {
  const disk = await written(2)
  const other = new FaultyDisk(seededRandom(2))
  const journal = await openGood(other.open(), { newEpoch: () => 'other', segmentBytes: 1e9 })
  for (const number of [1, 2, 3]) await journal.append([fact(number)])
  const lines = contentOf(other, first).toString().split('\n')
  const file = await disk.open().openForAppend(first)
  if (file.ok) await file.value.append(Buffer.from(`${lines[2] ?? ''}\n`))
  expect(faultOf(await open(disk.open())).kind).toBe('damaged')
})

test('frames of a copy that went its own way, with the same epoch and numbers, are damage', async () => {
  const disk = await written(2)
  const copy = new FaultyDisk(seededRandom(2))
  const journal = await openGood(copy.open(), { segmentBytes: 1e9 })
  for (const number of [1, 22, 3]) await journal.append([fact(number)])
  const lines = contentOf(copy, first).toString().split('\n')
  const file = await disk.open().openForAppend(first)
  if (file.ok) await file.value.append(Buffer.from(`${lines[2] ?? ''}\n`))
  expect(faultOf(await open(disk.open()))).toMatchObject({
    kind: 'damaged',
    detail: 'frame 3 does not continue the chain',
  })
})
