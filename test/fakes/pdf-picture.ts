import { execFileSync } from 'node:child_process'
import { readPicture } from '../../shared/label/picture.ts'
import type { PrintedLabel } from './printed-label.ts'

const mmPerInch = 25.4

/** Draws the first page of a PDF as poppler does, which is not ours, and counts its pages. */
export function readPdf(bytes: Uint8Array, dotsPerMm: number): PrintedLabel {
  const words = ['-r', String(dotsPerMm * mmPerInch), '-mono', '-singlefile', '-']
  const pbm = execFileSync('pdftoppm', words, { input: bytes, maxBuffer: 64 * 1024 * 1024 })
  const picture = readPicture(pbm.toString('base64'))
  if (!picture.ok) throw new Error(picture.error)
  const about = execFileSync('pdfinfo', ['-'], { input: bytes }).toString()
  return { picture: picture.value, quantity: Number(/^Pages:\s+(\d+)/m.exec(about)?.[1]) }
}
