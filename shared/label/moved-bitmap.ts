import { createBitmap, type Bitmap } from './bitmap.ts'

/**
 * A bitmap of the same size with everything on it moved by whole dots, for a printer that feeds its paper a little aside.
 *
 * @param right dots; below 0 = to the left
 * @param down dots; below 0 = up
 * @returns null when ink would fall off an edge
 */
export function movedBitmap(bitmap: Bitmap, right: number, down: number): Bitmap | null {
  const { widthDots, heightDots, strideBytes, bits } = bitmap
  const moved = createBitmap(widthDots, heightDots)
  for (let index = 0; index < bits.length; index += 1) {
    const byte = bits[index] ?? 0
    if (byte === 0) continue
    const y = Math.floor(index / strideBytes) + down
    const x = (index % strideBytes) * 8 + right
    if (y < 0 || y >= heightDots || !putByte(moved, byte, x, y)) return null
  }
  return moved
}

/** Puts eight dots at a place that may lie within a byte; false when a black one has no room. */
function putByte(bitmap: Bitmap, byte: number, x: number, y: number): boolean {
  const first = Math.floor(x / 8)
  const shift = x - first * 8
  return (
    orByte(bitmap, first, y, byte >> shift) &&
    orByte(bitmap, first + 1, y, (byte << (8 - shift)) & 0xff)
  )
}

function orByte(bitmap: Bitmap, column: number, y: number, byte: number): boolean {
  if (byte === 0) return true
  const { widthDots, strideBytes, bits } = bitmap
  if (column < 0 || column >= strideBytes) return false
  const room = widthDots - column * 8
  if (room < 8 && (byte & (0xff >> room)) !== 0) return false
  const index = y * strideBytes + column
  bits[index] = (bits[index] ?? 0) | byte
  return true
}
