import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { CarrierDocument } from '../../../shared/domain/waybill.ts'
import { createBitmap, stampBox, type Bitmap } from '../../../shared/label/bitmap.ts'
import { readCarrierDocument, takesDocument } from '../../../shared/label/carrier-document.ts'
import { encodeLabel } from '../../../shared/label/encode-label.ts'
import type { LabelFault } from '../../../shared/label/fault.ts'
import type { PrinterProfile } from '../../../shared/label/printer-profile.ts'
import type { PrintableLabel } from './render-template.ts'

/** A grey darker than this is printed black (hardware facts 3.2). */
const darkest = 150

/**
 * What goes to the printer of a label that the carrier made: its very bytes; of a PNG its dots, in the printer's language. It is
 * never scaled, turned or drawn anew, because nobody but its maker knows what must not change.
 */
export function passThrough(
  document: CarrierDocument,
  waybillNumber: string,
  profile: PrinterProfile,
): Result<PrintableLabel, LabelFault> {
  if (!takesDocument(profile, document)) {
    const dots = document.dotsPerInch === null ? '' : ` at ${String(document.dotsPerInch)} dpi`
    return invalid(`a ${document.format} label${dots} is not for this printer`)
  }
  const read = readCarrierDocument(document)
  if (!read.ok) return invalid(read.error)
  const { bytes } = read.value
  if (document.format === 'component')
    return succeed(printable(componentDocument(waybillNumber, bytes), null))
  if (document.format !== 'png') return succeed(printable(bytes, null))
  const bitmap = bitmapOfPng(bytes)
  if (!bitmap.ok) return bitmap
  const encoded = encodeLabel(bitmap.value, profile, deflateSync)
  if (!encoded.ok) return encoded
  const { widthDots, heightDots, bits } = bitmap.value
  const { dotsPerInch } = profile
  return succeed(printable(encoded.value, { widthDots, heightDots, dotsPerInch, bits }))
}

/** One document of a print task (hardware facts 5.3), with its contents as their maker wrote them. */
function componentDocument(waybillNumber: string, contents: Uint8Array): Uint8Array {
  const head = `{"documentID":${JSON.stringify(waybillNumber)},"contents":`
  return Buffer.concat([Buffer.from(head), contents, Buffer.from('}')])
}

function printable(bytes: Uint8Array, picture: PrintableLabel['picture']): PrintableLabel {
  return { bytes, documentHash: createHash('sha256').update(bytes).digest('hex'), picture }
}

function invalid(detail: string): Result<never, LabelFault> {
  return fail({ code: 'document-invalid', field: 'document', detail })
}

/** A label longer than this is none, dots. */
const longestSide = 8_192

function bitmapOfPng(bytes: Uint8Array): Result<Bitmap, LabelFault> {
  // Width and height stand in the first chunk, before anything is unpacked (ISO/IEC 15948, 11.2.2).
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (head.length < 33) return invalid('the PNG file is cut off')
  const [width, height] = [head.readUInt32BE(16), head.readUInt32BE(20)]
  if (width < 1 || height < 1 || width > longestSide || height > longestSide)
    return invalid(`a picture of ${String(width)} × ${String(height)} dots is no label`)
  try {
    return succeed(inked(PNG.sync.read(head)))
  } catch (thrown) {
    return invalid(thrown instanceof Error ? thrown.message : String(thrown))
  }
}

/** Dots that are dark on white paper; what shines through is white. */
function inked({ width, height, data }: PNG): Bitmap {
  const bitmap = createBitmap(width, height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4
      const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4)
      const grey = 0.299 * red + 0.587 * green + 0.114 * blue
      const onPaper = (grey * alpha + 255 * (255 - alpha)) / 255
      if (onPaper < darkest) stampBox(bitmap, { left: x, top: y, width: 1, height: 1 })
    }
  return bitmap
}
