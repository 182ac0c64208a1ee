import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { LabelFault } from '../../../shared/label/fault.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import type { TextPainter } from '../../../shared/label/text-painter.ts'
import { labelTemplates, type ReadyTemplate } from './label-templates.ts'
import { passThrough } from './pass-through.ts'
import { renderTemplate, type PrintableLabel } from './render-template.ts'

/** The one label of a print job, drawn and encoded, or as its carrier made it: the same request, profile and fonts always give the same bytes. */
export function renderLabel(
  request: LabelRequest,
  profile: PrinterProfile,
  painter: TextPainter,
  own?: ReadyTemplate,
): Result<PrintableLabel, LabelFault> {
  if (request.document) return passThrough(request.document, request.waybillNumber, profile)
  const ready = own ?? labelTemplates.get(request.template)
  if (!ready) return fail({ code: 'template-unknown', field: request.template })
  const rendered = renderTemplate(ready, request.data, profile, painter)
  if (!rendered.ok) return rendered
  const [label, ...more] = rendered.value
  // A job is one label: it is confirmed by one scan, and its copies are counted.
  if (!label || more.length > 0) return fail({ code: 'list-too-long', field: 'label' })
  return succeed(label)
}
