import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import type { Result } from '../../../shared/domain/result.ts'
import type { LabelFault } from '../../../shared/label/fault.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import type { LabelFontFiles } from './canvas-text.ts'
import type { RenderedLabel } from './render-template.ts'

/** What a renderer is started with. */
export interface RendererSetup {
  readonly fonts: LabelFontFiles
}

/** A label to draw. The next is asked for after the answer to this one. */
export interface RenderQuestion {
  readonly request: LabelRequest
  readonly profile: PrinterProfile
}

export type RenderAnswer = Result<RenderedLabel, LabelFault>
