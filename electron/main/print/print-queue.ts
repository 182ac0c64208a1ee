import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { LabelPicture } from '../../../shared/ipc/routes.ts'
import type { DeviceHealth } from '../../../shared/ipc/station-routes.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import { createDrawing, type Drawing } from './drawing.ts'
import { attemptPrint, type AttemptOutcome } from './print-attempt.ts'
import type { AppendFacts, PrintLedger, PrintRefusal } from './print-ledger-store.ts'
import { createLookAfter } from './look-after.ts'
import {
  healthOfFaults,
  healthOfSheet,
  healthOfUnknown,
  printerHealth,
  type PrinterIdentity,
} from './printer-health.ts'
import type { RenderClient } from './render-client.ts'
import { printSheet, type SheetFault, type SheetRequest } from './sheet.ts'
import { retryDelayMs } from './retry-delay.ts'
import type { StatusQuestion } from './status/condition.ts'
import type { PrinterTransport } from './transport.ts'

export interface PrintQueuePorts {
  readonly printer: PrinterIdentity
  /** Asked for each label: a printer can be calibrated while it works. */
  readonly profile: () => PrinterProfile
  /** Name of the template that waybills are drawn by here; it fits the labels in the printer. */
  readonly waybill: string
  readonly ledger: PrintLedger
  readonly append: AppendFacts
  readonly renderer: Pick<RenderClient, 'render' | 'renderSheet'>
  readonly transport: PrinterTransport
  /** How the printer is asked for its condition before each label; null = it is not. */
  readonly question: StatusQuestion | null
  /** Resolves after so many ms, or at once when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** At least 0, below 1. */
  readonly random: () => number
  readonly onHealth: (health: DeviceHealth) => void
  readonly onBug: (error: unknown) => void
}

/** The labels that wait for one printer. */
export interface PrintQueue {
  /**
   * Takes a label whose `label.requested` is durable and recorded. A label that it has already is not taken twice; asking
   * again only makes it try at once. Also ends the pause that follows an unknown outcome, because somebody acted.
   */
  enqueue(request: LabelRequest): Result<null, PrintRefusal>
  /** Gives up the labels of which certainly nothing was sent and none is being tried, so that another printer can take them. */
  withdraw(): readonly LabelRequest[]
  /** Prints something that is no waybill, before the labels that wait. Answers why it did not come out; null = it was sent. */
  printSheet(sheet: SheetRequest): Promise<SheetFault | null>
  /** How many labels wait, the one in hand among them. */
  waiting(): number
  /** Tries a label that waits to be tried again at once; a pause after an unknown outcome stays. */
  wake(): void
  /** Goes on after an unknown outcome, for example because that label was scanned. */
  resume(): void
  health(): DeviceHealth
  /** The bitmap that this run drew for a job, while it is kept; null otherwise. */
  picture(printJobId: string): LabelPicture | null
  /** Resolves when nothing is being printed: all done, paused or stopped. */
  idle(): Promise<void>
  /** Starts no further label and waits for the one on its way. */
  stop(): Promise<void>
}

/** Answers an empty queue. One job is in hand at a time, because a printer serves one connection. */
export function createPrintQueue(ports: PrintQueuePorts): PrintQueue {
  return new SerialPrintQueue(ports)
}

interface WaitingSheet {
  readonly sheet: SheetRequest
  readonly settle: (fault: SheetFault | null) => void
}

class SerialPrintQueue implements PrintQueue {
  readonly #ports: PrintQueuePorts
  readonly #drawing: Drawing
  #waiting: readonly LabelRequest[] = []
  /** `paused`: the last outcome is unknown, so a person looks first. `stopped`: for good. */
  #state: 'open' | 'paused' | 'stopped' = 'open'
  #failures = 0
  #running: Promise<void> | null = null
  /** The label that is being tried; null while the queue waits to try again. */
  #trying: LabelRequest | null = null
  #sheets: readonly WaitingSheet[] = []
  /** Ends the wait before the next attempt. */
  #wake = new AbortController()
  /** Looks at the printer behind its last label; null = it needs no look. */
  #lookAfter: ReturnType<typeof createLookAfter> | null = null
  readonly #stopping = new AbortController()
  #health: DeviceHealth

  constructor(ports: PrintQueuePorts) {
    this.#ports = ports
    this.#drawing = createDrawing(ports)
    this.#health = printerHealth(ports.printer, 'ready', 'ok')
  }

  health = (): DeviceHealth => this.#health
  picture = (printJobId: string): LabelPicture | null => this.#drawing.picture(printJobId)

  enqueue(request: LabelRequest): Result<null, PrintRefusal> {
    if (this.#state === 'stopped') return fail('queue-stopped')
    const { ledger } = this.#ports
    const { printJobId } = request
    if (!this.#waiting.some((waiting) => waiting.printJobId === printJobId)) {
      const may = ledger.mayPrint(request)
      if (!may.ok) return may
      if (!ledger.take(printJobId)) return fail('job-in-hand')
      this.#waiting = [...this.#waiting, request]
    }
    this.resume()
    return succeed(null)
  }

  waiting = (): number => this.#waiting.length

  withdraw(): readonly LabelRequest[] {
    const given = this.#waiting.filter((request) => request !== this.#trying)
    for (const request of given) this.#forget(request)
    this.#wake.abort()
    return given
  }

  printSheet(sheet: SheetRequest): Promise<SheetFault | null> {
    if (this.#state === 'stopped') return Promise.resolve({ code: 'queue-stopped' })
    return new Promise((settle) => {
      this.#sheets = [...this.#sheets, { sheet, settle }]
      this.#wake.abort()
      this.#running ??= this.#run()
    })
  }

  resume(): void {
    if (this.#state === 'stopped') return
    this.#state = 'open'
    this.#wake.abort()
    if (!this.#running && this.#next()) this.#running = this.#run()
  }

  wake(): void {
    this.#wake.abort()
  }

  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  async stop(): Promise<void> {
    this.#state = 'stopped'
    this.#stopping.abort()
    this.#wake.abort()
    await this.idle()
  }

  async #run(): Promise<void> {
    try {
      while ((await this.#serveNext()) || (await this.#look()));
    } catch (error) {
      // A bug in the middle of a job: the ledger will call it unknown after a restart, and until then nothing prints.
      this.#state = 'stopped'
      this.#ports.onBug(error)
    }
    this.#running = null
    for (const { settle } of this.#sheets) settle({ code: 'queue-stopped' })
    this.#sheets = []
  }

  /** Answers false when nothing is left to do. */
  async #serveNext(): Promise<boolean> {
    const [sheet, ...sheets] = this.#sheets
    if (sheet && this.#state !== 'stopped') {
      this.#sheets = sheets
      await this.#serveSheet(sheet)
      return true
    }
    const next = this.#next()
    if (next) await this.#serve(next)
    return next !== undefined
  }

  /** Whoever waits for the sheet is answered, whatever breaks. */
  async #serveSheet({ sheet, settle }: WaitingSheet): Promise<void> {
    const { transport, question, renderer, profile } = this.#ports
    const draw = () => renderer.renderSheet(sheet, profile())
    let fault: SheetFault | null = { code: 'queue-stopped' }
    try {
      fault = await printSheet({ transport, question, draw }, this.#stopping.signal)
    } finally {
      settle(fault)
    }
    const told = healthOfSheet(fault)
    // After a label whose outcome is unknown a person has to look, sheet or no sheet.
    const isHidden = fault === null && this.#state !== 'open'
    if (told && !isHidden) this.#report(told.state, told.code, told.detail)
  }

  #next(): LabelRequest | undefined {
    return this.#state === 'open' ? this.#waiting[0] : undefined
  }

  async #serve(request: LabelRequest): Promise<void> {
    if (this.#failures === 0) this.#report('busy', 'ok')
    const { printer, ledger, append, transport, question } = this.#ports
    const draw = () => this.#drawing.draw(request)
    const ports = { printerId: printer.printerId, ledger, append, transport, question, draw }
    this.#trying = request
    const outcome = await attemptPrint(request, ports, this.#stopping.signal)
    this.#trying = null
    await this.#conclude(request, outcome)
  }

  async #conclude(request: LabelRequest, outcome: AttemptOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'failed-before-send':
        return this.#retryLater('missing', 'printer-unreachable', outcome.fault.detail)
      case 'not-ready':
        return this.#retryLater('fault', healthOfFaults(outcome.faults), outcome.faults.join())
      case 'journal-stopped':
        this.#state = 'stopped'
        return this.#report('ready', 'ok')
      case 'unknown':
        this.#forget(request)
        if (this.#state === 'open') this.#state = 'paused'
        return this.#report('fault', healthOfUnknown(outcome.fault.code), outcome.fault.detail)
      case 'not-drawable':
        this.#forget(request)
        return this.#report('fault', 'label-not-drawable', outcome.detail)
      case 'sent':
        this.#forget(request)
        this.#report('ready', 'ok')
        return this.#beginLooking()
      case 'refused':
        this.#forget(request)
        return this.#report('ready', 'ok')
    }
  }

  #beginLooking(): void {
    const { transport, question } = this.#ports
    this.#lookAfter = question && createLookAfter(transport, question)
  }

  /** Answers false when there is nothing more to look for behind the last label. */
  async #look(): Promise<boolean> {
    if (!this.#lookAfter || this.#state !== 'open') return false
    this.#wake = new AbortController()
    const { condition, nextMs } = await this.#lookAfter(this.#stopping.signal)
    if (condition.kind === 'fault')
      this.#report('fault', healthOfFaults(condition.faults), condition.faults.join())
    if (condition.kind === 'ready') this.#report('ready', 'ok')
    if (nextMs === null) this.#lookAfter = null
    else await this.#ports.wait(nextMs, this.#wake.signal)
    return nextMs !== null
  }

  async #retryLater(
    state: DeviceHealth['state'],
    code: DeviceHealth['code'],
    detail: string,
  ): Promise<void> {
    this.#failures += 1
    this.#report(state, code, detail)
    if (this.#state === 'stopped') return
    this.#wake = new AbortController()
    const delayMs = retryDelayMs(this.#failures, this.#ports.random())
    await this.#ports.wait(delayMs, this.#wake.signal)
  }

  #forget(request: LabelRequest): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== request)
    this.#ports.ledger.release(request.printJobId)
    this.#failures = 0
    this.#drawing.forget()
  }

  #report(state: DeviceHealth['state'], code: DeviceHealth['code'], detail = ''): void {
    const before = this.#health
    if (before.state === state && before.code === code && before.detail === detail) return
    this.#health = printerHealth(this.#ports.printer, state, code, detail)
    this.#ports.onHealth(this.#health)
  }
}
