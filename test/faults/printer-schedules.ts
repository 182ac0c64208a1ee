import { tsplStatus } from '../../electron/main/print/status/tspl-status.ts'
import { createTcpTransport } from '../../electron/main/print/tcp-transport.ts'
import type { PrintQueue } from '../../electron/main/print/print-queue.ts'
import { event } from '../../shared/domain/event.ts'
import { succeed } from '../../shared/domain/result.ts'
import {
  startFakePrinter,
  type FakePrinter,
  type FakePrinterHabits,
} from '../fakes/fake-printer.ts'
import { seededRandom } from '../fakes/random.ts'
import { createMemoryJournal } from '../unit/print/memory-journal.ts'
import { queueWith, requestLabel, startLedger, textRenderer } from '../unit/print/print-bench.ts'

/** What one schedule came to; `violations` in words, none = the promise held. */
export interface ScheduleReport {
  readonly violations: readonly string[]
  readonly unknown: number
  readonly documents: number
}

/** Bytes of a label: several chunks of a socket, so that much can happen in its middle. */
const labelBytes = 150_000
const times = { connectTimeoutMs: 500, drainTimeoutMs: 200, settleMs: 50 }
const ordinary: Partial<FakePrinterHabits> = {
  ...{ pauseMs: 0, neverReads: false, resetAfterBytes: null, closesAtOnce: false },
  ...{ closesAfterBytes: null, statusBytes: 0, neverCloses: false, status: null },
  ...{ outOfPaperAfterBytes: null, outOfPaperMs: 0 },
}
/** Turns of the person at the bench, who looks at the paper after each. */
const mostTurns = 40

type Mood = (random: () => number) => Partial<FakePrinterHabits>

const status = (answer: number, restAfterMs?: number) => ({
  question: tsplStatus.ask,
  answer: Uint8Array.of(answer),
  ...(restAfterMs === undefined ? {} : { restAfterMs }),
})

/** How a printer can be on one connection. */
const moods: readonly Mood[] = [
  () => ({}),
  () => ({}),
  (random) => ({ pauseMs: 1 + Math.floor(random() * 3) }),
  () => ({ neverReads: true }),
  (random) => ({ resetAfterBytes: 1 + Math.floor(random() * labelBytes * 1.2) }),
  () => ({ closesAtOnce: true }),
  (random) => ({ closesAfterBytes: 1 + Math.floor(random() * labelBytes) }),
  () => ({ neverCloses: true }),
  (random) => ({ statusBytes: 1 + Math.floor(random() * 4) }),
  (random) => ({
    outOfPaperAfterBytes: 1 + Math.floor(random() * labelBytes),
    outOfPaperMs: random() < 0.5 ? 10 : 400,
  }),
  () => ({ status: status(0x00) }),
  () => ({ status: status(0x04) }),
  () => ({ status: status(0x01, 30) }),
  () => ({ status: { question: tsplStatus.ask, answer: new Uint8Array() } }),
]

/** Runs one seeded schedule: labels, a printer of changing moods that also loses its power, a person who scans and reprints. */
export async function runSchedule(seed: number): Promise<ScheduleReport> {
  const random = seededRandom(seed)
  const printer = await startFakePrinter()
  try {
    return await new Schedule(printer, random).run()
  } finally {
    await printer.turnOff()
  }
}

class Schedule {
  readonly #printer: FakePrinter
  readonly #random: () => number
  readonly #journal = createMemoryJournal()
  readonly #waybills: readonly string[]
  readonly #jobs: string[] = []
  #moodsLeft: number
  #unknown = 0
  #onSleep: () => void = () => undefined
  /** Whether it ever closed in order before it had read a label: nothing on the wire tells that from one that has read it. */
  #hasLied = false

  constructor(printer: FakePrinter, random: () => number) {
    this.#printer = printer
    this.#random = random
    this.#moodsLeft = 1 + Math.floor(random() * 7)
    const count = 1 + Math.floor(random() * 3)
    this.#waybills = Array.from({ length: count }, (_, index) => `YT${String(index)}`)
    printer.onConnection(() => this.#changeMood())
    this.#changeMood()
  }

  async run(): Promise<ScheduleReport> {
    const ledger = await startLedger(this.#journal)
    const { host, port } = this.#printer
    const asks = this.#random() < 0.15
    const queue = queueWith(this.#journal, {
      ledger,
      renderer: { ...textRenderer, render: bigLabel },
      transport: createTcpTransport({ host, port, ...times, waitForClose: true }),
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
    if (cutsPower) await this.#printer.turnOff()
    await Promise.race([queue.idle(), asleep])
    if (cutsPower) await this.#printer.turnOn()
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

  #changeMood(): void {
    this.#moodsLeft -= 1
    const mood = moods[Math.floor(this.#random() * moods.length)]
    // A printer is repaired in the end, or nobody would get a label out of it.
    const habits = this.#moodsLeft > 0 && mood ? mood(this.#random) : {}
    if (habits.closesAfterBytes !== undefined || habits.closesAtOnce) this.#hasLied = true
    this.#printer.behave({ ...ordinary, ...habits })
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
    return this.#printer
      .documents()
      .map((bytes) => bytes.toString('latin1'))
      .filter((text) => text.includes(` ${waybillNumber} `) && text.endsWith('^XZ'))
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
    const documents = this.#printer.documents().length
    const all = this.#hasLied ? violations : [...violations, ...liars]
    return { violations: all, unknown: this.#unknown, documents }
  }
}

type Ledger = Awaited<ReturnType<typeof startLedger>>
type Job = NonNullable<ReturnType<Ledger['job']>>

/** States that say that something may have left the host. */
const outside: readonly Job['state'][] = ['sent', 'unknown']

/** A label as long as a real one; its end is what makes a printer print. */
function bigLabel(
  ...[request, profile]: Parameters<typeof textRenderer.render>
): ReturnType<typeof textRenderer.render> {
  return textRenderer.render(request, profile).then((rendered) => {
    if (!rendered.ok) return rendered
    const head = new TextDecoder().decode(rendered.value.bytes)
    const bytes = new TextEncoder().encode(`${head.padEnd(labelBytes, 'x')}^XZ`)
    return succeed({ ...rendered.value, bytes })
  })
}
