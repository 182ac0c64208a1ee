import { createBitmap, type Bitmap } from '../../shared/label/bitmap.ts'
import { DocumentReader, printRaster, type PrintedLabel } from './printed-label.ts'

/**
 * A TSPL printer, from the TSPL manual (SIZE, GAP, SPEED, DIRECTION, REFERENCE, CLS, BITMAP, PRINT) and by another hand
 * than the encoder. Throws where a printer would print rubbish or keep silent: an unknown command, a picture before
 * CLS, something after PRINT.
 */
export function readTspl(bytes: Uint8Array, dotsPerMillimetre: number): PrintedLabel {
  const reader = new DocumentReader(bytes)
  let paper: Bitmap | null = null
  let isCleared = false
  for (;;) {
    const command = reader.textUntil(' \r')
    switch (command) {
      case 'SIZE':
        paper = paperOf(reader.line(), dotsPerMillimetre)
        break
      case 'GAP':
        if (!/^\d+(\.\d+)? mm,\d+(\.\d+)? mm$/.test(reader.line())) throw new Error('no gap')
        break
      case 'SPEED':
      case 'DIRECTION':
        if (!/^\d+$/.test(reader.line())) throw new Error(`no number after ${command}`)
        break
      case 'REFERENCE':
        if (reader.line() !== '0,0') throw new Error('the picture would be shifted')
        break
      case 'CLS':
        if (reader.byte() !== 0x0a) throw new Error('a line must end in CR LF')
        isCleared = true
        paper?.bits.fill(0)
        break
      case 'BITMAP':
        if (!paper || !isCleared) throw new Error('a picture before SIZE and CLS')
        readBitmap(reader, paper)
        break
      case 'PRINT': {
        const [sets = 0, copies = 1] = reader.line().split(',').map(Number)
        if (!reader.isAtEnd || !paper) throw new Error('something follows PRINT')
        return { picture: paper, quantity: sets * copies }
      }
      default:
        throw new Error(`unknown command ${command}`)
    }
  }
}

function paperOf(line: string, dotsPerMillimetre: number): Bitmap {
  const match = /^(\d+(?:\.\d+)?) mm,(\d+(?:\.\d+)?) mm$/.exec(line)
  if (!match) throw new Error(`no size: ${line}`)
  const [width, height] = match.slice(1).map((mm) => Math.round(Number(mm) * dotsPerMillimetre))
  return createBitmap(width ?? 0, height ?? 0)
}

/** BITMAP X,Y,width in bytes,height in dots,mode,data: mode 0 overwrites, and a bit that is 0 is printed. */
function readBitmap(reader: DocumentReader, paper: Bitmap): void {
  const numbers = Array.from({ length: 5 }, () => Number(reader.textUntil(',')))
  const [x = NaN, y = NaN, strideBytes = NaN, height = NaN, mode] = numbers
  if (mode !== 0) throw new Error('the picture is laid over another')
  const bytes = reader.raw(strideBytes * height)
  printRaster(paper, { bytes, strideBytes, isBlackBit: 0 }, x, y)
  reader.expectLineEnd()
}
