import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { LabelDocument } from '../../../shared/label/document.ts'
import { drawLabel } from '../../../shared/label/draw.ts'
import { encodeLabel } from '../../../shared/label/encode-label.ts'
import type { LabelFault } from '../../../shared/label/fault.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import type { DotsPerInch } from '../../../shared/label/resolution.ts'
import { instantiateTemplate } from '../../../shared/label/template/instantiate.ts'
import type { TextPainter } from '../../../shared/label/text-painter.ts'
import type { ReadyTemplate } from './label-templates.ts'

/** One bit a dot, rows padded to whole bytes, most significant bit left, 1 = black. */
export interface RenderedPicture {
  readonly widthDots: number
  readonly heightDots: number
  readonly dotsPerInch: DotsPerInch
  readonly bits: Uint8Array<ArrayBuffer>
}

/** What goes to the printer. */
export interface PrintableLabel {
  readonly bytes: Uint8Array
  /** SHA-256 of `bytes`, hex. */
  readonly documentHash: string
  /** The picture that those bytes hold; null = only a printer can draw them. */
  readonly picture: RenderedPicture | null
}

/** A label that was drawn here. */
export interface RenderedLabel extends PrintableLabel {
  readonly picture: RenderedPicture
}

/**
 * Fills a template and draws and encodes its labels, one for each page. The same data, profile and fonts always give the
 * same bytes. One refused page refuses them all: half a list is worse than none.
 */
export function renderTemplate(
  { template, checkData }: ReadyTemplate,
  data: unknown,
  profile: PrinterProfile,
  painter: TextPainter,
): Result<readonly RenderedLabel[], LabelFault> {
  const checked = checkData(data)
  if (!checked.ok) {
    const [first] = checked.error
    const { field = '', cause = '' } = first ?? {}
    return fail({ code: 'data-invalid', field, detail: cause })
  }
  const documents = instantiateTemplate(template, checked.value)
  if (!documents.ok) return documents
  const labels: RenderedLabel[] = []
  for (const document of documents.value) {
    const label = renderDocument(document, profile, painter)
    if (!label.ok) return label
    labels.push(label.value)
  }
  return succeed(labels)
}

function renderDocument(
  document: LabelDocument,
  profile: PrinterProfile,
  painter: TextPainter,
): Result<RenderedLabel, LabelFault> {
  const { dotsPerInch } = profile
  const drawn = drawLabel(document, dotsPerInch, painter)
  if (!drawn.ok) return drawn
  const { widthDots, heightDots, bits } = drawn.value.bitmap
  const encoded = encodeLabel(drawn.value.bitmap, profile, deflateSync)
  if (!encoded.ok) return encoded
  const bytes = encoded.value
  const documentHash = createHash('sha256').update(bytes).digest('hex')
  return succeed({ bytes, documentHash, picture: { widthDots, heightDots, dotsPerInch, bits } })
}
