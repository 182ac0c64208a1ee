/** A one-bit picture: rows padded to whole bytes, most significant bit left, 1 = black. */
export interface BitPicture {
  readonly widthDots: number
  readonly heightDots: number
  readonly bits: Uint8Array
}

/** Spreads a one-bit picture to RGBA bytes, one pixel a dot, black on white. Missing rows stay white. */
export function pixelsOf(picture: BitPicture): Uint8ClampedArray<ArrayBuffer> {
  const { widthDots, heightDots, bits } = picture
  const bytesPerRow = Math.ceil(widthDots / 8)
  const pixels = new Uint8ClampedArray(widthDots * heightDots * 4).fill(255)
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      const byte = bits[y * bytesPerRow + (x >> 3)] ?? 0
      if ((byte & (0x80 >> (x & 7))) === 0) continue
      const at = (y * widthDots + x) * 4
      pixels[at] = pixels[at + 1] = pixels[at + 2] = 0
    }
  }
  return pixels
}
