import type { DrawnLanguage } from '../../shared/label/printer-profile.ts'
import { readCpcl } from './cpcl-picture.ts'
import { readEscpos } from './escpos-picture.ts'
import { readPdf } from './pdf-picture.ts'
import type { PrintedLabel } from './printed-label.ts'
import { readTspl } from './tspl-picture.ts'
import { readZpl } from './zpl-picture.ts'

const dotsPerMm = 8

/** What a printer of each language makes of a document at 203 dpi. */
export const printedAt203: Readonly<Record<DrawnLanguage, (bytes: Uint8Array) => PrintedLabel>> = {
  zpl: readZpl,
  tspl: (bytes) => readTspl(bytes, dotsPerMm),
  cpcl: readCpcl,
  escpos: readEscpos,
  pdf: (bytes) => readPdf(bytes, dotsPerMm),
}
