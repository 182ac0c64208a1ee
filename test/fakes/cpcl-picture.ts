import { createBitmap, type Bitmap } from '../../shared/label/bitmap.ts'
import { DocumentReader, printRaster, type PrintedLabel } from './printed-label.ts'

/**
 * A CPCL printer, from the CPCL manual (label sessions, PAGE-WIDTH, SPEED, COMPRESSED-GRAPHICS, FORM, PRINT) and by
 * another hand than the encoder. Throws where a printer would print rubbish or keep silent.
 */
export function readCpcl(bytes: Uint8Array): PrintedLabel {
  const reader = new DocumentReader(bytes)
  const session = /^! 0 200 200 (\d+) (\d+)$/.exec(reader.line())
  if (!session) throw new Error('no label session')
  const [heightDots = 0, quantity = 0] = session.slice(1).map(Number)
  let paper: Bitmap | null = null
  let isFormFed = false
  for (;;) {
    const command = reader.textUntil(' \r')
    if (command === 'PAGE-WIDTH') paper = createBitmap(Number(reader.line()), heightDots)
    else if (command === 'SPEED') {
      if (!/^[0-5]$/.test(reader.line())) throw new Error('no such speed')
    } else if (command === 'CG') readGraphics(reader, paper)
    else if (command === 'FORM') {
      if (reader.byte() !== 0x0a) throw new Error('a line must end in CR LF')
      isFormFed = true
    } else if (command === 'PRINT') {
      if (reader.byte() !== 0x0a || !reader.isAtEnd) throw new Error('something follows PRINT')
      if (!paper || !isFormFed) throw new Error('no width, or no feed to the next label')
      return { picture: paper, quantity }
    } else throw new Error(`unknown command ${command}`)
  }
}

/** CG width in bytes, height in dots, x, y, data: eight dots a byte, and a bit that is 1 is printed. */
function readGraphics(reader: DocumentReader, paper: Bitmap | null): void {
  if (!paper) throw new Error('a picture before PAGE-WIDTH')
  const numbers = Array.from({ length: 4 }, () => Number(reader.textUntil(' ')))
  const [strideBytes = NaN, height = NaN, x = NaN, y = NaN] = numbers
  const bytes = reader.raw(strideBytes * height)
  printRaster(paper, { bytes, strideBytes, isBlackBit: 1 }, x, y)
  reader.expectLineEnd()
}
