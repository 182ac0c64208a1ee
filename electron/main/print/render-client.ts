import { Worker } from 'node:worker_threads'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { fail, type Result } from '../../../shared/domain/result.ts'
import type { LabelFault } from '../../../shared/label/fault.ts'
import type { LabelFontFiles } from './canvas-text.ts'
import type { PrinterProfile, RenderedLabel } from './render-label.ts'
import type { RenderAnswer, RendererSetup, RenderQuestion } from './render-messages.ts'

/** The label was refused, or the program that draws it died twice over it. */
export type RenderFault =
  LabelFault | { readonly code: 'renderer-stopped'; readonly detail: string }

export interface RenderClient {
  /** Starts the renderer ahead of the first label, so that it is warm by then. */
  start(): void
  /** Draws and encodes one label. A renderer that dies over it is started anew and asked once more. */
  render(
    request: LabelRequest,
    profile: PrinterProfile,
  ): Promise<Result<RenderedLabel, RenderFault>>
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

type Settle = (outcome: Result<RenderedLabel, RenderFault>) => void

class WorkerRenderClient implements RenderClient {
  readonly #setup: RenderClientSetup
  readonly #waiting = new Map<number, Settle>()
  #worker: Worker | null = null
  #lastTicket = 0

  constructor(setup: RenderClientSetup) {
    this.#setup = setup
  }

  start(): void {
    this.#running()
  }

  async render(
    request: LabelRequest,
    profile: PrinterProfile,
  ): Promise<Result<RenderedLabel, RenderFault>> {
    const first = await this.#ask(request, profile)
    const died = !first.ok && first.error.code === 'renderer-stopped'
    return died ? this.#ask(request, profile) : first
  }

  async stop(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
    this.#failWaiting('stopped')
  }

  #ask(
    request: LabelRequest,
    profile: PrinterProfile,
  ): Promise<Result<RenderedLabel, RenderFault>> {
    const worker = this.#running()
    this.#lastTicket += 1
    const question: RenderQuestion = { ticket: this.#lastTicket, request, profile }
    return new Promise((settle) => {
      this.#waiting.set(question.ticket, settle)
      worker.postMessage(question)
    })
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const workerData: RendererSetup = { fonts: this.#setup.fonts }
    const worker = new Worker(this.#setup.workerUrl, { workerData })
    worker.on('message', (answer: RenderAnswer) => {
      this.#settle(answer.ticket, answer.outcome)
    })
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
    this.#failWaiting(detail)
  }

  #settle(ticket: number, outcome: Result<RenderedLabel, RenderFault>): void {
    const settle = this.#waiting.get(ticket)
    this.#waiting.delete(ticket)
    settle?.(outcome)
  }

  #failWaiting(detail: string): void {
    for (const ticket of [...this.#waiting.keys()])
      this.#settle(ticket, fail({ code: 'renderer-stopped', detail }))
  }
}
