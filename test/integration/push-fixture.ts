import { createApiClient } from '../../electron/main/centre/api-client.ts'
import { Contact } from '../../electron/main/centre/contact.ts'
import { paceMs, PushLoop, type Acked } from '../../electron/main/centre/push-loop.ts'
import { Settlement } from '../../electron/main/centre/settlement.ts'
import type { Journal } from '../../electron/main/journal/journal.ts'
import { FakeCentre } from '../fakes/fake-centre.ts'
import { FaultyDisk } from '../fakes/faulty-disk.ts'
import { HeldClock } from '../fakes/held-clock.ts'
import { seededRandom } from '../fakes/random.ts'
import { fact, openGood, valueOf } from '../unit/journal/journal-fixture.ts'

/** A station's outbox against a centre, over real HTTP. */
export interface Bench {
  readonly disk: FaultyDisk
  readonly journal: Journal
  readonly settlement: Settlement
  readonly contact: Contact
  readonly clock: HeldClock
  readonly loop: PushLoop
  readonly acked: Acked[]
  /** Makes so many facts durable and lets the time pass in which facts gather. */
  append(count: number): Promise<void>
  stop(): Promise<void>
}

export interface BenchOptions {
  readonly disk?: FaultyDisk
  readonly token?: string
  readonly stationId?: string
  readonly timeoutMs?: number
}

export async function openBench(centreUrl: string, options: BenchOptions = {}): Promise<Bench> {
  const disk = options.disk ?? new FaultyDisk(seededRandom(1))
  const settlement = valueOf(await Settlement.open(disk.open()))
  const journal = await openGood(disk.open(), { known: settlement.furthest, segmentBytes: 1e6 })
  const clock = new HeldClock()
  const contact = new Contact(clock, 30_000)
  const client = createApiClient({
    fetch: (url, init) => fetch(url, init),
    baseUrl: centreUrl,
    token: () => options.token ?? 'right-token',
    timeoutMs: options.timeoutMs ?? 5_000,
  })
  const stationId = options.stationId ?? 'station-1'
  const parts = { client, stationId, journal, settlement, contact, clock }
  const loop = new PushLoop({ ...parts, random: () => 0.999 })
  const acked: Acked[] = []
  loop.onAcked((word) => acked.push(word))
  return {
    ...{ disk, journal, settlement, contact, clock, loop, acked },
    append: async (count) => {
      const facts = Array.from({ length: count }, (_, index) => fact(journal.lastSeq + index + 1))
      valueOf(await journal.append(facts))
      clock.advance(paceMs)
    },
    stop: async () => {
      await loop.stop()
      await settlement.close()
      await journal.close()
    },
  }
}

/** Waits until the loop's state is one of these. */
export function becomes(loop: PushLoop, ...kinds: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!kinds.includes(loop.report().state.kind)) return
      end()
      resolve()
    }
    const end = loop.onChanged(look)
    look()
  })
}

/** Everything was sent and acknowledged. */
export function drained(loop: PushLoop): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { state, unackedCount } = loop.report()
      if (state.kind !== 'idle' || unackedCount > 0) return
      end()
      resolve()
    }
    const end = loop.onChanged(look)
    look()
  })
}

/** Lets every wait pass, one after the other, until all is acknowledged. */
export async function drainThroughWaits(bench: Bench): Promise<void> {
  for (;;) {
    await becomes(bench.loop, 'idle', 'waiting', 'refused', 'stopped')
    const { state, unackedCount } = bench.loop.report()
    if (state.kind === 'stopped') throw new Error(JSON.stringify(state))
    if (state.kind === 'idle' && unackedCount === 0) return
    bench.clock.advance(60_000)
  }
}

export async function openCentre(): Promise<FakeCentre> {
  const centre = new FakeCentre()
  await centre.listen()
  return centre
}
