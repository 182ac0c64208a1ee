import { describe, expect, test } from 'vitest'
import { event } from '../../../shared/domain/event.ts'
import {
  evolvePrintJob,
  mayStartPrinting,
  printJobIdOf,
  printJobStates,
  wasCutOff,
  type PrintJob,
} from '../../../shared/domain/print-ledger.ts'
import { labelFact, orderNumber, operatorId, packedFloor, stationId } from './bench-rules.ts'

type Outcome = Parameters<typeof labelFact>[0]

/** The job after these words about it. */
function jobAfter(...outcomes: readonly Outcome[]): PrintJob | undefined {
  return outcomes.reduce<PrintJob | undefined>(
    (job, outcome) => evolvePrintJob(job, labelFact(outcome)),
    undefined,
  )
}

describe('what may start by itself', () => {
  test('a label that never comes because its job may not start', () => {
    expect(mayStartPrinting(jobAfter('requested')).ok).toBe(true)
    expect(mayStartPrinting(jobAfter('requested', 'failed')).ok).toBe(true)
    expect(mayStartPrinting(jobAfter('requested', 'sending', 'failed')).ok).toBe(true)
  })

  test('a crash in the middle of sending after which the label prints a second time', () => {
    const cutOff = jobAfter('requested', 'sending')
    expect(cutOff && wasCutOff(cutOff)).toBe(true)
    expect(mayStartPrinting(cutOff)).toEqual({ ok: false, error: 'job-already-sent' })
    const afterStart = jobAfter('requested', 'sending', 'unknown')
    expect(afterStart).toMatchObject({ state: 'unknown', reason: 'cut-off', attempts: 1 })
    expect(mayStartPrinting(afterStart)).toEqual({ ok: false, error: 'label-outcome-unknown' })
  })

  test('a job that is called cut off although its outcome is known', () => {
    for (const outcome of ['failed', 'sent', 'unknown', 'confirmed'] as const) {
      const job = jobAfter('requested', 'sending', outcome)
      expect(job && wasCutOff(job), outcome).toBe(false)
    }
    const created = jobAfter('requested')
    expect(created && wasCutOff(created)).toBe(false)
  })

  test('a state of a job that prints although its bytes have left', () => {
    const job = jobAfter('requested')
    if (!job) throw new Error('no job')
    const starting = printJobStates.filter((state) => mayStartPrinting({ ...job, state }).ok)
    expect(starting).toEqual(['created', 'failed-before-send'])
  })

  test('a late failure that makes a label print again that may be on the box', () => {
    for (const outcome of ['sent', 'unknown', 'confirmed'] as const)
      expect(mayStartPrinting(jobAfter('requested', 'sending', outcome, 'failed')).ok).toBe(false)
  })

  test('a second attempt and its failure, told late, that make a label print again that may be on the box', () => {
    for (const outcome of ['sent', 'unknown', 'confirmed'] as const) {
      const late = jobAfter('requested', 'sending', outcome, 'sending', 'failed')
      expect(mayStartPrinting(late).ok, outcome).toBe(false)
      expect(late && wasCutOff(late), outcome).toBe(false)
    }
  })

  test('a box that is told to have no label because an attempt that was over spoke late', () => {
    for (const outcome of ['sent', 'unknown'] as const) {
      const floor = packedFloor()
      for (const word of ['sending', outcome, 'sending', 'failed'] as const) floor.printer(word)
      expect(floor.order.parcels[0]?.label).toBe(outcome)
    }
  })

  test('a job that nobody has asked for', () => {
    expect(mayStartPrinting(undefined)).toEqual({ ok: false, error: 'job-unknown' })
    for (const outcome of ['sending', 'sent', 'failed', 'unknown', 'confirmed'] as const)
      expect(jobAfter(outcome)).toBeUndefined()
  })
})

describe('what is kept of a job', () => {
  test('a confirmed label that becomes doubtful again', () => {
    for (const outcome of ['sending', 'sent', 'failed', 'unknown'] as const)
      expect(jobAfter('requested', 'confirmed', outcome)?.state).toBe('confirmed')
  })

  test('a request that is read twice and makes a sent job new', () => {
    expect(jobAfter('requested', 'sending', 'sent', 'requested')?.state).toBe('sent')
  })

  test('an old reason that is still shown when the label has come', () => {
    expect(jobAfter('requested', 'failed')?.reason).toBe('unplugged')
    expect(jobAfter('requested', 'failed', 'sending', 'sent')?.reason).toBe('')
  })

  test('a fact that is no label and is taken for one', () => {
    const claimed = event('order.claimed', { orderNumber, stationId, operatorId })
    expect(printJobIdOf(claimed)).toBeNull()
    expect(printJobIdOf(labelFact('sent'))).toBe('job-1')
    const job = jobAfter('requested')
    for (const fact of packedFloor().facts)
      if (printJobIdOf(fact) === null) expect(evolvePrintJob(job, fact)).toBe(job)
  })
})
