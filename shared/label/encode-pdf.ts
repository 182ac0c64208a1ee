import { ascii, joined } from './ascii.ts'
import { invertedBits, type Bitmap } from './bitmap.ts'
import type { Deflate } from './encode-zpl.ts'
import { dotsPerMm, type DotsPerInch } from './resolution.ts'

const pointsPerMm = 72 / 25.4

/**
 * One label as a PDF file of one page of its true size (ISO 32000-1: 7.5 file structure, 8.9.5 image dictionaries), for a queue whose
 * driver prints it. The page holds the bitmap dot by dot; interpolation is off, so that a printer of this resolution prints those dots.
 */
export function encodePdf(bitmap: Bitmap, dotsPerInch: DotsPerInch, deflate: Deflate): Uint8Array {
  const { widthDots, heightDots } = bitmap
  const scale = pointsPerMm / dotsPerMm(dotsPerInch)
  const [width, height] = [points(widthDots * scale), points(heightDots * scale)]
  // In DeviceGray a 1 is white.
  const picture = deflate(invertedBits(bitmap))
  const drawing = ascii(`q ${width} 0 0 ${height} 0 0 cm /Label Do Q`)
  const imageHead =
    `<< /Type /XObject /Subtype /Image /Width ${String(widthDots)} /Height ${String(heightDots)} ` +
    '/ColorSpace /DeviceGray /BitsPerComponent 1 /Interpolate false /Filter /FlateDecode'
  return file([
    [ascii('<< /Type /Catalog /Pages 2 0 R >>')],
    [ascii('<< /Type /Pages /Kids [3 0 R] /Count 1 >>')],
    [
      ascii(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] ` +
          '/Resources << /XObject << /Label 5 0 R >> >> /Contents 4 0 R >>',
      ),
    ],
    stream('<<', drawing),
    stream(imageHead, picture),
  ])
}

/** Rounded down: a page that is a hair longer than its dots is drawn with one more. */
function points(length: number): string {
  return String(Math.floor(length * 10_000) / 10_000)
}

function stream(head: string, content: Uint8Array): readonly Uint8Array[] {
  const length = String(content.length)
  return [ascii(`${head} /Length ${length} >>\nstream\n`), content, ascii('\nendstream')]
}

/** Objects numbered from 1, with the table of where each begins. */
function file(objects: readonly (readonly Uint8Array[])[]): Uint8Array {
  const parts: Uint8Array[] = [ascii('%PDF-1.4\n')]
  let at = parts[0]?.length ?? 0
  const add = (part: Uint8Array): void => {
    parts.push(part)
    at += part.length
  }
  const places = objects.map((object, index) => {
    const place = at
    add(ascii(`${String(index + 1)} 0 obj\n`))
    for (const part of object) add(part)
    add(ascii('\nendobj\n'))
    return place
  })
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`)
  const count = String(objects.length + 1)
  const tail =
    `xref\n0 ${count}\n0000000000 65535 f \n${entries.join('')}` +
    `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${String(at)}\n%%EOF\n`
  add(ascii(tail))
  return joined(parts)
}
