import { ascii, joined } from './ascii.ts'
import type { Bitmap } from './bitmap.ts'

/**
 * One label as CPCL (Zebra CPCL Programming Manual, "Label sessions" and "Graphics"), printed exactly once. A 1 bit is
 * black. The 200 in the first line is the unit of the language and stays 200 at any resolution; places are in dots.
 * `speed` is a level of the printer; null = what it is set to.
 */
export function encodeCpcl(bitmap: Bitmap, speed: number | null): Uint8Array {
  const { widthDots, heightDots, strideBytes, bits } = bitmap
  const head = [
    `! 0 200 200 ${String(heightDots)} 1`,
    `PAGE-WIDTH ${String(widthDots)}`,
    ...(speed === null ? [] : [`SPEED ${String(speed)}`]),
    `CG ${String(strideBytes)} ${String(heightDots)} 0 0 `,
  ]
  return joined([ascii(head.join('\r\n')), bits, ascii('\r\nFORM\r\nPRINT\r\n')])
}
