import { crc32, deflateSync } from 'node:zlib'
import { dotsPerMm } from '../../../shared/label/resolution.ts'
import type { RenderedPicture } from '../print/render-template.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * A picture as a black and white PNG of one bit a dot (ISO/IEC 15948), with its size in metres, so that a viewer shows
 * it in its true size.
 */
export function encodePng(picture: RenderedPicture): Buffer {
  const { widthDots, heightDots, dotsPerInch, bits } = picture
  const header = Buffer.alloc(13)
  header.writeUInt32BE(widthDots, 0)
  header.writeUInt32BE(heightDots, 4)
  header.writeUInt8(1, 8)
  const size = Buffer.alloc(9)
  size.writeUInt32BE(dotsPerMm(dotsPerInch) * 1_000, 0)
  size.writeUInt32BE(dotsPerMm(dotsPerInch) * 1_000, 4)
  size.writeUInt8(1, 8)
  const stride = bits.length / heightDots
  const rows = Buffer.alloc((stride + 1) * heightDots)
  for (let y = 0; y < heightDots; y += 1)
    // In PNG a 1 is white; the byte before each row names its filter, none.
    for (let index = 0; index < stride; index += 1)
      rows[y * (stride + 1) + 1 + index] = ~(bits[y * stride + index] ?? 0)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('pHYs', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), content])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(content.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
