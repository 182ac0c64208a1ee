import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CentreFault } from '../../../electron/main/centre/centre-fault.ts'
import type { FeedProxy } from '../../../electron/main/centre/feed-proxy.ts'
import { withPictures } from '../../../electron/main/centre/picture-proxy.ts'
import { ProductPictureShelf } from '../../../electron/main/centre/product-picture-shelf.ts'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { seededRandom } from '../../fakes/random.ts'

const dayMs = 86_400_000
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Bytes that begin as a PNG does; another number makes another picture. */
function picture(number: number, length = 1_000): Buffer {
  return Buffer.concat([Buffer.from([...pngStart, number]), Buffer.alloc(length - 9)])
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

let disk: FaultyDisk
let shelf: ProductPictureShelf
let nowMs: number
let hasRoom: boolean
let notes: string[]

beforeEach(async () => {
  disk = new FaultyDisk(seededRandom(1))
  nowMs = 20_000 * dayMs
  hasRoom = true
  notes = []
  await open()
})

/** The program starts (again) on what is on the disk. */
async function open(mostBytes = 10_000): Promise<void> {
  shelf = await ProductPictureShelf.open(disk.open(), {
    wallMs: () => nowMs,
    hasRoom: () => hasRoom,
    note: (detail) => notes.push(detail),
    mostBytes,
  })
}

async function keep(bytes: Buffer): Promise<boolean> {
  return shelf.keep(hashOf(bytes), bytes)
}

async function isHere(bytes: Buffer): Promise<boolean> {
  const found = await shelf.find(hashOf(bytes))
  if (found) expect(Buffer.from(found).equals(bytes)).toBe(true)
  return found !== null
}

describe('pictures on the disk', () => {
  test('a picture that is gone, or another, after the next start', async () => {
    expect(await keep(picture(1))).toBe(true)
    expect(await keep(picture(1))).toBe(true)
    expect(disk.names()).toHaveLength(1)
    await open()
    expect(await isHere(picture(1))).toBe(true)
    expect(await isHere(picture(2))).toBe(false)
  })

  test('a damaged file that is shown, or that keeps the good one out for ever', async () => {
    await keep(picture(1))
    disk.rot(disk.names()[0] ?? '', 500)
    expect(await isHere(picture(1))).toBe(false)
    expect(disk.names()).toEqual([])
    expect(await keep(picture(1))).toBe(true)
    expect(await isHere(picture(1))).toBe(true)
  })

  test('a power cut in the middle that leaves half a picture to be shown', async () => {
    for (const seed of Array.from({ length: 40 }, (_unused, index) => index)) {
      disk = new FaultyDisk(seededRandom(seed))
      await open()
      await keep(picture(1))
      disk.cutPower()
      await open()
      // Here it is whole, or not at all.
      await isHere(picture(1))
      expect(disk.names().filter((name) => name.endsWith('.new'))).toEqual([])
    }
  })

  test('a death in the middle that leaves half a picture under its name', async () => {
    for (const call of [1, 2, 3])
      for (const seed of Array.from({ length: 10 }, (_unused, index) => index)) {
        disk = new FaultyDisk(seededRandom(seed))
        await open()
        disk.planCrash(disk.calls + call)
        await keep(picture(1))
        for (const name of disk.names().filter((each) => !each.endsWith('.new')))
          expect(hashOf(disk.content(name) ?? Buffer.alloc(0))).toBe(name.slice(0, 64))
      }
  })

  test('a full disk that fails a call, keeps a half, or is told of for each picture', async () => {
    for (const call of [1, 2, 3]) {
      disk.planFault({ call: disk.calls + call, code: 'ENOSPC' })
      expect(await keep(picture(call))).toBe(false)
      expect(await isHere(picture(call))).toBe(false)
    }
    expect(notes).toHaveLength(1)
    expect(disk.names()).toEqual([])
    expect(await keep(picture(1))).toBe(true)
    hasRoom = false
    expect(await keep(picture(2))).toBe(false)
    expect(disk.names()).toHaveLength(1)
    // What is there already is still shown.
    expect(await isHere(picture(1))).toBe(true)
  })

  test('what nobody wanted for 90 days, and only that, goes', async () => {
    await keep(picture(1))
    await keep(picture(2))
    nowMs += 60 * dayMs
    expect(await isHere(picture(2))).toBe(true)
    nowMs += 31 * dayMs
    await open()
    expect(await isHere(picture(1))).toBe(false)
    expect(await isHere(picture(2))).toBe(true)
    // A bench that is never restarted clears away too.
    nowMs += 91 * dayMs
    await keep(picture(3))
    expect(disk.names()).toHaveLength(1)
  })

  test('a shelf that grows without end, or a long list whose last picture costs its first', async () => {
    await open(2_500)
    for (const number of [1, 2]) expect(await keep(picture(number))).toBe(true)
    expect(await keep(picture(3))).toBe(false)
    expect(await isHere(picture(1))).toBe(true)
    nowMs += dayMs
    expect(await isHere(picture(2))).toBe(true)
    expect(await keep(picture(3))).toBe(true)
    expect([await isHere(picture(1)), await isHere(picture(2))]).toEqual([false, true])
  })
})

describe('a window that asks main for a picture', () => {
  const busy = { kind: 'busy', status: 503, detail: 'not now' } as const
  let answer: Result<Uint8Array<ArrayBuffer>, CentreFault>
  let asked: number
  let contact: 'online' | 'offline'
  let proxy: FeedProxy

  beforeEach(() => {
    asked = 0
    contact = 'online'
    proxy = withPictures(() => Promise.resolve(new Response('other', { status: 418 })), {
      client: {
        picture: () => {
          asked += 1
          return Promise.resolve(answer)
        },
      },
      contact: {
        report: () => ({ state: contact, ageMs: 0, refusal: '', clockOffsetMs: 0 }),
      },
      shelf: {
        find: (hash) => shelf.find(hash),
        keep: (hash, bytes) => shelf.keep(hash, bytes),
        hasRoom: () => shelf.hasRoom(),
      },
      note: (detail) => notes.push(detail),
    })
  })

  function ask(hash: string, method = 'GET'): Promise<Response> {
    return proxy(new Request(`http://app/v1/pictures/${hash}`, { method }))
  }

  test('asks the centre once, and never again for what is on its disk, also with the network gone', async () => {
    const bytes = picture(1)
    answer = succeed(Uint8Array.from(bytes))
    const first = await ask(hashOf(bytes))
    expect(first.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await first.arrayBuffer()).equals(bytes)).toBe(true)
    contact = 'offline'
    answer = fail(busy)
    await open()
    const second = await ask(hashOf(bytes))
    expect(second.status).toBe(200)
    expect(Buffer.from(await second.arrayBuffer()).equals(bytes)).toBe(true)
    expect(asked).toBe(1)
  })

  test('bytes of another picture, or of none, are neither shown nor kept', async () => {
    const page = Buffer.from('<html>Log in to the Wi-Fi</html>')
    for (const [hash, bytes] of [
      [hashOf(picture(1)), picture(2)],
      [hashOf(picture(1)), picture(1, 999)],
      [hashOf(page), page],
    ] as const) {
      answer = succeed(Uint8Array.from(bytes))
      for (const method of ['GET', 'HEAD'])
        expect((await ask(hash, method)).status, method).toBe(503)
    }
    expect(disk.names()).toEqual([])
    expect(notes.filter((note) => note.startsWith(hashOf(picture(1))))).toHaveLength(1)
  })

  test('a HEAD that promises what is not on the disk', async () => {
    const bytes = picture(1)
    answer = succeed(Uint8Array.from(bytes))
    hasRoom = false
    expect((await ask(hashOf(bytes), 'HEAD')).status).toBe(507)
    expect(asked).toBe(0)
    // It can be shown all the same.
    expect((await ask(hashOf(bytes))).status).toBe(200)
    hasRoom = true
    disk.planFault({ call: disk.calls + 1, code: 'ENOSPC' })
    expect((await ask(hashOf(bytes), 'HEAD')).status).toBe(507)
    const kept = await ask(hashOf(bytes), 'HEAD')
    expect([kept.status, await kept.text()]).toEqual([200, ''])
    expect(disk.names()).toHaveLength(1)
  })

  test('a dead network that every picture waits for, and a refusal that is passed on as another', async () => {
    contact = 'offline'
    expect((await ask(hashOf(picture(1)))).status).toBe(503)
    expect(asked).toBe(0)
    contact = 'online'
    answer = fail(busy)
    expect((await ask(hashOf(picture(1)))).status).toBe(503)
    answer = fail({
      ...{ kind: 'refused', status: 404, code: 'not-found', message: 'm', remedy: 'r' },
      expected: null,
    })
    expect((await ask(hashOf(picture(1)))).status).toBe(404)
  })

  test('other paths and methods are for others', async () => {
    for (const [hash, method] of [
      ['../secret', 'GET'],
      [hashOf(picture(1)).toUpperCase(), 'GET'],
      [hashOf(picture(1)), 'DELETE'],
    ] as const)
      expect((await ask(hash, method)).status).toBe(418)
    expect(asked).toBe(0)
  })
})
