import { deflateSync } from 'node:zlib'
import { isBlack, type Bitmap } from '../../../shared/label/bitmap.ts'

/** A bitmap as pixels of red, green, blue and alpha. */
export function rgbaOf(bitmap: Bitmap): Uint8ClampedArray {
  const { widthDots, heightDots } = bitmap
  const pixels = new Uint8ClampedArray(widthDots * heightDots * 4)
  for (let y = 0; y < heightDots; y += 1)
    for (let x = 0; x < widthDots; x += 1) {
      const at = (y * widthDots + x) * 4
      pixels.fill(isBlack(bitmap, x, y) ? 0 : 255, at, at + 3)
      pixels[at + 3] = 255
    }
  return pixels
}

/** A bitmap as a binary PBM file, which holds the very same bits. */
export function pbmOf(bitmap: Bitmap): Buffer {
  const head = `P4\n${String(bitmap.widthDots)} ${String(bitmap.heightDots)}\n`
  return Buffer.concat([Buffer.from(head, 'ascii'), bitmap.bits])
}

export const zlibDeflate = (bytes: Uint8Array): Uint8Array => deflateSync(bytes)
