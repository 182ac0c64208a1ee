import { expect, test } from 'vitest'
import type { JournalFault } from '../../../electron/main/journal/journal-fault.ts'
import { FaultyDisk } from '../../fakes/faulty-disk.ts'
import { seededRandom } from '../../fakes/random.ts'
import { fact, open, openGood, ordersIn } from './journal-fixture.ts'

for (const code of ['ENOSPC', 'EIO'] as const) {
  for (const after of ['restart', 'power cut'] as const) {
    test(`${code} at every call: nothing is acked after it, and after a ${after} nothing acked is missing`, async () => {
      let faultWasHit = true
      for (let call = 1; faultWasHit; call += 1) {
        const disk = new FaultyDisk(seededRandom(call))
        disk.planFault({ call, code })
        const acked: string[] = []
        let refusedAt = Number.POSITIVE_INFINITY
        const opened = await open(disk.open())
        for (let number = 1; opened.ok && number <= 25; number += 1) {
          const answer = await opened.value.append([fact(number), fact(number)])
          if (answer.ok) expect(number).toBeLessThan(refusedAt)
          if (answer.ok) acked.push(`SO-${String(number)}`, `SO-${String(number)}`)
          else refusedAt = Math.min(refusedAt, number)
        }
        faultWasHit = disk.calls >= call
        disk.planFault(null)
        if (after === 'power cut') disk.cutPower()
        else disk.kill()
        const back = await ordersIn(await openGood(disk.open()))
        expect(back.slice(0, acked.length), `call ${String(call)}`).toEqual(acked)
      }
    })
  }
}

test('an fsync error stops for good: waiting and later appends hear the cause, and nothing is tried again', async () => {
  const disk = new FaultyDisk(seededRandom(1))
  const journal = await openGood(disk.open())
  const stops: string[] = []
  journal.onStopped((cause) => stops.push(cause.code))
  disk.planFault({ call: disk.calls + 2, code: 'EIO' })
  const answers = await Promise.all([1, 2, 3].map((number) => journal.append([fact(number)])))
  const later = await journal.append([fact(4)])
  const causes = [...answers, later].map((answer) => (answer.ok ? null : causeOf(answer.error)))
  expect(causes).toEqual(['EIO', 'EIO', 'EIO', 'EIO'])
  expect(stops).toEqual(['EIO'])
  expect(journal.lastSeq).toBe(0)
  expect(journal.stopped?.operation).toBe('sync-data')
})

function causeOf(fault: JournalFault): string {
  return fault.kind === 'stopped' ? fault.cause.code : fault.kind
}
