import { joined } from './ascii.ts'
import type { Bitmap } from './bitmap.ts'

/** What follows the picture: a cut, the feed to the next label, or nothing. */
export type EscposEnding = 'cut' | 'form-feed' | 'none'

// One byte holds the height of a band: some printers leave out the upper byte (hardware facts 2.2).
const bandRows = 255

const endings: Readonly<Record<EscposEnding, readonly number[]>> = {
  // GS V B 0: feeds to the cutter and cuts.
  cut: [0x1d, 0x56, 0x42, 0x00],
  'form-feed': [0x0c],
  none: [],
}

/**
 * One label as ESC/POS raster bands (Epson ESC/POS, ESC @ and GS v 0), which a printer joins without a gap. A 1 bit is
 * black. The language knows no number of copies, so the picture is printed once.
 */
export function encodeEscpos(bitmap: Bitmap, ending: EscposEnding): Uint8Array {
  const { heightDots, strideBytes, bits } = bitmap
  const parts: Uint8Array[] = [Uint8Array.of(0x1b, 0x40)]
  for (let top = 0; top < heightDots; top += bandRows) {
    const rows = Math.min(bandRows, heightDots - top)
    const width = [strideBytes & 0xff, strideBytes >> 8]
    parts.push(Uint8Array.of(0x1d, 0x76, 0x30, 0x00, ...width, rows & 0xff, rows >> 8))
    parts.push(bits.subarray(top * strideBytes, (top + rows) * strideBytes))
  }
  parts.push(Uint8Array.from(endings[ending]))
  return joined(parts)
}
