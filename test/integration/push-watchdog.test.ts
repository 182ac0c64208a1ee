import { afterEach, beforeEach, expect, test } from 'vitest'
import { startWatchdog, type Vitals } from '../../electron/main/centre/watchdog.ts'
import { HeldClock } from '../fakes/held-clock.ts'
import type { FakeCentre } from '../fakes/fake-centre.ts'
import { until } from '../wait/until.ts'
import { valueOf } from '../unit/journal/journal-fixture.ts'
import { drained, openBench, openCentre, type Bench } from './push-fixture.ts'

let centre: FakeCentre
let bench: Bench

beforeEach(async () => {
  centre = await openCentre()
  bench = await openBench(centre.url, { timeoutMs: 600_000 })
})
afterEach(async () => {
  await bench.stop()
  await centre.close()
})

test('a push that is never answered and never times out is given up, and all frames arrive once', async () => {
  await bench.append(20)
  centre.mishaps.push('silence')
  bench.loop.start()
  await until('the push is at the centre', () => centre.requests.length === 1)
  const clock = new HeldClock()
  let restarts = 0
  const end = startWatchdog({
    ...{ clock, intervalMs: 1_000, vitals: () => bench.loop.vitals() },
    restart: () => {
      restarts += 1
      bench.loop.restart()
    },
  })
  clock.advance(1_000)
  expect(restarts).toBe(0)
  clock.advance(1_000)
  expect(restarts).toBe(1)
  await drained(bench.loop)
  expect(centre.frames).toEqual(valueOf(await bench.journal.read(1, 100)))
  clock.advance(1_000)
  clock.advance(1_000)
  clock.advance(1_000)
  expect(restarts).toBe(1)
  end()
  expect(clock.waits).toEqual([])
})

test('a loop that was restarted takes no notice of the answer to its old push', async () => {
  await bench.append(3)
  centre.mishaps.push('silence')
  bench.loop.start()
  await until('the push is at the centre', () => centre.requests.length === 1)
  bench.loop.restart()
  await drained(bench.loop)
  expect(bench.loop.report()).toMatchObject({ unackedCount: 0, state: { kind: 'idle' } })
  expect(bench.acked.map(({ ackedSeq }) => ackedSeq)).toEqual([3])
})

test('a loop that stopped for good, has nothing to do, or moves is left alone', () => {
  const clock = new HeldClock()
  let restarts = 0
  let vitals: Vitals = { hasWork: false, beat: 1 }
  const restart = () => void (restarts += 1)
  startWatchdog({ clock, intervalMs: 1_000, vitals: () => vitals, restart })
  for (let beat = 1; beat < 10; beat += 1) clock.advance(1_000)
  for (let beat = 2; beat < 10; beat += 1) {
    vitals = { hasWork: true, beat }
    clock.advance(1_000)
  }
  expect(restarts).toBe(0)
})
