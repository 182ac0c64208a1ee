import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import type { Result } from '../../../shared/domain/result.ts'
import type { LabelFault } from '../../../shared/label/fault.ts'
import type { LabelFontFiles } from './canvas-text.ts'
import type { PrinterProfile, RenderedLabel } from './render-label.ts'

/** What a renderer is started with. */
export interface RendererSetup {
  readonly fonts: LabelFontFiles
}

/** A label to draw; the answer carries the same ticket. */
export interface RenderQuestion {
  readonly ticket: number
  readonly request: LabelRequest
  readonly profile: PrinterProfile
}

export interface RenderAnswer {
  readonly ticket: number
  readonly outcome: Result<RenderedLabel, LabelFault>
}
