import { event, type DomainEvent } from '../../../shared/domain/event.ts'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import type { PrintJob } from '../../../shared/domain/print-ledger.ts'
import type { Result } from '../../../shared/domain/result.ts'
import { describeLabelFault } from '../../../shared/label/fault.ts'
import type { AppendFacts, PrintLedger, PrintRefusal } from './print-ledger-store.ts'
import type { RenderFault } from './render-client.ts'
import type { PrintableLabel } from './render-template.ts'
import type { PrinterFault, StatusQuestion } from './status/condition.ts'
import { askCondition } from './status/dialects.ts'
import type { PrinterConnection, PrinterTransport, TransportFault } from './transport.ts'

/** What one attempt at a label came to. */
export type AttemptOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly refusal: PrintRefusal }
  | { readonly kind: 'not-drawable'; readonly detail: string }
  /** Certainly nothing left the host: the only outcome after which the same job may start again by itself. */
  | { readonly kind: 'failed-before-send'; readonly fault: TransportFault }
  | { readonly kind: 'unknown'; readonly fault: TransportFault }
  /** The printer says what it lacks; nothing of the label left the host. */
  | { readonly kind: 'not-ready'; readonly faults: readonly PrinterFault[] }
  | { readonly kind: 'journal-stopped' }

export interface AttemptPorts {
  readonly printerId: string
  readonly ledger: PrintLedger
  readonly append: AppendFacts
  readonly transport: PrinterTransport
  /** How the printer is asked for its condition before a label; null = it is not. */
  readonly question: StatusQuestion | null
  /** Draws the label; the same answer at every attempt. */
  readonly draw: () => Promise<Result<PrintableLabel, RenderFault>>
}

/**
 * Tries once to print a label. The order is the promise: what may not print is refused; the printer is reached before
 * anything is written down, so that a printer that is off never makes a label unknown; `label.sending` is durable
 * before the first byte leaves; and whatever happens after that byte is told to the journal. `signal` gives up reaching
 * the printer, never a label that is on its way.
 */
export async function attemptPrint(
  request: LabelRequest,
  ports: AttemptPorts,
  signal: AbortSignal,
): Promise<AttemptOutcome> {
  const may = ports.ledger.mayPrint(request)
  if (!may.ok) return { kind: 'refused', refusal: may.error }
  const drawn = await ports.draw()
  if (!drawn.ok) return recordNotDrawable(may.value, describeRenderFault(drawn.error), ports)
  const opened = await ports.transport.open(signal)
  if (!opened.ok) return recordNotReached(request, opened.error, ports)
  const lacking = await faultsOf(opened.value, ports.question)
  const outcome =
    lacking.length > 0
      ? await recordNotReady(request, lacking, ports)
      : await sendRecorded(request, drawn.value, opened.value, ports)
  opened.value.close()
  return outcome
}

/** What the printer says it lacks. One that does not answer is not held back: its label waits for the scan-back like any other. */
async function faultsOf(
  connection: PrinterConnection,
  question: StatusQuestion | null,
): Promise<readonly PrinterFault[]> {
  const condition = question && (await askCondition(connection, question))
  return condition?.kind === 'fault' ? condition.faults : []
}

/** Paper that is out for an hour is one fact, as a printer that is off is. */
async function recordNotReady(
  request: LabelRequest,
  faults: readonly PrinterFault[],
  ports: AttemptPorts,
): Promise<AttemptOutcome> {
  const job = ports.ledger.job(request.printJobId)
  if (job?.state !== 'created') return { kind: 'not-ready', faults }
  const reason = reasonOf(`printer-not-ready: ${faults.join()}`)
  const isDurable = await record(ports, event('label.failed', { ...identityOf(job), reason }))
  return isDurable ? { kind: 'not-ready', faults } : { kind: 'journal-stopped' }
}

async function sendRecorded(
  request: LabelRequest,
  label: PrintableLabel,
  connection: PrinterConnection,
  ports: AttemptPorts,
): Promise<AttemptOutcome> {
  // Asked again: other facts may have arrived while the label was drawn and the printer was reached.
  const may = ports.ledger.mayPrint(request)
  if (!may.ok) return { kind: 'refused', refusal: may.error }
  const of = identityOf(may.value)
  const { printerId } = ports
  const attempt = may.value.attempts + 1
  const { documentHash } = label
  const sending = event('label.sending', { ...of, printerId, attempt, documentHash })
  if (!(await record(ports, sending))) return { kind: 'journal-stopped' }
  const sent = await connection.send(label.bytes, new AbortController().signal)
  const fact = sent.ok ? event('label.sent', of) : factOfFault(of, sent.error)
  if (!(await record(ports, fact))) return { kind: 'journal-stopped' }
  return sent.ok ? { kind: 'sent' } : { kind: sent.error.outcome, fault: sent.error }
}

function factOfFault(of: JobIdentity, fault: TransportFault): DomainEvent {
  const body = { ...of, reason: reasonOf(`${fault.code}: ${fault.detail}`) }
  return fault.outcome === 'unknown' ? event('label.unknown', body) : event('label.failed', body)
}

async function recordNotDrawable(
  job: PrintJob,
  detail: string,
  ports: AttemptPorts,
): Promise<AttemptOutcome> {
  const failed = event('label.failed', { ...identityOf(job), reason: reasonOf(detail) })
  if (!(await record(ports, failed))) return { kind: 'journal-stopped' }
  return { kind: 'not-drawable', detail }
}

/** A printer that stays off for hours is one fact, not one every ten seconds. */
async function recordNotReached(
  request: LabelRequest,
  fault: TransportFault,
  ports: AttemptPorts,
): Promise<AttemptOutcome> {
  const outcome = { kind: 'failed-before-send', fault } as const
  const job = ports.ledger.job(request.printJobId)
  if (job?.state !== 'created' || fault.code === 'cancelled') return outcome
  return (await record(ports, factOfFault(identityOf(job), fault)))
    ? outcome
    : { kind: 'journal-stopped' }
}

async function record(ports: AttemptPorts, fact: DomainEvent): Promise<boolean> {
  const appended = await ports.append([fact])
  if (appended.ok) ports.ledger.record(appended.value)
  return appended.ok
}

type JobIdentity = Pick<PrintJob, 'orderNumber' | 'parcelNumber' | 'waybillNumber' | 'printJobId'>

function identityOf(job: PrintJob): JobIdentity {
  const { orderNumber, parcelNumber, waybillNumber, printJobId } = job
  return { orderNumber, parcelNumber, waybillNumber, printJobId }
}

// The journal's limit for a reason.
const longestReason = 500

function reasonOf(text: string): string {
  return text.slice(0, longestReason)
}

function describeRenderFault(fault: RenderFault): string {
  if (fault.code === 'renderer-stopped') return `${fault.code}: ${fault.detail}`
  return describeLabelFault(fault)
}
