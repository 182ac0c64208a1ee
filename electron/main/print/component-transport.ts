import { WebSocket, type MessageEvent } from 'ws'
import { z } from 'zod'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import {
  notSent,
  type PrinterConnection,
  type PrinterTransport,
  type TransportFault,
} from './transport.ts'

export interface ComponentOptions {
  /** TCP port of the component on this computer. */
  readonly port: number
  /** The printer as the component calls it. */
  readonly printer: string
  /** From handing a label over until the component has printed it, ms. */
  readonly drainTimeoutMs: number
  readonly newId: () => string
}

/** A component on the same computer answers within some ms, ms. */
const answerTimeoutMs = 3_000

/** What a component says, as far as it is read: the platforms speak one dialect with small differences (hardware facts 5.3). */
const componentMessage = z.object({
  cmd: z.string(),
  requestID: z.string().optional(),
  taskID: z.string().optional(),
  status: z.string().optional(),
  taskStatus: z.string().optional(),
  code: z.union([z.number(), z.string()]).optional(),
  msg: z.string().optional(),
  detail: z.string().optional(),
  printers: z.array(z.object({ name: z.string() })).optional(),
})
type ComponentMessage = z.infer<typeof componentMessage>

/**
 * The print component of a platform, over a WebSocket on this computer. A task is one document, as its makers advise against double
 * labels, and has an id of its own at every attempt. `sent` means that the component says it has printed it.
 */
export function createComponentTransport(options: ComponentOptions): PrinterTransport {
  return {
    async open(signal) {
      if (signal.aborted) return fail(notSent('cancelled', 'cancelled before opening'))
      const line = await openLine(options.port)
      if (!line) {
        const detail = `no print component answers on port ${String(options.port)} of this computer`
        return fail(notSent('printer-unreachable', detail))
      }
      const missing = await missingPrinter(line, options)
      if (missing === null) return succeed(new ComponentConnection(line, options))
      line.close()
      return fail(notSent('printer-unreachable', missing))
    },
  }
}

/** Messages to and from one component. */
interface ComponentLine {
  say(message: string): void
  /** The first message that `find` makes something of; null when the time is over or the line is cut. */
  hear<Found>(
    find: (message: ComponentMessage) => Found | null,
    timeoutMs: number,
  ): Promise<Found | null>
  isCut(): boolean
  close(): void
}

async function openLine(port: number): Promise<ComponentLine | null> {
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}`)
  const isOpen = await new Promise<boolean>((settle) => {
    const timer = setTimeout(() => finish(false), answerTimeoutMs)
    const finish = (isReached: boolean): void => {
      clearTimeout(timer)
      settle(isReached)
    }
    socket.onopen = () => finish(true)
    socket.onerror = () => finish(false)
    socket.onclose = () => finish(false)
  })
  if (!isOpen) {
    socket.close()
    return null
  }
  return lineOver(socket)
}

function lineOver(socket: WebSocket): ComponentLine {
  return {
    say: (message) => socket.send(message),
    hear: (find, timeoutMs) =>
      new Promise((settle) => {
        const finish = (found: ReturnType<typeof find>): void => {
          clearTimeout(timer)
          socket.removeEventListener('message', take)
          socket.removeEventListener('close', cut)
          settle(found)
        }
        const cut = (): void => finish(null)
        const take = ({ data }: MessageEvent): void => {
          const message = readMessage(data)
          const found = message && find(message)
          if (found !== null) finish(found)
        }
        const timer = setTimeout(cut, timeoutMs)
        socket.addEventListener('message', take)
        socket.addEventListener('close', cut)
      }),
    isCut: () => socket.readyState !== socket.OPEN,
    close: () => socket.close(),
  }
}

function readMessage(data: unknown): ComponentMessage | null {
  try {
    return (
      componentMessage.safeParse(
        JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : String(data)),
      ).data ?? null
    )
  } catch {
    return null
  }
}

/** Why the printer cannot be used; null = the component has it. */
async function missingPrinter(
  line: ComponentLine,
  { printer, newId }: ComponentOptions,
): Promise<string | null> {
  const requestID = newId()
  const answered = line.hear(
    (message) => (message.requestID === requestID ? (message.printers ?? []) : null),
    answerTimeoutMs,
  )
  line.say(JSON.stringify({ cmd: 'getPrinters', requestID, version: '1.0' }))
  const printers = await answered
  if (!printers) return 'the print component does not say which printers it has'
  const names = printers.map(({ name }) => name)
  return names.includes(printer)
    ? null
    : `the print component has no printer "${printer}", but ${names.join(', ') || 'none'}`
}

class ComponentConnection implements PrinterConnection {
  readonly #line: ComponentLine
  readonly #options: ComponentOptions
  #used = false

  constructor(line: ComponentLine, options: ComponentOptions) {
    this.#line = line
    this.#options = options
  }

  /** A component tells of its printers only with a task. */
  ask(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array())
  }

  async send(bytes: Uint8Array, signal: AbortSignal): Promise<Result<null, TransportFault>> {
    if (this.#used) throw new Error('a connection takes one document')
    this.#used = true
    if (signal.aborted) return fail(notSent('cancelled', 'cancelled before the first byte'))
    if (this.#line.isCut()) return fail(notSent('printer-unreachable', 'the component went away'))
    const { newId, printer, drainTimeoutMs } = this.#options
    const [requestID, taskID] = [newId(), newId()]
    const receipt = this.#line.hear(
      (message) => receiptIn(message, requestID, taskID),
      drainTimeoutMs,
    )
    this.#line.say(printCommand(requestID, taskID, printer, new TextDecoder().decode(bytes)))
    const received = await receipt
    if (received?.isPrinted) return succeed(null)
    if (received)
      return fail({ outcome: 'unknown', code: 'printer-refused', detail: received.detail })
    return this.#line.isCut()
      ? fail({ outcome: 'unknown', code: 'printer-reset', detail: 'the component went away' })
      : fail({
          outcome: 'unknown',
          code: 'printer-stalled',
          detail: 'the component sent no receipt',
        })
  }

  close(): void {
    this.#line.close()
  }
}

/** The document goes in as it is written: parsed and written anew it could be another. */
function printCommand(
  requestID: string,
  taskID: string,
  printer: string,
  document: string,
): string {
  const task = `"taskID":${JSON.stringify(taskID)},"preview":false,"printer":${JSON.stringify(printer)}`
  const head = `"cmd":"print","requestID":${JSON.stringify(requestID)},"version":"1.0"`
  return `{${head},"task":{${task},"documents":[${document}]}}`
}

interface Receipt {
  readonly isPrinted: boolean
  readonly detail: string
}

const printed = ['printed']
const refused = ['failed', 'canceled', 'cancelled', 'error']

/** The last word on a task: printed, or not. That it was taken or drawn is not the last. */
function receiptIn(message: ComponentMessage, requestID: string, taskID: string): Receipt | null {
  const isOurs = message.taskID === taskID || message.requestID === requestID
  if (!isOurs) return null
  const status = message.taskStatus ?? message.status ?? ''
  const hasFault = message.code !== undefined && Number(message.code) !== 0
  const detail = [status, message.code, message.msg, message.detail]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
    .slice(0, 300)
  if (hasFault || refused.includes(status)) return { isPrinted: false, detail }
  return printed.includes(status) ? { isPrinted: true, detail } : null
}
