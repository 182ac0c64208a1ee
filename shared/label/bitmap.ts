/** One bit a dot, rows padded to whole bytes, most significant bit left, 1 = black. */
export interface Bitmap {
  readonly widthDots: number
  readonly heightDots: number
  /** Bytes in one row. */
  readonly strideBytes: number
  readonly bits: Uint8Array<ArrayBuffer>
}

/** A rectangle in whole dots. */
export interface DotArea {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A white bitmap. */
export function createBitmap(widthDots: number, heightDots: number): Bitmap {
  const strideBytes = Math.ceil(widthDots / 8)
  return { widthDots, heightDots, strideBytes, bits: new Uint8Array(strideBytes * heightDots) }
}

/** Whether a dot is black. Outside the bitmap everything is white. */
export function isBlack(bitmap: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= bitmap.widthDots || y >= bitmap.heightDots) return false
  const byte = bitmap.bits[y * bitmap.strideBytes + (x >> 3)] ?? 0
  return (byte & (0x80 >> (x & 7))) !== 0
}

/** Blackens a rectangle. What lies outside the bitmap is left out; `draw` refuses such content before. */
export function stampBox(bitmap: Bitmap, area: DotArea): void {
  const left = Math.max(0, area.left)
  const right = Math.min(bitmap.widthDots, area.left + area.width)
  const bottom = Math.min(bitmap.heightDots, area.top + area.height)
  for (let y = Math.max(0, area.top); y < bottom; y += 1) stampRow(bitmap, y, left, right)
}

function stampRow(bitmap: Bitmap, y: number, left: number, right: number): void {
  const row = y * bitmap.strideBytes
  for (let x = left; x < right; x += 1) {
    const index = row + (x >> 3)
    bitmap.bits[index] = (bitmap.bits[index] ?? 0) | (0x80 >> (x & 7))
  }
}

/** Adds (`black`) or takes away (`white`) the black dots of a mask of the same size. */
export function applyMask(bitmap: Bitmap, mask: Bitmap, ink: 'black' | 'white'): void {
  const { bits } = bitmap
  for (let index = 0; index < bits.length; index += 1) {
    const masked = mask.bits[index] ?? 0
    if (masked === 0) continue
    const before = bits[index] ?? 0
    bits[index] = ink === 'black' ? before | masked : before & ~masked
  }
}

/** Whether a rectangle holds no black dot. */
export function isWhite(bitmap: Bitmap, area: DotArea): boolean {
  for (let y = area.top; y < area.top + area.height; y += 1)
    for (let x = area.left; x < area.left + area.width; x += 1)
      if (isBlack(bitmap, x, y)) return false
  return true
}

/** The bits with black and white exchanged, the padding at the end of each row included. */
export function invertedBits(bitmap: Bitmap): Uint8Array<ArrayBuffer> {
  return bitmap.bits.map((byte) => ~byte)
}
