import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Disk } from '../../electron/main/journal/disk.ts'
import { openNodeDisk } from '../../electron/main/journal/node-disk.ts'
import type { Result } from '../../shared/domain/result.ts'
import { FaultyDisk } from '../fakes/faulty-disk.ts'
import { seededRandom } from '../fakes/random.ts'

const made: string[] = []

async function realDisk(): Promise<Disk> {
  const parent = await mkdtemp(join(tmpdir(), 'holdfast-disk-'))
  made.push(parent)
  return valueOf(await openNodeDisk(join(parent, 'made', 'on', 'open')))
}

afterEach(async () => {
  for (const directory of made.splice(0)) await rm(directory, { recursive: true })
})

function valueOf<Value, Failure>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

async function textOf(disk: Disk, name: string): Promise<string> {
  return Buffer.from(valueOf(await disk.read(name))).toString()
}

async function write(disk: Disk, name: string, text: string): Promise<void> {
  const file = valueOf(await disk.create(name))
  valueOf(await file.append(Buffer.from(text)))
  valueOf(await file.syncData())
  await file.close()
}

const disks: readonly (readonly [string, () => Promise<Disk>])[] = [
  ['the real disk', realDisk],
  ['the faulty disk', () => Promise.resolve(new FaultyDisk(seededRandom(1)).open())],
]

describe.each(disks)('%s', (_name, openDisk) => {
  test('appends grow a file, also one opened again', async () => {
    const disk = await openDisk()
    await write(disk, 'a', 'one')
    const again = valueOf(await disk.openForAppend('a'))
    valueOf(await again.append(Buffer.from(' two')))
    valueOf(await again.append(Buffer.from(' three')))
    await again.close()
    valueOf(await disk.syncDirectory())
    expect(await textOf(disk, 'a')).toBe('one two three')
    expect(valueOf(await disk.list())).toEqual(['a'])
  })

  test('what is missing or already there is told by its code', async () => {
    const disk = await openDisk()
    await write(disk, 'a', 'x')
    const codes = await Promise.all([
      disk.create('a'),
      disk.createWhole('a', Buffer.from('y')),
      disk.read('b'),
      disk.openForRead('b'),
      disk.openForAppend('b'),
      disk.truncate('b', 0),
      disk.rename('b', 'c'),
      disk.remove('b'),
    ])
    expect(codes.map((result) => (result.ok ? 'ok' : result.error.code))).toEqual([
      ...['EEXIST', 'EEXIST', 'ENOENT', 'ENOENT', 'ENOENT', 'ENOENT', 'ENOENT', 'ENOENT'],
    ])
    expect(await textOf(disk, 'a')).toBe('x')
    expect(valueOf(await disk.list())).toEqual(['a'])
  })

  test('truncate, rename over another, replace and remove', async () => {
    const disk = await openDisk()
    await write(disk, 'a', 'abcdef')
    valueOf(await disk.truncate('a', 2))
    valueOf(await disk.createWhole('b', Buffer.from('bb')))
    valueOf(await disk.rename('a', 'b'))
    expect(await textOf(disk, 'b')).toBe('ab')
    valueOf(await disk.replaceFile('b', Buffer.from('new')))
    valueOf(await disk.replaceFile('c', Buffer.from('see')))
    expect(await textOf(disk, 'b')).toBe('new')
    valueOf(await disk.remove('b'))
    expect(valueOf(await disk.list())).toEqual(['c'])
  })

  test('a file that is read in pieces stays readable when its name is gone', async () => {
    const disk = await openDisk()
    await write(disk, 'a', '0123456789')
    const file = valueOf(await disk.openForRead('a'))
    expect(file.size).toBe(10)
    valueOf(await disk.remove('a'))
    const at = async (offset: number, length: number): Promise<string> =>
      Buffer.from(valueOf(await file.readAt(offset, length))).toString()
    expect([await at(0, 4), await at(8, 4), await at(10, 4)]).toEqual(['0123', '89', ''])
    await file.close()
  })

  test('room is told in bytes', async () => {
    expect(valueOf(await (await openDisk()).freeBytes())).toBeGreaterThan(1_000_000)
  })
})

test('a name that was never synced can be gone after a power cut, a synced one cannot', async () => {
  let gone = 0
  for (let seed = 0; seed < 20; seed += 1) {
    const faulty = new FaultyDisk(seededRandom(seed))
    await write(faulty.open(), 'kept', 'x')
    valueOf(await faulty.open().syncDirectory())
    await write(faulty.open(), 'perhaps', 'y')
    faulty.cutPower()
    expect(faulty.names()).toContain('kept')
    if (!faulty.names().includes('perhaps')) gone += 1
  }
  expect(gone).toBeGreaterThan(0)
})
