import type { DomainEvent } from './event.ts'
import type { LabelState } from './parcel.ts'
import { fail, succeed, type Result } from './result.ts'

/** `rendered` is no state of its own here: the hash of the bytes is journalled with `sending`. */
export const printJobStates = [
  'created',
  'sending',
  'sent',
  'confirmed',
  'failed-before-send',
  'unknown',
] as const
export type PrintJobState = (typeof printJobStates)[number]

export interface PrintJob {
  readonly printJobId: string
  readonly orderNumber: string
  readonly parcelNumber: string
  readonly waybillNumber: string
  /** 0 = the original. */
  readonly copy: number
  readonly state: PrintJobState
  readonly attempts: number
  /** The printer that got its bytes last; empty while none did. */
  readonly printerId: string
  /** Why it failed or is unknown; empty otherwise. */
  readonly reason: string
}

export type PrintStartFault = 'job-unknown' | 'job-already-sent' | 'label-outcome-unknown'

const stateAfter: Partial<Record<DomainEvent['type'], PrintJobState>> = {
  'label.sending': 'sending',
  'label.sent': 'sent',
  'label.failed': 'failed-before-send',
  'label.unknown': 'unknown',
  'label.confirmed': 'confirmed',
}

/** The print job that a fact speaks of, or null when it is not about a label. */
export function printJobIdOf(fact: DomainEvent): string | null {
  return 'printJobId' in fact.body ? fact.body.printJobId : null
}

/**
 * Whether a label's fact is the word of an attempt that is over. Bytes that have left do not come back: no later start
 * or failure makes such a job, or the label of its box, one that may start by itself.
 */
export function comesTooLate(
  type: DomainEvent['type'],
  known: PrintJobState | LabelState,
): boolean {
  const hasLeft = known === 'sent' || known === 'unknown'
  return hasLeft && (type === 'label.sending' || type === 'label.failed')
}

/** Folds one fact about a label into its job. A confirmed job stays confirmed: the label is on the box. */
export function evolvePrintJob(job: PrintJob | undefined, fact: DomainEvent): PrintJob | undefined {
  if (fact.type === 'label.requested' || fact.type === 'label.copied') {
    if (job) return job
    const { printJobId, orderNumber, parcelNumber, waybillNumber, copy } = fact.body
    const identity = { printJobId, orderNumber, parcelNumber, waybillNumber, copy }
    return { ...identity, state: 'created', attempts: 0, printerId: '', reason: '' }
  }
  const state = stateAfter[fact.type]
  if (!job || !state || job.state === 'confirmed') return job
  if (comesTooLate(fact.type, job.state)) return job
  const attempts = fact.type === 'label.sending' ? fact.body.attempt : job.attempts
  const printerId = fact.type === 'label.sending' ? fact.body.printerId : job.printerId
  const reason =
    fact.type === 'label.failed' || fact.type === 'label.unknown' ? fact.body.reason : ''
  return { ...job, state, attempts, printerId, reason }
}

/**
 * Whether bytes of this job may leave the host now. Only a job that certainly sent nothing may start: one that was
 * created, or one that failed before its first byte. Everything else waits for a person (DESIGN 7).
 */
export function mayStartPrinting(job: PrintJob | undefined): Result<PrintJob, PrintStartFault> {
  if (!job) return fail('job-unknown')
  if (job.state === 'created' || job.state === 'failed-before-send') return succeed(job)
  return fail(job.state === 'unknown' ? 'label-outcome-unknown' : 'job-already-sent')
}

/** Whether the program stopped while this job was being sent: nobody knows whether its label came out. */
export function wasCutOff(job: PrintJob): boolean {
  return job.state === 'sending'
}
