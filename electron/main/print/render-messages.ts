import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import type { Result } from '../../../shared/domain/result.ts'
import type { LabelFault } from '../../../shared/label/fault.ts'
import type { LabelTemplate } from '../../../shared/label/template/template.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import type { LabelFontFiles } from './canvas-text.ts'
import type { PrintableLabel } from './render-template.ts'
import type { SheetRequest } from './sheet.ts'

/** What a renderer is started with. */
export interface RendererSetup {
  readonly fonts: LabelFontFiles
}

/** What to draw. The next is asked for after the answer to this one. */
export type RenderQuestion = {
  readonly profile: PrinterProfile
  /** The station's own template, in place of the shipped one of that name. */
  readonly own?: LabelTemplate | undefined
} & ({ readonly request: LabelRequest } | { readonly sheet: SheetRequest })

/** The one label of a request, or the pages of a sheet. */
export type RenderAnswer = Result<readonly PrintableLabel[], LabelFault>
