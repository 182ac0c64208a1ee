import { createBitmap } from '../../shared/label/bitmap.ts'
import { DocumentReader, printRaster, type PrintedLabel } from './printed-label.ts'

interface Band {
  readonly bytes: Uint8Array
  readonly strideBytes: number
  readonly rows: number
}

/**
 * A receipt printer, from the ESC/POS manual (ESC @, GS v 0, GS V, FF) and by another hand than the encoder. `GS v 0 m xL xH yL
 * yH d…`: xL + 256 xH bytes across, yL + 256 yH dots down, a bit that is 1 is printed, and each picture feeds exactly as much
 * paper as it is high. Throws where a printer would print rubbish.
 */
export function readEscpos(bytes: Uint8Array): PrintedLabel {
  const reader = new DocumentReader(bytes)
  const bands: Band[] = []
  let isEnded = false
  while (!reader.isAtEnd) {
    if (isEnded) throw new Error('something follows the cut')
    const code = reader.byte()
    if (code === 0x0c) isEnded = true
    else if (code === 0x1b) expectByte(reader, 0x40)
    else if (code === 0x1d) isEnded = readGroup(reader, bands)
    else throw new Error(`a stray byte ${code.toString(16)} would be printed as text`)
  }
  return { picture: pictureOf(bands), quantity: bands.length === 0 ? 0 : 1 }
}

/** Answers whether the label was cut off. */
function readGroup(reader: DocumentReader, bands: Band[]): boolean {
  const command = reader.byte()
  if (command === 0x56) {
    expectByte(reader, 0x42)
    reader.byte()
    return true
  }
  if (command !== 0x76) throw new Error(`unknown command GS ${command.toString(16)}`)
  expectByte(reader, 0x30)
  const scale = reader.byte()
  if (scale !== 0 && scale !== 48) throw new Error('the picture would be stretched')
  const strideBytes = reader.byte() + 256 * reader.byte()
  const rows = reader.byte() + 256 * reader.byte()
  bands.push({ strideBytes, rows, bytes: reader.raw(strideBytes * rows) })
  return false
}

function expectByte(reader: DocumentReader, wanted: number): void {
  const byte = reader.byte()
  if (byte !== wanted) throw new Error(`expected ${wanted.toString(16)}, got ${byte.toString(16)}`)
}

function pictureOf(bands: readonly Band[]): PrintedLabel['picture'] {
  const strideBytes = Math.max(0, ...bands.map((band) => band.strideBytes))
  const height = bands.reduce((sum, band) => sum + band.rows, 0)
  const paper = createBitmap(strideBytes * 8, height)
  let top = 0
  for (const { rows, ...band } of bands) {
    printRaster(paper, { ...band, isBlackBit: 1 }, 0, top)
    top += rows
  }
  return paper
}
