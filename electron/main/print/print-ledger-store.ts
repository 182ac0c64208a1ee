import { event, type DomainEvent } from '../../../shared/domain/event.ts'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import {
  evolvePrintJob,
  mayStartPrinting,
  printJobIdOf,
  wasCutOff,
  type PrintJob,
  type PrintStartFault,
} from '../../../shared/domain/print-ledger.ts'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { ListedJob } from '../../../shared/ipc/routes.ts'
import { factOf, type JournalFrame } from '../../../shared/protocol/frame.ts'
import { createSeenFrames } from './seen-frames.ts'

/** Makes facts durable, all of them or none; ok only after the disk has them. */
export type AppendFacts<Fault = unknown> = (
  events: readonly DomainEvent[],
) => Promise<Result<readonly JournalFrame[], Fault>>

/** Why a label may not be printed. */
export type PrintRefusal =
  /** Another job already stands for the original of this waybill. */
  | 'second-original'
  /** The request is not for the label that the journal speaks of. */
  | 'request-differs-from-ledger'
  /** Another printer's queue has this job in hand. */
  | 'job-in-hand'
  /** The journal stopped, so nothing may be printed until the program is started again. */
  | 'queue-stopped'
  | PrintStartFault

/** Every print job that the journal knows. What may be printed is decided here, for all printers of the station. */
export interface PrintLedger {
  /** Takes in frames of the journal; those that it has seen, and those about other things, change nothing. */
  record(frames: readonly JournalFrame[]): void
  job(printJobId: string): PrintJob | undefined
  /** Jobs whose label nobody has scanned yet, newest last. */
  unconfirmedJobs(): readonly PrintJob[]
  /** The newest jobs, newest first, whatever became of them. */
  newestJobs(limit: number): readonly ListedJob[]
  /** One job as the list has it. */
  listed(printJobId: string): ListedJob | null
  /** Whether bytes for this request may leave the host now. */
  mayPrint(request: LabelRequest): Result<PrintJob, PrintRefusal>
  /** Gives a job to one queue until `release`; false when a queue has it already. */
  take(printJobId: string): boolean
  release(printJobId: string): void
  /** Hears of every job that a frame changed. Answers a function that ends the subscription. */
  subscribe(listener: (job: PrintJob) => void): () => void
}

/** Answers an empty ledger. Feed it the whole journal before anything may print. */
export function createPrintLedger(): PrintLedger {
  return new JournalledPrintLedger()
}

/**
 * Reads the journal into the ledger, page by page. `readPage` answers frames from a seq on, oldest first, and an
 * empty page behind the last; a fault of it is passed on, and nothing may print then.
 */
export async function loadPrintLedger<Fault>(
  ledger: PrintLedger,
  readPage: (fromSeq: number) => Promise<Result<readonly JournalFrame[], Fault>>,
): Promise<Result<null, Fault>> {
  let fromSeq = 1
  for (;;) {
    const page = await readPage(fromSeq)
    if (!page.ok) return page
    const last = page.value.at(-1)
    if (!last) return succeed(null)
    ledger.record(page.value)
    fromSeq = last.seq + 1
  }
}

/**
 * Settles the jobs that the program was sending when it stopped: nobody knows whether their labels came out, so each
 * becomes unknown and waits for a person. Call it once at start, before any queue; it never sends anything.
 */
export async function recoverCutOff<Fault>(
  ledger: PrintLedger,
  append: AppendFacts<Fault>,
): Promise<Result<readonly PrintJob[], Fault>> {
  const cutOff = ledger.unconfirmedJobs().filter(wasCutOff)
  if (cutOff.length === 0) return succeed([])
  const events = cutOff.map(({ orderNumber, parcelNumber, waybillNumber, printJobId }) =>
    event('label.unknown', {
      orderNumber,
      parcelNumber,
      waybillNumber,
      printJobId,
      reason: 'stopped-while-sending',
    }),
  )
  const appended = await append(events)
  if (!appended.ok) return appended
  ledger.record(appended.value)
  return succeed(cutOff)
}

class JournalledPrintLedger implements PrintLedger {
  readonly #jobs = new Map<string, PrintJob>()
  /** The first job that asked for a waybill's original, by waybill number. */
  readonly #originals = new Map<string, string>()
  readonly #requestedAt = new Map<string, string>()
  readonly #inHand = new Set<string>()
  readonly #seen = createSeenFrames()
  readonly #listeners = new Set<(job: PrintJob) => void>()

  record(frames: readonly JournalFrame[]): void {
    for (const frame of frames) if (this.#seen.add(frame)) this.#fold(frame)
  }

  job(printJobId: string): PrintJob | undefined {
    return this.#jobs.get(printJobId)
  }

  unconfirmedJobs(): readonly PrintJob[] {
    return [...this.#jobs.values()].filter((job) => job.state !== 'confirmed')
  }

  newestJobs(limit: number): readonly ListedJob[] {
    const newest = [...this.#jobs.keys()].slice(-limit).reverse()
    return newest.flatMap((printJobId) => this.listed(printJobId) ?? [])
  }

  listed(printJobId: string): ListedJob | null {
    const job = this.#jobs.get(printJobId)
    return job ? { ...job, requestedAt: this.#requestedAt.get(printJobId) ?? '' } : null
  }

  mayPrint(request: LabelRequest): Result<PrintJob, PrintRefusal> {
    const may = mayStartPrinting(this.#jobs.get(request.printJobId))
    if (!may.ok) return may
    const job = may.value
    if (!isLabelOf(request, job)) return fail('request-differs-from-ledger')
    const original = this.#originals.get(job.waybillNumber)
    if (job.copy === 0 && original !== job.printJobId) return fail('second-original')
    return may
  }

  take(printJobId: string): boolean {
    if (this.#inHand.has(printJobId)) return false
    this.#inHand.add(printJobId)
    return true
  }

  release(printJobId: string): void {
    this.#inHand.delete(printJobId)
  }

  subscribe(listener: (job: PrintJob) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #fold(frame: JournalFrame): void {
    if (!frame.type.startsWith('label.')) return
    const fact = factOf(frame)
    const printJobId = fact && printJobIdOf(fact)
    if (!fact || !printJobId) return
    const before = this.#jobs.get(printJobId)
    const after = evolvePrintJob(before, fact)
    if (!after || after === before) return
    this.#jobs.set(printJobId, after)
    if (!before) this.#requestedAt.set(printJobId, frame.at)
    if (!before && after.copy === 0 && !this.#originals.has(after.waybillNumber))
      this.#originals.set(after.waybillNumber, printJobId)
    for (const listener of this.#listeners) listener(after)
  }
}

/** What is printed must be what was journalled: the same parcel, number and copy, in the drawing as in the request. */
function isLabelOf(request: LabelRequest, job: PrintJob): boolean {
  const { data } = request
  return (
    request.waybillNumber === job.waybillNumber &&
    data.waybillNumber === job.waybillNumber &&
    request.parcelNumber === job.parcelNumber &&
    data.parcelNumber === job.parcelNumber &&
    request.orderNumber === job.orderNumber &&
    data.orderNumber === job.orderNumber &&
    data.copy === job.copy
  )
}
