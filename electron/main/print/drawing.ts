import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { succeed, type Result } from '../../../shared/domain/result.ts'
import type { LabelPicture } from '../../../shared/ipc/routes.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import { createPictureShelf } from './picture-shelf.ts'
import type { RenderClient, RenderFault } from './render-client.ts'
import type { PrintableLabel } from './render-template.ts'

/** Draws the labels of one printer. A label that is tried again is drawn once, unless the printer was calibrated in between. */
export interface Drawing {
  draw(request: LabelRequest): Promise<Result<PrintableLabel, RenderFault>>
  /** The label that was drawn last is done with. */
  forget(): void
  /** The bitmap of a job, while it is kept; null otherwise. */
  picture(printJobId: string): LabelPicture | null
}

/** Begins with nothing drawn. */
export function createDrawing(ports: {
  readonly renderer: Pick<RenderClient, 'render'>
  /** Asked for each label. */
  readonly profile: () => PrinterProfile
  /** Name of the template that waybills are drawn by. */
  readonly waybill: string
}): Drawing {
  const pictures = createPictureShelf()
  let drawn: {
    readonly printJobId: string
    readonly profile: PrinterProfile
    readonly label: PrintableLabel
  } | null = null
  return {
    async draw(request) {
      const { printJobId, waybillNumber } = request
      const profile = ports.profile()
      if (drawn?.printJobId === printJobId && drawn.profile === profile) return succeed(drawn.label)
      const rendered = await ports.renderer.render({ ...request, template: ports.waybill }, profile)
      if (!rendered.ok) return rendered
      drawn = { printJobId, profile, label: rendered.value }
      const { picture } = rendered.value
      if (picture) pictures.put({ printJobId, waybillNumber, ...picture })
      return rendered
    },
    forget() {
      drawn = null
    },
    picture: (printJobId) => pictures.find(printJobId),
  }
}
