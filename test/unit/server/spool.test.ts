import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { spool, type Producer } from '../../../server/feed/spool.ts'

let directory = ''
let path = ''

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'holdfast-spool-'))
  path = join(directory, 'spool')
})

afterEach(() => rm(directory, { recursive: true, force: true }))

const piece = `${'0123456789'.repeat(100_000)}\n`

test('a reader that stands still does not hold up the producer and its transaction', async () => {
  let isProduced = false
  const produce: Producer = async (write) => {
    for (let count = 0; count < 30; count += 1) await write(piece)
    isProduced = true
  }
  const stream = spool(path, produce)
  const reader = stream[Symbol.asyncIterator]()
  await reader.next()
  await vi.waitUntil(() => isProduced)
  stream.destroy()
  await vi.waitUntil(() => !existsSync(path))
})

test('everything written arrives, in its order, and the file is gone afterwards', async () => {
  const pieces = Array.from({ length: 40 }, (_unused, index) => `${String(index)} 面单 ${piece}`)
  const produce: Producer = async (write) => {
    for (const each of pieces) await write(each)
  }
  expect(await text(spool(path, produce))).toBe(pieces.join(''))
  expect(existsSync(path)).toBe(false)
})

test('a producer that fails breaks the stream instead of ending it', async () => {
  const produce: Producer = async (write) => {
    await write(piece)
    throw new Error('the database went away')
  }
  await expect(text(spool(path, produce))).rejects.toThrow('the database went away')
  expect(existsSync(path)).toBe(false)
})

test('a reader that goes away ends the producer at its next write', async () => {
  let isEnded = false
  const produce: Producer = async (write) => {
    try {
      for (;;) await write(piece)
    } finally {
      isEnded = true
    }
  }
  const stream = spool(path, produce)
  await stream[Symbol.asyncIterator]().next()
  stream.destroy()
  await vi.waitUntil(() => isEnded && !existsSync(path))
})
