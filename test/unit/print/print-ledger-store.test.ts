import { describe, expect, it } from 'vitest'
import { createPrintLedger } from '../../../electron/main/print/print-ledger-store.ts'
import { event } from '../../../shared/domain/event.ts'
import type { PrintJob } from '../../../shared/domain/print-ledger.ts'
import { createMemoryJournal } from './memory-journal.ts'
import { requestLabel, requestOf, startLedger } from './print-bench.ts'

const of = {
  orderNumber: 'SO-1',
  parcelNumber: 'SO-1-1',
  waybillNumber: 'YT8812345678901',
  printJobId: 'job-1',
}
const hash = 'ab'.repeat(32)
const sending = event('label.sending', { ...of, printerId: 'p', attempt: 1, documentHash: hash })

describe('the print ledger', () => {
  it('knows after a restart what it knew before, over several pages', async () => {
    const journal = createMemoryJournal()
    const before = await startLedger(journal)
    for (let number = 1; number <= 5; number += 1)
      await requestLabel(journal, before, {
        printJobId: `job-${String(number)}`,
        waybillNumber: `YT${String(number)}`,
      })
    const after = await startLedger(journal)
    expect(after.unconfirmedJobs()).toEqual(before.unconfirmedJobs())
    expect(after.unconfirmedJobs()).toHaveLength(5)
    const second = await requestLabel(journal, after, { printJobId: 'x', waybillNumber: 'YT3' })
    expect(after.mayPrint(second)).toEqual({ ok: false, error: 'second-original' })
  })

  it('is not turned back by frames that are told twice', async () => {
    const journal = createMemoryJournal()
    const ledger = createPrintLedger()
    await requestLabel(journal, ledger, { printJobId: 'job-1' })
    await journal.append([sending, event('label.sent', of)])
    ledger.record(journal.frames)
    ledger.record(journal.frames.slice(0, 2))
    expect(ledger.job('job-1')?.state).toBe('sent')
  })

  it('keeps a scan-back that is told before the printer is done', async () => {
    const journal = createMemoryJournal()
    const ledger = createPrintLedger()
    await requestLabel(journal, ledger, { printJobId: 'job-1' })
    const confirmed = event('label.confirmed', { ...of, operatorId: 'o' })
    await journal.append([sending, event('label.sent', of), confirmed])
    ledger.record(journal.frames.slice(0, 2))
    ledger.record(journal.frames.slice(3))
    ledger.record(journal.frames.slice(2))
    expect(ledger.job('job-1')?.state).toBe('confirmed')
  })

  it('calls every cut-off job unknown at start, in one append, and says so only once', async () => {
    const journal = createMemoryJournal()
    await requestLabel(journal, createPrintLedger(), { printJobId: 'job-1' })
    await journal.append([sending])
    const first = await startLedger(journal)
    expect(first.job('job-1')).toMatchObject({ state: 'unknown', attempts: 1 })
    const frames = journal.frames.length
    await startLedger(journal)
    expect(journal.frames).toHaveLength(frames)
    expect(first.mayPrint(requestOf({ printJobId: 'job-1' }))).toEqual({
      ok: false,
      error: 'label-outcome-unknown',
    })
  })

  it('drops a job from the open ones when its label was scanned, and tells whoever listens', async () => {
    const journal = createMemoryJournal()
    const ledger = createPrintLedger()
    const told: PrintJob['state'][] = []
    const end = ledger.subscribe((job) => told.push(job.state))
    await requestLabel(journal, ledger, { printJobId: 'job-1' })
    await journal.append([
      event('order.claimed', { orderNumber: 'SO-1', stationId: 's', operatorId: 'o' }),
      sending,
      event('label.unknown', { ...of, reason: 'printer-stalled' }),
      event('label.confirmed', { ...of, operatorId: 'o' }),
    ])
    ledger.record(journal.frames)
    expect(told).toEqual(['created', 'sending', 'unknown', 'confirmed'])
    expect(ledger.unconfirmedJobs()).toEqual([])
    end()
    await requestLabel(journal, ledger, { printJobId: 'job-2', waybillNumber: 'YT2' })
    expect(told).toHaveLength(4)
  })
})
