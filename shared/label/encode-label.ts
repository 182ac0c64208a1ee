import { fail, succeed, type Result } from '../domain/result.ts'
import { invertedBits, type Bitmap } from './bitmap.ts'
import { encodeCpcl } from './encode-cpcl.ts'
import { encodeEscpos } from './encode-escpos.ts'
import { encodeTspl } from './encode-tspl.ts'
import { encodeZpl, type Deflate } from './encode-zpl.ts'
import type { LabelFault } from './fault.ts'
import type { PrinterProfile } from './printer-profile.ts'

/**
 * The bytes that make one printer print one bitmap, once, as its profile says. Refuses a bitmap that is wider than the
 * print head: a printer would cut it off, or wrap it.
 */
export function encodeLabel(
  bitmap: Bitmap,
  profile: PrinterProfile,
  deflate: Deflate,
): Result<Uint8Array, LabelFault> {
  if (bitmap.widthDots > profile.headDots)
    return fail({ code: 'wider-than-print-head', field: 'label' })
  const { polarity } = profile
  const sent = polarity === 'normal' ? bitmap : { ...bitmap, bits: invertedBits(bitmap) }
  return succeed(encodeIn(sent, profile, deflate))
}

function encodeIn(bitmap: Bitmap, profile: PrinterProfile, deflate: Deflate): Uint8Array {
  const { speed, ending } = profile
  switch (profile.language) {
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
