import { Worker } from 'node:worker_threads'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { LabelFault } from '../../../shared/label/fault.ts'
import type { LabelTemplate } from '../../../shared/label/template/template.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import type { LabelFontFiles } from './canvas-text.ts'
import type { PrintableLabel } from './render-template.ts'
import type { SheetRequest } from './sheet.ts'
import type { RenderAnswer, RendererSetup, RenderQuestion } from './render-messages.ts'

/** The label was refused, or the program that draws it died twice over it. */
export type RenderFault =
  LabelFault | { readonly code: 'renderer-stopped'; readonly detail: string }

export interface RenderClient {
  /** Starts the renderer ahead of the first label, so that it is warm by then. Does nothing once it was stopped. */
  start(): void
  /**
   * Draws and encodes one label. `own` takes the place of the shipped template of that name. A renderer that dies over it is started anew and asked once more.
   */
  render(
    request: LabelRequest,
    profile: PrinterProfile,
    own?: LabelTemplate,
  ): Promise<Result<PrintableLabel, RenderFault>>
  /** Draws and encodes the pages of a sheet. */
  renderSheet(
    sheet: SheetRequest,
    profile: PrinterProfile,
    own?: LabelTemplate,
  ): Promise<Result<readonly PrintableLabel[], RenderFault>>
  stop(): Promise<void>
}

export interface RenderClientSetup {
  /** The bundled `label-renderer.js`, or the `.ts` file itself in plain Node. */
  readonly workerUrl: URL
  readonly fonts: LabelFontFiles
}

/** Answers a client that keeps one worker thread for drawing labels. */
export function createRenderClient(setup: RenderClientSetup): RenderClient {
  return new WorkerRenderClient(setup)
}

type Outcome = Result<readonly PrintableLabel[], RenderFault>

class WorkerRenderClient implements RenderClient {
  readonly #setup: RenderClientSetup
  #worker: Worker | null = null
  #settle: ((outcome: Outcome) => void) | null = null
  /** One label at a time: a label that kills the renderer takes no other with it. */
  #before: Promise<unknown> = Promise.resolve()
  #stopped = false

  constructor(setup: RenderClientSetup) {
    this.#setup = setup
  }

  start(): void {
    if (!this.#stopped) this.#running()
  }

  async render(
    request: LabelRequest,
    profile: PrinterProfile,
    own?: LabelTemplate,
  ): Promise<Result<PrintableLabel, RenderFault>> {
    const outcome = await this.#inTurn({ request, profile, own })
    if (!outcome.ok) return outcome
    const [label] = outcome.value
    return label ? succeed(label) : fail({ code: 'renderer-stopped', detail: 'no label came' })
  }

  renderSheet(sheet: SheetRequest, profile: PrinterProfile, own?: LabelTemplate): Promise<Outcome> {
    return this.#inTurn({ sheet, profile, own })
  }

  #inTurn(question: RenderQuestion): Promise<Outcome> {
    const outcome = this.#before.then(() => this.#askTwice(question))
    this.#before = outcome
    return outcome
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#worker?.terminate()
  }

  async #askTwice(question: RenderQuestion): Promise<Outcome> {
    const first = await this.#ask(question)
    const died = !first.ok && first.error.code === 'renderer-stopped'
    return died ? this.#ask(question) : first
  }

  #ask(question: RenderQuestion): Promise<Outcome> {
    if (this.#stopped) return Promise.resolve(stopped('the program is closing'))
    const worker = this.#running()
    return new Promise((settle) => {
      this.#settle = settle
      worker.postMessage(question)
    })
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const workerData: RendererSetup = { fonts: this.#setup.fonts }
    const worker = new Worker(this.#setup.workerUrl, { workerData })
    worker.on('message', (outcome: RenderAnswer) => this.#settle?.(outcome))
    worker.on('error', (error) => {
      this.#forget(worker, error instanceof Error ? error.message : String(error))
    })
    worker.on('exit', (code) => {
      this.#forget(worker, `exit code ${String(code)}`)
    })
    this.#worker = worker
    return worker
  }

  #forget(worker: Worker, detail: string): void {
    if (this.#worker !== worker) return
    this.#worker = null
    this.#settle?.(stopped(detail))
  }
}

function stopped(detail: string): Outcome {
  return fail({ code: 'renderer-stopped', detail })
}
