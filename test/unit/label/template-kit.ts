import { labelTemplates } from '../../../electron/main/print/label-templates.ts'
import type { Result } from '../../../shared/domain/result.ts'
import type { LabelDocument } from '../../../shared/label/document.ts'
import { drawLabel, type DrawnLabel } from '../../../shared/label/draw.ts'
import type { LabelFault } from '../../../shared/label/fault.ts'
import type { DotsPerInch } from '../../../shared/label/resolution.ts'
import { instantiateTemplate } from '../../../shared/label/template/instantiate.ts'
import { labelPainter } from './label-fonts.ts'

/** The labels of a template that ships, in mm. Throws when the data are not what it asks for. */
export function documentsOf(
  name: string,
  data: unknown,
): Result<readonly LabelDocument[], LabelFault> {
  const ready = labelTemplates.get(name)
  if (!ready) throw new Error(`no template ${name}`)
  const checked = ready.checkData(data)
  if (!checked.ok) throw new Error(JSON.stringify(checked.error))
  return instantiateTemplate(ready.template, checked.value)
}

/** The first label of a template that ships. */
export function documentOf(name: string, data: unknown): LabelDocument {
  const made = documentsOf(name, data)
  const [document] = made.ok ? made.value : []
  if (!document) throw new Error(JSON.stringify(made))
  return document
}

/** The first label of a template that ships, in dots. */
export function drawTemplate(
  name: string,
  data: unknown,
  dotsPerInch: DotsPerInch = 203,
): Result<DrawnLabel, LabelFault> {
  return drawLabel(documentOf(name, data), dotsPerInch, labelPainter)
}
