import { fail, succeed, type Result } from '../domain/result.ts'
import { invertedBits, type Bitmap } from './bitmap.ts'
import { encodeCpcl } from './encode-cpcl.ts'
import { encodeEscpos } from './encode-escpos.ts'
import { encodePdf } from './encode-pdf.ts'
import { encodeTspl } from './encode-tspl.ts'
import { encodeZpl, type Deflate } from './encode-zpl.ts'
import type { LabelFault } from './fault.ts'
import { movedBitmap } from './moved-bitmap.ts'
import type { DrawnLanguage, PrinterProfile } from './printer-profile.ts'
import { dotsPerMm } from './resolution.ts'

/**
 * The bytes that make one printer print one bitmap, once, as its profile says. Refuses a bitmap that is wider than the
 * print head: a printer would cut it off, or wrap it; and an offset that would move ink off the label.
 */
export function encodeLabel(
  bitmap: Bitmap,
  profile: PrinterProfile,
  deflate: Deflate,
): Result<Uint8Array, LabelFault> {
  if (bitmap.widthDots > profile.headDots)
    return fail({ code: 'wider-than-print-head', field: 'label' })
  if (profile.language === 'component') {
    const detail = 'a print component draws the labels of its platform only'
    return fail({ code: 'document-invalid', field: 'label', detail })
  }
  const placed = placedFor(bitmap, profile)
  if (!placed) return fail({ code: 'outside-printable-area', field: 'offset' })
  const { polarity } = profile
  const sent = polarity === 'normal' ? placed : { ...placed, bits: invertedBits(placed) }
  return succeed(encodeIn(sent, profile.language, profile, deflate))
}

/** The bitmap where this printer has to print it; null = ink would fall off the label. */
function placedFor(bitmap: Bitmap, profile: PrinterProfile): Bitmap | null {
  const scale = dotsPerMm(profile.dotsPerInch)
  const right = Math.round(profile.offsetRight * scale)
  const down = Math.round(profile.offsetDown * scale)
  return right === 0 && down === 0 ? bitmap : movedBitmap(bitmap, right, down)
}

function encodeIn(
  bitmap: Bitmap,
  language: DrawnLanguage,
  profile: PrinterProfile,
  deflate: Deflate,
): Uint8Array {
  const { speed, ending, dotsPerInch } = profile
  switch (language) {
    case 'pdf':
      return encodePdf(bitmap, dotsPerInch, deflate)
    case 'zpl':
      return encodeZpl(bitmap, { compression: profile.compression, speed }, deflate)
    case 'tspl':
      return encodeTspl(bitmap, profile)
    case 'cpcl':
      return encodeCpcl(bitmap, speed)
    case 'escpos':
      return encodeEscpos(bitmap, ending)
  }
}
