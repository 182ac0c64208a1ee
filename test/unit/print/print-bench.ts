import {
  createPrintLedger,
  loadPrintLedger,
  recoverCutOff,
  type PrintLedger,
} from '../../../electron/main/print/print-ledger-store.ts'
import {
  createPrintQueue,
  type PrintQueue,
  type PrintQueuePorts,
} from '../../../electron/main/print/print-queue.ts'
import { plainProfile } from '../../../electron/main/print/printer-profiles.ts'
import type { RenderClient } from '../../../electron/main/print/render-client.ts'
import { event } from '../../../shared/domain/event.ts'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { fail, succeed } from '../../../shared/domain/result.ts'
import { sampleWaybill } from '../label/sample-waybill.ts'
import type { MemoryJournal } from './memory-journal.ts'

export interface JobOptions {
  readonly printJobId: string
  readonly waybillNumber?: string
  readonly copy?: number
  /** Name of the recipient; one that begins with `!` cannot be drawn. */
  readonly name?: string
}

/** The request for a job's label. */
export function requestOf(options: JobOptions): LabelRequest {
  const { printJobId, waybillNumber = 'YT8812345678901', copy = 0, name = '张*三' } = options
  const sample = sampleWaybill()
  const keys = { orderNumber: 'SO-1', parcelNumber: 'SO-1-1', waybillNumber }
  const recipient = { ...sample.recipient, name }
  const data = { ...sample, ...keys, copy, recipient }
  return { printJobId, ...keys, template: 'waybill-100x150', data }
}

/** Makes a job durable, as the commit of a window does before it asks for the label. */
export async function requestLabel(
  journal: MemoryJournal,
  ledger: PrintLedger,
  options: JobOptions,
): Promise<LabelRequest> {
  const request = requestOf(options)
  const { printJobId, orderNumber, parcelNumber, waybillNumber, data } = request
  const { copy } = data
  const reason = copy === 0 ? null : 'no-usable-label'
  const body = { printJobId, orderNumber, parcelNumber, waybillNumber, copy, reason }
  const appended = await journal.append([event('label.requested', body)])
  if (!appended.ok) throw new Error(appended.error)
  ledger.record(appended.value)
  return request
}

const zplProfile = plainProfile('zpl', 203)

/** Draws nothing: the bytes are the job, number and copy, so that a test can read who was printed. */
export const textRenderer: Pick<RenderClient, 'render' | 'renderSheet'> = {
  render: (request) => {
    const { printJobId, waybillNumber, data } = request
    if (data.recipient.name.startsWith('!'))
      return Promise.resolve(
        fail({ code: 'missing-glyph', field: 'recipient.name', character: '𠮷' } as const),
      )
    const bytes = new TextEncoder().encode(`${printJobId} ${waybillNumber} ${String(data.copy)};`)
    const picture = {
      widthDots: 8,
      heightDots: 1,
      dotsPerInch: 203,
      bits: new Uint8Array(1),
    } as const
    return Promise.resolve(succeed({ bytes, documentHash: 'ab'.repeat(32), picture }))
  },
  renderSheet: ({ data }) => {
    const pages = (data as readonly string[]).map((text) => new TextEncoder().encode(text))
    const picture = { widthDots: 8, heightDots: 1, dotsPerInch: 203 as const }
    const bits = new Uint8Array(1)
    const drawn = pages.map((bytes) => ({ bytes, documentHash: '', picture: { ...picture, bits } }))
    return Promise.resolve(succeed(drawn))
  },
}

/** A queue with all but the given ports filled in; waiting takes no time, and bugs are thrown at the test. */
export function queueWith(
  journal: MemoryJournal,
  ports: Pick<PrintQueuePorts, 'ledger' | 'transport'> & Partial<PrintQueuePorts>,
): PrintQueue {
  return createPrintQueue({
    question: null,
    waybill: 'waybill-100x150',
    printer: { printerId: 'printer-1', name: '工位打印机' },
    profile: () => zplProfile,
    append: journal.append,
    renderer: textRenderer,
    wait: () => Promise.resolve(),
    random: () => 0.5,
    onHealth: () => undefined,
    onBug: (error) => {
      throw error
    },
    ...ports,
  })
}

/** What a start of the program does before anything may print. */
export async function startLedger(journal: MemoryJournal): Promise<PrintLedger> {
  const ledger = createPrintLedger()
  await loadPrintLedger(ledger, journal.read)
  const recovered = await recoverCutOff(ledger, journal.append)
  if (!recovered.ok) throw new Error(recovered.error)
  return ledger
}
