import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { describeLabelFault, type LabelFault } from '../../../shared/label/fault.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import type { TextPainter } from '../../../shared/label/text-painter.ts'
import { labelTemplates, type ReadyTemplate } from './label-templates.ts'
import type { RenderFault } from './render-client.ts'
import { packingListTemplate, renderPackingSlip } from './packing-slip.ts'
import { renderTemplate, type PrintableLabel } from './render-template.ts'
import type { PrinterFault, StatusQuestion } from './status/condition.ts'
import { askCondition } from './status/dialects.ts'
import type { PrinterTransport, TransportFault } from './transport.ts'

/** Something to print that is no waybill: a test label, command cards, a list. Two of it do no harm, so the ledger has no word in it. */
export interface SheetRequest {
  readonly template: string
  readonly data: unknown
}

/** Why a sheet did not come out whole. */
export type SheetFault =
  | { readonly code: 'not-drawable'; readonly detail: string }
  | { readonly code: 'not-ready'; readonly faults: readonly PrinterFault[] }
  | { readonly code: 'not-reached'; readonly fault: TransportFault }
  | { readonly code: 'queue-stopped' }

/** Draws and encodes the pages of a sheet; a packing list on a receipt printer is one long page of text. */
export function renderSheet(
  { template, data }: SheetRequest,
  profile: PrinterProfile,
  painter: TextPainter,
  own?: ReadyTemplate,
): Result<readonly PrintableLabel[], LabelFault> {
  const ready = own ?? labelTemplates.get(template)
  if (!ready) return fail({ code: 'template-unknown', field: template })
  const isSlip = template === packingListTemplate && profile.language === 'escpos' && !own
  const checked = isSlip ? ready.checkData(data) : null
  if (checked?.ok) return succeed([renderPackingSlip(checked.value, profile)])
  return renderTemplate(ready, data, profile, painter)
}

export interface SheetPorts {
  readonly transport: PrinterTransport
  readonly question: StatusQuestion | null
  readonly draw: () => Promise<Result<readonly PrintableLabel[], RenderFault>>
}

/**
 * Prints the pages of a sheet one after the other, each over a connection of its own. The first page that does not go out ends
 * it; nothing is tried again by itself.
 *
 * @returns null when the printer took every page
 */
export async function printSheet(
  { transport, question, draw }: SheetPorts,
  signal: AbortSignal,
): Promise<SheetFault | null> {
  const drawn = await draw()
  if (!drawn.ok) return { code: 'not-drawable', detail: describeFault(drawn.error) }
  for (const { bytes } of drawn.value) {
    const opened = await transport.open(signal)
    if (!opened.ok) return { code: 'not-reached', fault: opened.error }
    const connection = opened.value
    const condition = question && (await askCondition(connection, question))
    const isReady = condition?.kind !== 'fault'
    const sent = isReady ? await connection.send(bytes, signal) : null
    connection.close()
    if (condition?.kind === 'fault') return { code: 'not-ready', faults: condition.faults }
    if (sent && !sent.ok) return { code: 'not-reached', fault: sent.error }
  }
  return null
}

function describeFault(fault: RenderFault): string {
  return fault.code === 'renderer-stopped'
    ? `${fault.code}: ${fault.detail}`
    : describeLabelFault(fault)
}
