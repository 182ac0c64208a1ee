import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { LabelRequest } from '../../../shared/domain/label-request.ts'
import { succeed, type Result } from '../../../shared/domain/result.ts'
import { drawLabel } from '../../../shared/label/draw.ts'
import { encodeLabel } from '../../../shared/label/encode-label.ts'
import type { LabelFault } from '../../../shared/label/fault.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import type { DotsPerInch } from '../../../shared/label/resolution.ts'
import type { TextPainter } from '../../../shared/label/text-painter.ts'
import { waybill100x150 } from '../../../shared/label/waybill-100x150.ts'

/** One bit a dot, rows padded to whole bytes, most significant bit left, 1 = black. */
export interface RenderedPicture {
  readonly widthDots: number
  readonly heightDots: number
  readonly dotsPerInch: DotsPerInch
  readonly bits: Uint8Array<ArrayBuffer>
}

/** What goes to the printer, and the picture that those bytes hold. */
export interface RenderedLabel {
  readonly bytes: Uint8Array
  /** SHA-256 of `bytes`, hex. */
  readonly documentHash: string
  readonly picture: RenderedPicture
}

const templates = { 'waybill-100x150': waybill100x150 } as const

/** Draws and encodes one label: the same request, profile and fonts always give the same bytes. */
export function renderLabel(
  request: LabelRequest,
  profile: PrinterProfile,
  painter: TextPainter,
): Result<RenderedLabel, LabelFault> {
  const { dotsPerInch } = profile
  const drawn = drawLabel(templates[request.template](request.data), dotsPerInch, painter)
  if (!drawn.ok) return drawn
  const { widthDots, heightDots, bits } = drawn.value
  const encoded = encodeLabel(drawn.value, profile, deflateSync)
  if (!encoded.ok) return encoded
  const bytes = encoded.value
  const documentHash = createHash('sha256').update(bytes).digest('hex')
  return succeed({ bytes, documentHash, picture: { widthDots, heightDots, dotsPerInch, bits } })
}
