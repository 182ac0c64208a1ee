import { afterEach, beforeEach, expect, test } from 'vitest'
import { gatherMs, paceMs } from '../../electron/main/centre/push-loop.ts'
import type { FakeCentre } from '../fakes/fake-centre.ts'
import { fact, valueOf } from '../unit/journal/journal-fixture.ts'
import {
  becomes,
  drained,
  drainThroughWaits,
  openBench,
  openCentre,
  type Bench,
  type BenchOptions,
} from './push-fixture.ts'

let centre: FakeCentre
const benches: Bench[] = []

beforeEach(async () => {
  centre = await openCentre()
})
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.stop()
  await centre.close()
})

async function bench(options: BenchOptions = {}): Promise<Bench> {
  const opened = await openBench(centre.url, options)
  benches.push(opened)
  return opened
}

/** The centre holds each frame of the journal once, in order, byte for byte. */
async function expectAllThere({ journal, loop }: Bench): Promise<void> {
  expect(centre.frames).toEqual(valueOf(await journal.read(1, 1e6)))
  expect(loop.report()).toMatchObject({ unackedCount: 0, oldestUnackedAt: null })
}

test('frames from before and after the start arrive once, in order, at most 500 and 256 KB at a time', async () => {
  const station = await bench()
  await station.append(1_200)
  station.loop.start()
  await drained(station.loop)
  const large = Array.from({ length: 40 }, (_, index) => fact(index, 20_000))
  valueOf(await station.journal.append(large))
  station.clock.advance(paceMs)
  await drained(station.loop)
  await expectAllThere(station)
  for (const push of centre.pushes) {
    expect(push.events.length).toBeLessThanOrEqual(500)
    expect(JSON.stringify(push).length).toBeLessThan(300_000)
  }
  expect(centre.pushes.length).toBeLessThan(10)
  expect(station.acked.at(-1)).toMatchObject({ ackedSeq: 1_240, feedEpoch: 'feed-1' })
})

test('scans that follow each other fast do not push each by itself; the first after a rest waits for nothing more than its burst', async () => {
  const station = await bench()
  await station.append(1)
  station.loop.start()
  await drained(station.loop)
  const before = centre.pushes.length
  for (let scan = 0; scan < 10; scan += 1) {
    valueOf(await station.journal.append([fact(station.journal.lastSeq + 1)]))
    station.clock.advance(paceMs / 10 - 1)
  }
  station.clock.advance(10)
  await drained(station.loop)
  expect(centre.pushes.length).toBe(before + 1)
  station.clock.advance(paceMs)
  valueOf(await station.journal.append([fact(station.journal.lastSeq + 1)]))
  station.clock.advance(gatherMs)
  await drained(station.loop)
  await expectAllThere(station)
})

test('an answer that is lost after the centre applied the push doubles nothing and skips nothing', async () => {
  const station = await bench()
  await station.append(700)
  centre.mishaps.push('apply-then-reset', 'reset', 'apply-then-reset')
  station.loop.start()
  await drainThroughWaits(station)
  await expectAllThere(station)
  expect(centre.pushes.length).toBeGreaterThan(2)
})

test('whatever stands in for the centre moves nothing: portal page, wrong JSON, 500, 503, 429', async () => {
  const station = await bench()
  await station.append(3)
  const mishaps = ['captive-portal', 'wrong-json', 'html-500', 'busy'] as const
  centre.mishaps.push(...mishaps, { code: 'busy', status: 429 })
  station.loop.start()
  for (const [index] of [...mishaps, 'busy'].entries()) {
    await becomes(station.loop, 'waiting')
    expect(station.loop.report().unackedCount).toBe(3)
    const bound = Math.min(60_000, 1_000 * 2 ** index)
    expect(station.clock.waits).toEqual([bound * 0.999])
    station.clock.advance(bound)
    expect(station.loop.report().state.kind).toBe('sending')
  }
  await drained(station.loop)
  await expectAllThere(station)
  expect(station.acked).toHaveLength(1)
})

test('the wait never passes a minute, and starts small again after a success', async () => {
  const station = await bench()
  await station.append(1)
  centre.mishaps.push(...Array.from({ length: 12 }, () => 'reset' as const))
  station.loop.start()
  await drainThroughWaits(station)
  await becomes(station.loop, 'idle')
  centre.mishaps.push('reset')
  await station.append(1)
  await becomes(station.loop, 'waiting')
  expect(station.clock.waits[0]).toBeLessThanOrEqual(1_000)
})

test('contact that returns ends the wait at once', async () => {
  const station = await bench()
  await station.append(1)
  centre.mishaps.push('reset')
  station.loop.start()
  await becomes(station.loop, 'waiting')
  station.contact.noteAnswer('anybody')
  await drained(station.loop)
  await expectAllThere(station)
})

test('a centre restored from an old backup gets again what it lacks, also when there is nothing new to send', async () => {
  const station = await bench()
  await station.append(1_000)
  station.loop.start()
  await drained(station.loop)
  centre.frames.length = 300
  centre.feedEpoch = 'feed-2'
  centre.head = 40
  station.loop.noteStatus({ feedEpoch: 'feed-2', head: 40 })
  await becomes(station.loop, 'sending')
  await drained(station.loop)
  await expectAllThere(station)
  expect(station.acked.at(-1)).toMatchObject({ ackedSeq: 1_000, feedEpoch: 'feed-2' })
})

test('a centre that lost its last transactions in the same history is noticed by its head', async () => {
  const station = await bench()
  for (let round = 0; round < 5; round += 1) {
    await station.append(10)
    if (round === 0) station.loop.start()
    await drained(station.loop)
  }
  centre.frames.length = 20
  centre.head = 2
  station.loop.noteStatus({ feedEpoch: 'feed-1', head: 2 })
  await becomes(station.loop, 'sending')
  await drained(station.loop)
  await expectAllThere(station)
  // Cursor 2 shows 20 frames in both histories, cursor 3 all of them in the new one only.
  const cursor = { feedEpoch: 'feed-1', warehouse: 'main', seq: 2 }
  expect(station.settlement.shownIn('epoch-1', cursor)).toBe(20)
  expect(station.settlement.shownIn('epoch-1', { ...cursor, seq: 3 })).toBe(50)
})

test('a restored centre is noticed at the next start, before anything new is sent', async () => {
  const first = await openBench(centre.url)
  await first.append(600)
  first.loop.start()
  await drained(first.loop)
  await first.stop()
  centre.frames.length = 0
  centre.epoch = null
  const again = await bench({ disk: first.disk })
  again.loop.start()
  await becomes(again.loop, 'sending')
  await drained(again.loop)
  await expectAllThere(again)
})

test('a centre that holds more than the journal stops the pushing loudly', async () => {
  const station = await bench()
  await station.append(2)
  const expected = { epoch: 'epoch-1', seq: 99 }
  centre.mishaps.push({ code: 'gap', status: 409, expected })
  station.loop.start()
  await becomes(station.loop, 'stopped')
  expect(station.loop.report()).toMatchObject({
    state: { stop: { code: 'centre-ahead', centreSeq: 99 } },
    unackedCount: 2,
  })
})

test('a gap that makes no sense is waited out, not run in circles', async () => {
  const station = await bench()
  await station.append(2)
  const expected = { epoch: 'epoch-1', seq: 0 }
  centre.mishaps.push({ code: 'gap', status: 409, expected }, { code: 'gap', status: 409 })
  station.loop.start()
  await drainThroughWaits(station)
  expect(centre.requests).toHaveLength(3)
  await expectAllThere(station)
})

test('another journal under the same numbers stops for good, and a fenced one too', async () => {
  const first = await bench()
  await first.append(2)
  first.loop.start()
  await drained(first.loop)
  const clone = await bench()
  valueOf(await clone.journal.append([fact(77)]))
  clone.loop.start()
  await becomes(clone.loop, 'stopped')
  expect(clone.loop.report().state).toMatchObject({ stop: { code: 'diverged' } })
  const fenced = await bench()
  await fenced.append(1)
  centre.mishaps.push({ code: 'fenced', status: 409 })
  fenced.loop.start()
  await becomes(fenced.loop, 'stopped')
  expect(fenced.loop.report().state).toMatchObject({ stop: { code: 'fenced' } })
  expect(fenced.clock.waits).toEqual([])
  expect(fenced.contact.report()).toMatchObject({ state: 'refused', refusal: 'fenced' })
})

test('a wrong token is shown as a refusal and tried again slowly until somebody puts it right', async () => {
  const station = await bench()
  await station.append(3)
  centre.token = 'another'
  station.loop.start()
  await becomes(station.loop, 'refused')
  expect(station.contact.report()).toMatchObject({ state: 'refused', refusal: 'unauthorized' })
  // A heartbeat needs no token and says nothing about it.
  station.contact.noteAnswer('anybody')
  expect(station.contact.report().state).toBe('refused')
  expect(station.clock.waits).toEqual([60_000])
  centre.token = 'right-token'
  station.clock.advance(60_000)
  await drained(station.loop)
  await expectAllThere(station)
  expect(station.contact.report()).toMatchObject({ state: 'online', refusal: '' })
})

test('one frame that the centre cannot take: all before it arrive, it is named, and none is skipped', async () => {
  const station = await bench()
  await station.append(700)
  centre.poison.add(333)
  station.loop.start()
  await becomes(station.loop, 'stopped')
  expect(station.loop.report()).toMatchObject({
    state: { stop: { code: 'frame-refused', seq: 333 } },
    unackedCount: 368,
  })
  expect(centre.frames).toHaveLength(332)
})

test('too much at once is sent in smaller pieces, also when a proxy says so in its own words', async () => {
  const station = await bench()
  await station.append(500)
  const tooLarge = { code: 'too-large', status: 413 } as const
  centre.mishaps.push(tooLarge, tooLarge)
  station.loop.start()
  await drained(station.loop)
  await expectAllThere(station)
  expect(centre.pushes[0]?.events).toHaveLength(125)
})

test('a line too slow for a whole push is given smaller ones', async () => {
  const station = await bench({ timeoutMs: 100 })
  await station.append(400)
  centre.mishaps.push('silence')
  station.loop.start()
  await becomes(station.loop, 'waiting')
  station.clock.advance(1_000)
  await drained(station.loop)
  expect(centre.pushes[0]?.events).toHaveLength(200)
  await expectAllThere(station)
})

test('exceptions are counted once each, also when their push is repeated', async () => {
  const station = await bench()
  await station.append(5)
  centre.exceptions.add(2).add(4)
  centre.mishaps.push('apply-then-reset')
  station.loop.start()
  await drainThroughWaits(station)
  centre.head = 0
  station.loop.noteStatus({ feedEpoch: 'feed-9', head: 0 })
  await drained(station.loop)
  expect(station.loop.report().exceptionCount).toBe(2)
})
