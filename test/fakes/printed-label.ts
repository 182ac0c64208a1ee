import type { Bitmap } from '../../shared/label/bitmap.ts'

/** What a printer makes of one document: its picture, and how many labels it was told to print. */
export interface PrintedLabel {
  readonly picture: Bitmap
  readonly quantity: number
}

/** Reads bytes as a printer does: words and lines of text, and runs of raw bytes between them. */
export class DocumentReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new Error('the document ends in the middle of a command')
    this.#at += 1
    return byte
  }

  raw(length: number): Uint8Array {
    const bytes = this.#bytes.subarray(this.#at, this.#at + length)
    if (bytes.length !== length) throw new Error(`${String(length)} bytes announced, fewer sent`)
    this.#at += length
    return bytes
  }

  /** Text up to one of these characters, which is read too. */
  textUntil(ends: string): string {
    let text = ''
    for (;;) {
      const letter = String.fromCharCode(this.byte())
      if (ends.includes(letter)) return text
      text += letter
    }
  }

  /** A line that ends in CR LF. */
  line(): string {
    const text = this.textUntil('\r')
    if (this.byte() !== 0x0a) throw new Error('a line must end in CR LF')
    return text
  }

  expectLineEnd(): void {
    const rest = this.line()
    if (rest !== '') throw new Error(`nothing may follow here, but "${rest}" does`)
  }
}

/** Copies a raster of whole bytes to its place; what lies beyond the paper is lost. */
export function printRaster(
  paper: Bitmap,
  raster: { readonly bytes: Uint8Array; readonly strideBytes: number; readonly isBlackBit: 0 | 1 },
  left: number,
  top: number,
): void {
  const { bytes, strideBytes, isBlackBit } = raster
  for (let index = 0; index < bytes.length; index += 1)
    for (let bit = 0; bit < 8; bit += 1) {
      const x = left + (index % strideBytes) * 8 + bit
      const y = top + Math.floor(index / strideBytes)
      if (x >= paper.widthDots || y >= paper.heightDots) continue
      const isInked = (((bytes[index] ?? 0) >> (7 - bit)) & 1) === isBlackBit
      const at = y * paper.strideBytes + (x >> 3)
      const mask = 0x80 >> (x & 7)
      paper.bits[at] = isInked ? (paper.bits[at] ?? 0) | mask : (paper.bits[at] ?? 0) & ~mask
    }
}
