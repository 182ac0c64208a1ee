import { ascii } from './ascii.ts'
import { base64 } from './base64.ts'
import type { Bitmap } from './bitmap.ts'
import type { ZplCompression } from './printer-profile.ts'

/** Makes a zlib stream (RFC 1950) of the bytes. */
export type Deflate = (bytes: Uint8Array) => Uint8Array

export interface ZplOptions {
  readonly compression: ZplCompression
  /** Inches per second; null = what the printer is set to. */
  readonly speed: number | null
}

/**
 * One label as ZPL II (Zebra ZPL II Programming Guide, ^GF): the whole label is one raster, printed exactly once.
 * Nothing is stored in the printer, because a stale graphic is a wrong label.
 */
export function encodeZpl(bitmap: Bitmap, options: ZplOptions, deflate: Deflate): Uint8Array {
  const { compression, speed } = options
  const { widthDots, heightDots, strideBytes, bits } = bitmap
  const size = String(bits.length)
  const rate = speed === null ? '' : `^PR${String(speed)}`
  const head = `^XA${rate}^PW${String(widthDots)}^LL${String(heightDots)}^LH0,0^FO0,0`
  const field = `^GFA,${size},${size},${String(strideBytes)},`
  return ascii(`${head}${field}${rasterOf(bitmap, compression, deflate)}^FS^PQ1,0,1,N^XZ`)
}

function rasterOf(bitmap: Bitmap, compression: ZplCompression, deflate: Deflate): string {
  if (compression === 'z64') return z64(bitmap.bits, deflate)
  const rows = hexRows(bitmap)
  return compression === 'hex' ? rows.join('') : alternativeCompression(rows)
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).toUpperCase().padStart(2, '0'),
)

function hexRows(bitmap: Bitmap): string[] {
  const { heightDots, strideBytes, bits } = bitmap
  const rows: string[] = []
  for (let y = 0; y < heightDots; y += 1) {
    let row = ''
    for (let index = y * strideBytes; index < (y + 1) * strideBytes; index += 1)
      row += hexOfByte[bits[index] ?? 0] ?? ''
    rows.push(row)
  }
  return rows
}

/** "Alternative data compression scheme" of ^GF: runs of a digit, the rest of a row, and repeated rows. */
function alternativeCompression(rows: readonly string[]): string {
  let previous: string | null = null
  let coded = ''
  for (const row of rows) {
    coded += row === previous ? ':' : compressRow(row)
    previous = row
  }
  return coded
}

function compressRow(row: string): string {
  let end = row.length
  const last = row[end - 1]
  if (last === '0' || last === 'F') while (end > 0 && row[end - 1] === last) end -= 1
  let coded = ''
  let start = 0
  while (start < end) {
    const digit = row[start] ?? ''
    let next = start + 1
    while (next < end && row[next] === digit) next += 1
    coded += repeatCount(next - start) + digit
    start = next
  }
  if (end === row.length) return coded
  return coded + (last === '0' ? ',' : '!')
}

/** Counts are written as letters: `g` to `z` are 20 to 400, `G` to `Y` are 1 to 19, and they add up. */
function repeatCount(count: number): string {
  if (count === 1) return ''
  let rest = count
  let letters = ''
  while (rest >= 400) {
    letters += 'z'
    rest -= 400
  }
  if (rest >= 20) letters += String.fromCharCode(0x66 + Math.floor(rest / 20))
  if (rest % 20 > 0) letters += String.fromCharCode(0x46 + (rest % 20))
  return letters
}

function z64(bits: Uint8Array, deflate: Deflate): string {
  const text = base64(deflate(bits))
  return `:Z64:${text}:${crc16(text).toString(16).toUpperCase().padStart(4, '0')}`
}

const crcOfByte = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1
  return crc & 0xffff
})

/** CRC-16 with polynomial 0x1021 and start 0, over the base64 text (hardware facts 2.2). */
function crc16(text: string): number {
  let crc = 0
  for (let index = 0; index < text.length; index += 1) {
    const entry = crcOfByte[((crc >> 8) ^ text.charCodeAt(index)) & 0xff] ?? 0
    crc = ((crc << 8) ^ entry) & 0xffff
  }
  return crc
}
