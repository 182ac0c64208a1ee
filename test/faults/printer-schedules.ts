import type { PrintQueue } from '../../electron/main/print/print-queue.ts'
import { tsplStatus } from '../../electron/main/print/status/tspl-status.ts'
import type { PrinterTransport } from '../../electron/main/print/transport.ts'
import { event } from '../../shared/domain/event.ts'
import { succeed } from '../../shared/domain/result.ts'
import { seededRandom } from '../fakes/random.ts'
import { createMemoryJournal } from '../unit/print/memory-journal.ts'
import { queueWith, requestLabel, startLedger, textRenderer } from '../unit/print/print-bench.ts'

/** What one schedule came to; `violations` in words, none = the promise held. */
export interface ScheduleReport {
  readonly violations: readonly string[]
  readonly unknown: number
  readonly papers: number
}

/** A printer of changing moods, which loses its power at times. */
export interface MoodyPrinter {
  readonly transport: PrinterTransport
  /** The labels that came out whole, as text. */
  papers(): readonly string[]
  cutPower(): Promise<void>
  restorePower(): Promise<void>
  /** Resolves when nothing that left the host is still on its way. */
  atRest(): Promise<void>
  /** Whether "sent" may be wrong, because nothing on this way tells a label that was read from one that was lost. */
  canLie(): boolean
  remove(): Promise<void>
}

/** Makes a printer whose moods come from these random numbers. After some of them it works well. */
export type MakeMoodyPrinter = (random: () => number, labelBytes: number) => Promise<MoodyPrinter>

/** Turns of the person at the bench, who looks at the paper after each. */
const mostTurns = 40

/** Runs one seeded schedule: labels, a moody printer, a person who scans and reprints. */
export async function runSchedule(
  seed: number,
  make: MakeMoodyPrinter,
  labelBytes: number,
): Promise<ScheduleReport> {
  const random = seededRandom(seed)
  const printer = await make(random, labelBytes)
  try {
    return await new Schedule(printer, random, labelBytes).run()
  } finally {
    await printer.remove()
  }
}

class Schedule {
  readonly #printer: MoodyPrinter
  readonly #labelBytes: number
  readonly #random: () => number
  readonly #journal = createMemoryJournal()
  readonly #waybills: readonly string[]
  readonly #jobs: string[] = []
  #unknown = 0
  #onSleep: () => void = () => undefined

  constructor(printer: MoodyPrinter, random: () => number, labelBytes: number) {
    this.#printer = printer
    this.#random = random
    this.#labelBytes = labelBytes
    const count = 1 + Math.floor(random() * 3)
    this.#waybills = Array.from({ length: count }, (_, index) => `YT${String(index)}`)
  }

  async run(): Promise<ScheduleReport> {
    const ledger = await startLedger(this.#journal)
    const asks = this.#random() < 0.15
    const queue = queueWith(this.#journal, {
      ledger,
      renderer: { ...textRenderer, render: bigLabel(this.#labelBytes) },
      transport: this.#printer.transport,
      question: asks ? tsplStatus : null,
      // Woken by the person.
      wait: (_ms, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve())
          this.#onSleep()
        }),
    })
    for (const waybillNumber of this.#waybills) await this.#ask(queue, ledger, waybillNumber, 0)
    let turn = 0
    while (turn < mostTurns && !this.#isDone(ledger)) {
      turn += 1
      await this.#turn(queue, ledger)
    }
    await queue.stop()
    return this.#report(ledger)
  }

  /** The person waits until nothing moves, looks at the paper, and does what the bench asks for. */
  async #turn(queue: PrintQueue, ledger: Ledger): Promise<void> {
    const cutsPower = this.#random() < 0.15
    const asleep = new Promise<void>((resolve) => {
      this.#onSleep = resolve
    })
    queue.resume()
    if (cutsPower) await this.#printer.cutPower()
    await Promise.race([queue.idle(), asleep])
    if (cutsPower) await this.#printer.restorePower()
    await this.#printer.atRest()
    for (const waybillNumber of this.#waybills) {
      const job = this.#newestJob(ledger, waybillNumber)
      if (!job || job.state === 'confirmed' || !outside.includes(job.state)) continue
      if (job.state === 'unknown') this.#unknown += 1
      if (this.#papers(waybillNumber).length > 0) await this.#scan(ledger, job)
      // Sent, as far as anybody can tell, or unknown: the person sees no label, and says so.
      else await this.#ask(queue, ledger, waybillNumber, job.copy + 1)
    }
  }

  async #ask(
    queue: PrintQueue,
    ledger: Ledger,
    waybillNumber: string,
    copy: number,
  ): Promise<void> {
    const printJobId = `job-${String(this.#jobs.length)}`
    this.#jobs.push(printJobId)
    queue.enqueue(await requestLabel(this.#journal, ledger, { printJobId, waybillNumber, copy }))
  }

  async #scan(ledger: Ledger, job: Job): Promise<void> {
    const { orderNumber, parcelNumber, waybillNumber, printJobId } = job
    const of = { orderNumber, parcelNumber, waybillNumber, printJobId, operatorId: 'person' }
    const appended = await this.#journal.append([event('label.confirmed', of)])
    if (appended.ok) ledger.record(appended.value)
  }

  #newestJob(ledger: Ledger, waybillNumber: string): Job | undefined {
    return this.#jobs
      .map((id) => ledger.job(id))
      .findLast((job) => job?.waybillNumber === waybillNumber)
  }

  #isDone(ledger: Ledger): boolean {
    return this.#waybills.every((number) => this.#newestJob(ledger, number)?.state === 'confirmed')
  }

  /** Labels of a waybill that came out whole: a printer prints when it has read the end of a label. */
  #papers(waybillNumber: string): readonly string[] {
    return this.#printer.papers().filter((text) => text.includes(` ${waybillNumber} `))
  }

  #report(ledger: Ledger): ScheduleReport {
    const violations = this.#waybills.flatMap((waybillNumber) => {
      const papers = this.#papers(waybillNumber)
      const originals = papers.filter((text) => text.includes(` ${waybillNumber} 0;`))
      const copies = new Set(papers.map((text) => text.slice(0, text.indexOf(';'))))
      const job = this.#newestJob(ledger, waybillNumber)
      return [
        ...(originals.length > 1 ? [`${waybillNumber} has two originals`] : []),
        ...(copies.size < papers.length ? [`a copy of ${waybillNumber} came out twice`] : []),
        ...(papers.length === 0 ? [`${waybillNumber} never came out`] : []),
        ...(job?.state === 'confirmed' ? [] : [`${waybillNumber} ends as ${String(job?.state)}`]),
      ]
    })
    const liars = this.#jobs.flatMap((id) => {
      const job = ledger.job(id)
      const isSent = this.#journal.typesOf(id).includes('label.sent')
      const isOut = job && this.#papers(job.waybillNumber).some((text) => text.includes(`${id} `))
      return isSent && !isOut ? [`${id} is called sent and did not come out`] : []
    })
    const papers = this.#printer.papers().length
    const all = this.#printer.canLie() ? violations : [...violations, ...liars]
    return { violations: all, unknown: this.#unknown, papers }
  }
}

type Ledger = Awaited<ReturnType<typeof startLedger>>
type Job = NonNullable<ReturnType<Ledger['job']>>

/** States that say that something may have left the host. */
const outside: readonly Job['state'][] = ['sent', 'unknown']

/** A label as long as a real one; its end is what makes a printer print. */
function bigLabel(labelBytes: number): typeof textRenderer.render {
  return async (request, profile) => {
    const rendered = await textRenderer.render(request, profile)
    if (!rendered.ok) return rendered
    const head = new TextDecoder().decode(rendered.value.bytes)
    const bytes = new TextEncoder().encode(`${head.padEnd(labelBytes, 'x')}^XZ`)
    return succeed({ ...rendered.value, bytes })
  }
}
