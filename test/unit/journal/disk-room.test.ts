import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { watchDisk } from '../../../electron/main/composition/disk-watch.ts'
import { diskRoom, type DiskRoom } from '../../../electron/main/journal/disk-room.ts'
import { fail, succeed } from '../../../shared/domain/result.ts'
import { HeldClock } from '../../fakes/held-clock.ts'

const mb = 1_000_000

describe('room on the disk', () => {
  test.each<[number, DiskRoom]>([
    [0, 'used-up'],
    [199 * mb, 'used-up'],
    [200 * mb, 'low'],
    [999 * mb, 'low'],
    [1_000 * mb, 'enough'],
  ])('%d bytes free, coming from enough, is %s', (free, room) => {
    expect(diskRoom(free, 'enough')).toBe(room)
  })

  test('a disk that swings around a floor does not make the message flicker', () => {
    let room: DiskRoom = 'enough'
    const seen: DiskRoom[] = []
    for (const free of [1_001, 999, 1_001, 999, 1_050, 201, 199, 201, 199, 215, 221, 1_101]) {
      room = diskRoom(free * mb, room)
      if (room !== seen.at(-1)) seen.push(room)
    }
    expect(seen).toEqual(['enough', 'low', 'used-up', 'low', 'enough'])
  })

  test('less room is never judged better, whatever it was before, and no reading changes nothing', () => {
    const order: readonly DiskRoom[] = ['used-up', 'low', 'enough']
    const bytes = fc.integer({ min: 0, max: 2_000 * mb })
    fc.assert(
      fc.property(bytes, bytes, fc.constantFrom(...order), (one, other, before) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        const rank = (free: number) => order.indexOf(diskRoom(free, before))
        expect(rank(less)).toBeLessThanOrEqual(rank(more))
        expect(diskRoom(null, before)).toBe(before)
      }),
    )
  })

  test('is read again and again, told when it changes, and kept when a reading fails', async () => {
    const clock = new HeldClock()
    const readings = [5_000 * mb, 150 * mb, null, 150 * mb, 3_000 * mb]
    const told: string[] = []
    const watch = watchDisk({
      clock,
      freeBytes: () => {
        const free = readings.shift() ?? null
        const fault = { operation: 'free', file: '', code: 'EIO', detail: '' }
        return Promise.resolve(free === null ? fail(fault) : succeed(free))
      },
      onChanged: ({ room }) => told.push(room),
    })
    const turn = () => new Promise((resolve) => setImmediate(resolve))
    for (let round = 0; round < 4; round += 1) {
      await turn()
      clock.advance(60_000)
    }
    await turn()
    expect(told).toEqual(['used-up', 'enough'])
    expect(watch.report()).toEqual({ room: 'enough', freeBytes: 3_000 * mb })
    watch.stop()
    expect(clock.waits).toEqual([])
  })
})
