import { expect, test } from 'vitest'
import { createLeaseKeeper } from '../../../electron/main/centre/lease-keeper.ts'
import { createLeaseStore } from '../../../electron/main/centre/lease-store.ts'
import { createWaveClaims } from '../../../electron/main/centre/wave-claims.ts'
import type { CentreFault } from '../../../electron/main/centre/centre-fault.ts'
import { Contact } from '../../../electron/main/centre/contact.ts'
import type { Journal } from '../../../electron/main/journal/journal.ts'
import { event } from '../../../shared/domain/event.ts'
import { fail, succeed } from '../../../shared/domain/result.ts'
import type { LeaseRequest } from '../../../shared/protocol/lease.ts'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { HeldClock } from '../../fakes/held-clock.ts'
import { seededRandom } from '../../fakes/random.ts'
import { openGood, valueOf } from '../journal/journal-fixture.ts'

const silence: CentreFault = { kind: 'unreachable', timedOut: true, detail: 'no answer' }

/** A centre that grants ten numbers for each request id, and may lose its answers. */
class Granting {
  readonly asked: string[] = []
  readonly #granted = new Map<string, number>()
  isLosing = false

  carriers = () =>
    Promise.resolve(
      succeed({
        carriers: [
          { carrier: 'yto', name: '圆通', numbering: 'order' as const },
          { carrier: 'sto', name: '申通', numbering: 'block' as const },
        ],
      }),
    )

  lease = (_stationId: string, { requestId, carrier }: LeaseRequest) => {
    this.asked.push(requestId)
    const index = this.#granted.get(requestId) ?? this.#granted.size
    this.#granted.set(requestId, index)
    if (this.isLosing) return Promise.resolve(fail(silence))
    const range = { first: index * 10 + 1, last: index * 10 + 10 }
    const leaseId = `L-${String(index)}`
    return Promise.resolve(
      succeed({ lease: { leaseId, carrier, prefix: '773', digits: 12, ...range } }),
    )
  }
}

async function run(disk: FaultyDisk, centre: Granting, holder: string) {
  const journal = await openGood(disk.open())
  const leases = createLeaseStore(holder)
  leases.record(valueOf(await journal.read(1, 1_000)))
  journal.onAppended((frames) => leases.record(frames))
  const keeper = createLeaseKeeper({ client: centre, journal, leases, stationId: 's', holder })
  return { journal, leases, keeper }
}

async function consume(journal: Journal, waybillNumber: string): Promise<void> {
  const of = { orderNumber: 'SO-1', parcelNumber: 'SO-1-1', waybillNumber, carrier: 'sto' }
  const contents = [{ lineId: 'L1', quantity: 1 }]
  valueOf(await journal.append([event('parcel.closed', { ...of, contents, operatorId: 'o' })]))
}

test('a lost answer, and then a crash, that cost a range or give one number twice', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const centre = new Granting()
  centre.isLosing = true
  const first = await run(disk, centre, 'machine-1')
  await first.keeper.check()
  expect(first.leases.next('sto')).toBe(null)
  await first.journal.close()
  centre.isLosing = false
  const second = await run(disk, centre, 'machine-1')
  await second.keeper.check()
  expect(new Set(centre.asked).size).toBe(1)
  expect(second.leases.next('sto')).toBe('773000000000001')
  await consume(second.journal, '773000000000001')
  await second.journal.close()
  const third = await run(disk, centre, 'machine-1')
  await third.keeper.check()
  expect(third.leases.next('sto')).toBe('773000000000002')
  expect(centre.asked).toHaveLength(2)
  await third.journal.close()
})

test('a lease that is asked for while there is plenty, or not at three of ten', async () => {
  const centre = new Granting()
  const { journal, leases, keeper } = await run(new FaultyDisk(seededRandom(1)), centre, 'm')
  await keeper.check()
  for (let used = 0; used < 7; used += 1) {
    await keeper.check()
    expect(centre.asked).toHaveLength(1)
    await consume(journal, leases.next('sto') ?? '')
  }
  await Promise.all([keeper.check(), keeper.check()])
  expect(centre.asked).toHaveLength(2)
  for (let used = 0; used < 3; used += 1) await consume(journal, leases.next('sto') ?? '')
  expect(leases.next('sto')).toBe('773000000000011')
  await journal.close()
})

test('a copied data folder that uses the numbers which the original may be using', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const centre = new Granting()
  const original = await run(disk, centre, 'machine-1')
  await original.keeper.check()
  await consume(original.journal, original.leases.next('sto') ?? '')
  await original.journal.close()
  const copy = await run(disk, centre, 'machine-2')
  expect(copy.leases.next('sto')).toBe(null)
  await copy.keeper.check()
  expect(copy.leases.next('sto')).toBe('773000000000011')
  const frames = valueOf(await copy.journal.read(1, 100))
  expect(frames.map(({ type }) => type)).toEqual([
    'lease.granted',
    'parcel.closed',
    'lease.burnt',
    'lease.granted',
  ])
  await copy.journal.close()
})

test('a number that two commits of one window both take', () => {
  const leases = createLeaseStore('m')
  const body = { leaseId: 'L-1', carrier: 'sto', prefix: '773', digits: 12, first: 1, last: 9 }
  const frame = { epoch: 'e', seq: 1, prev: '0'.repeat(64), at: '2026-11-24T02:00:00.000Z', v: 1 }
  leases.record([{ ...frame, type: 'lease.granted', body: { ...body, holder: 'm' } }])
  const number = leases.next('sto') ?? ''
  expect(leases.take('sto', number)).toBe(true)
  expect(leases.take('sto', number)).toBe(false)
  expect(leases.next('sto')).toBe('773000000000002')
  // A number that is nobody's lease is not for this guard to judge.
  expect([leases.take('yto', 'YT1'), leases.take('yto', 'YT1')]).toEqual([true, true])
})

test('a wave whose answer was lost that is claimed as a second wave', async () => {
  const asked: string[] = []
  let ids = 0
  let answers = false
  const claim = createWaveClaims({
    client: {
      claimWave: (_stationId, { requestId, kind = 'any' }) => {
        asked.push(`${requestId} ${kind}`)
        const wave = { waveNumber: 'W-1', orderNumbers: ['SO-1'], feedSeq: 7 }
        return Promise.resolve(answers ? succeed(wave) : fail(silence))
      },
    },
    contact: new Contact(new HeldClock(), 1_000),
    stationId: 's',
    newRequestId: () => `request-${String((ids += 1))}`,
  })
  expect((await claim({ size: 20 })).ok).toBe(false)
  answers = true
  // Another wish does not make another wave of a request that may have been heard.
  const again = [claim({ size: 5, kind: 'one-article' }), claim({ size: 20 })]
  expect((await Promise.all(again)).map(({ ok }) => ok)).toEqual([true, true])
  await claim({ size: 20 })
  expect(asked).toEqual(['request-1 any', 'request-1 any', 'request-2 any'])
})
