import { expect, test } from 'vitest'
import { createLeaseStore } from '../../../electron/main/centre/lease-store.ts'
import { event, type DomainEvent } from '../../../shared/domain/event.ts'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { seededRandom } from '../../fakes/random.ts'
import { openGood } from '../journal/journal-fixture.ts'
import { handlersOf } from './handlers-of.ts'

const orderNumber = 'SO-1'
const claim = event('order.claimed', { orderNumber, stationId: 's', operatorId: 'o' })
const pick = event('line.picked', { orderNumber, lineId: 'l', quantity: 1, operatorId: 'o' })

async function openStation() {
  const journal = await openGood(new FaultyDisk(seededRandom(1)).open())
  const disk = { hasRoom: true }
  const leases = createLeaseStore('machine')
  const handlers = handlersOf({
    ...{ journal, leases, hasRoom: () => disk.hasRoom, exclusion: () => null },
    claimWave: () => Promise.reject(new Error('the centre was asked')),
  })
  const commit = async (...events: DomainEvent[]) =>
    handlers['journal.commit']({ events, labels: [] })
  return { journal, disk, leases, handlers, commit }
}

test('on a disk that is used up no order is begun, what was begun is finished, and nothing of a refusal is written', async () => {
  const { journal, disk, commit } = await openStation()
  expect((await commit(claim)).ok).toBe(true)
  disk.hasRoom = false
  expect(await commit(claim, pick)).toMatchObject({ ok: false, error: { code: 'disk-used-up' } })
  expect(journal.lastSeq).toBe(1)
  expect((await commit(pick)).ok).toBe(true)
  disk.hasRoom = true
  expect((await commit(claim)).ok).toBe(true)
  await journal.close()
})

test('on a disk that is used up no wave is claimed', async () => {
  const { disk, handlers, journal } = await openStation()
  disk.hasRoom = false
  const refused = { ok: false, error: { code: 'disk-used-up' } }
  expect(await handlers['waves.claim']({ size: 20 })).toMatchObject(refused)
  await journal.close()
})

test('a commit that is refused for want of room burns no leased number', async () => {
  const { disk, leases, commit, journal } = await openStation()
  const range = { prefix: '773', digits: 12, first: 1, last: 500 }
  const of = { leaseId: 'L-1', carrier: 'sto', ...range, holder: 'machine' }
  const frame = { epoch: 'e', seq: 1, prev: '0'.repeat(64), at: '2026-11-24T08:00:00.000Z' }
  leases.record([{ ...frame, type: 'lease.granted', v: 1, body: of }])
  const waybillNumber = leases.next('sto') ?? ''
  const contents = [{ lineId: 'l', quantity: 1 }]
  const box = { orderNumber, parcelNumber: 'p', waybillNumber, draftNumber: 'd', carrier: 'sto' }
  const closed = event('parcel.closed', { ...box, contents, operatorId: 'o' })
  disk.hasRoom = false
  expect((await commit(claim, closed)).ok).toBe(false)
  expect(leases.next('sto')).toBe(waybillNumber)
  disk.hasRoom = true
  expect((await commit(claim, closed)).ok).toBe(true)
  expect(leases.next('sto')).not.toBe(waybillNumber)
  await journal.close()
})
