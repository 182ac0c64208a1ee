import { ascii, joined } from './ascii.ts'
import { invertedBits, type Bitmap } from './bitmap.ts'
import { dotsPerMm, type DotsPerInch } from './resolution.ts'

export interface TsplOptions {
  readonly dotsPerInch: DotsPerInch
  /** Gap between two labels in mm; 0 = a roll without gaps. */
  readonly gap: number
  /** Inches per second; null = what the printer is set to. */
  readonly speed: number | null
}

/**
 * One label as TSPL (TSC TSPL/TSPL2 Programming, SIZE, GAP, CLS, BITMAP, PRINT), printed exactly once. A 0 bit is black.
 * CLS comes first, because without it the last label stays under this one.
 */
export function encodeTspl(bitmap: Bitmap, options: TsplOptions): Uint8Array {
  const { widthDots, heightDots, strideBytes } = bitmap
  const scale = dotsPerMm(options.dotsPerInch)
  const head = [
    `SIZE ${millimetres(widthDots / scale)} mm,${millimetres(heightDots / scale)} mm`,
    `GAP ${millimetres(options.gap)} mm,0 mm`,
    ...(options.speed === null ? [] : [`SPEED ${String(options.speed)}`]),
    'DIRECTION 1',
    'REFERENCE 0,0',
    'CLS',
    `BITMAP 0,0,${String(strideBytes)},${String(heightDots)},0,`,
  ]
  return joined([ascii(head.join('\r\n')), invertedBits(bitmap), ascii('\r\nPRINT 1,1\r\n')])
}

function millimetres(length: number): string {
  return String(Math.round(length * 1000) / 1000)
}
