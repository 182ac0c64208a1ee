import { fail, succeed, type Result } from '../domain/result.ts'
import type { CarrierDocument } from '../domain/waybill.ts'
import { bytesOfBase64 } from './base64.ts'
import type { PrinterProfile } from './printer-profile.ts'

/** A document as bytes, ready to be passed on. */
export interface DocumentBytes {
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Reads a carrier's document and checks what a wrong one would do harm with: another kind of file, several labels in one, or one that
 * prints itself several times. Nothing of it is changed. The error is what is wrong with it, for whoever repairs that.
 */
export function readCarrierDocument(document: CarrierDocument): Result<DocumentBytes, string> {
  const bytes = bytesOfBase64(document.content)
  if (!bytes) return fail('it is not base64')
  const wrong = problemOf(document, bytes)
  return wrong === null ? succeed({ bytes }) : fail(wrong)
}

function problemOf({ format, dotsPerInch }: CarrierDocument, bytes: Uint8Array): string | null {
  const needsDots = format === 'zpl' || format === 'png'
  if (needsDots && dotsPerInch === null)
    return `${format} needs the dotsPerInch that it was made for`
  switch (format) {
    case 'zpl':
      return zplProblem(latin1(bytes))
    case 'pdf':
      return pdfProblem(latin1(bytes))
    case 'png':
      return startsWith(bytes, pngSignature) ? null : 'it does not begin as a PNG file does'
    case 'component':
      return componentProblem(latin1(bytes))
  }
}

/** One format from ^XA to ^XZ that prints one label (Zebra ZPL II Programming Guide: ^XA, ^XZ, ^PQ). */
function zplProblem(text: string): string | null {
  const formats = text.match(/\^XA/gi)?.length ?? 0
  if (!/^\s*\^XA/i.test(text) || !/\^XZ\s*$/i.test(text)) return 'it does not run from ^XA to ^XZ'
  if (formats !== 1) return `it holds ${String(formats)} labels, and one is printed at a time`
  const quantities = [...text.matchAll(/\^PQ\s*(\d+)/gi)].map(([, digits = '1']) => digits)
  const other = quantities.find((quantity) => Number(quantity) !== 1)
  return other === undefined ? null : `it would print itself ${other} times`
}

/** Pages inside compressed objects cannot be counted without a reader; those in the open can (ISO 32000-1, 7.7.3). */
function pdfProblem(text: string): string | null {
  if (!text.startsWith('%PDF-') || !text.includes('%%EOF')) return 'it is not a whole PDF file'
  const pages = text.match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0
  return pages > 1 ? `it has ${String(pages)} pages, and one is printed at a time` : null
}

/** What is JSON in UTF-8 is JSON in Latin-1 too: its own signs are ASCII. */
function componentProblem(text: string): string | null {
  try {
    const contents: unknown = JSON.parse(text)
    return Array.isArray(contents) && contents.length > 0 ? null : 'its contents are no list'
  } catch {
    return 'it is not JSON'
  }
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte)
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** Whether a printer of this profile can print a document, or, without one, a label that we draw. */
export function takesDocument(
  { language, dotsPerInch }: Pick<PrinterProfile, 'language' | 'dotsPerInch'>,
  document: CarrierDocument | undefined,
): boolean {
  if (!document) return language !== 'component'
  switch (document.format) {
    case 'zpl':
      return language === 'zpl' && dotsPerInch === document.dotsPerInch
    case 'png':
      return language !== 'component' && dotsPerInch === document.dotsPerInch
    case 'pdf':
      return language === 'pdf'
    case 'component':
      return language === 'component'
  }
}
