import { inflateSync } from 'node:zlib'
import type { PrintedLabel } from './printed-label.ts'

const form =
  /^\^XA(?:\^PR\d+)?\^PW(\d+)\^LL(\d+)\^LH0,0\^FO0,0\^GFA,(\d+),(\d+),(\d+),([^^]*)\^FS\^PQ(\d+),0,1,N\^XZ$/

/**
 * Reads a document as a printer does, from the ZPL manual and by another hand than the encoder. Throws where a printer
 * would print rubbish: another form, a wrong checksum, data of the wrong length.
 */
export function readZpl(bytes: Uint8Array): PrintedLabel {
  const text = Buffer.from(bytes).toString('latin1')
  const match = form.exec(text)
  if (!match) throw new Error(`not the expected ZPL: ${text.slice(0, 80)}`)
  const [widthDots, heightDots, sent, total, strideBytes] = match.slice(1, 6).map(Number)
  const data = match[6] ?? ''
  if (!widthDots || !heightDots || !strideBytes) throw new Error('a size is missing')
  const bits = data.startsWith(':Z64:') ? readZ64(data) : readDigits(data, strideBytes * 2)
  if (bits.length !== strideBytes * heightDots || sent !== bits.length || total !== bits.length)
    throw new Error(`${String(bits.length)} bytes of raster, ${String(sent)} announced`)
  if (strideBytes !== Math.ceil(widthDots / 8)) throw new Error('row and width differ')
  return { picture: { widthDots, heightDots, strideBytes, bits }, quantity: Number(match[7]) }
}

function readZ64(data: string): Uint8Array<ArrayBuffer> {
  const [, , text = '', crc = ''] = data.split(':')
  if (crcOf(text) !== Number.parseInt(crc, 16)) throw new Error(`wrong checksum ${crc}`)
  return new Uint8Array(inflateSync(Buffer.from(text, 'base64')))
}

/** CRC-16/XMODEM, bit by bit; of "123456789" it is 31C3. */
export function crcOf(text: string): number {
  let crc = 0
  for (const byte of Buffer.from(text, 'ascii'))
    for (let bit = 7; bit >= 0; bit -= 1) {
      const top = ((crc >> 15) ^ (byte >> bit)) & 1
      crc = ((crc << 1) & 0xffff) ^ (top ? 0x1021 : 0)
    }
  return crc
}

function readDigits(data: string, rowDigits: number): Uint8Array<ArrayBuffer> {
  const rows: string[] = []
  let row = ''
  let count = 0
  for (const letter of data) {
    if (letter >= 'G' && letter <= 'Y') count += letter.charCodeAt(0) - 0x46
    else if (letter >= 'g' && letter <= 'z') count += (letter.charCodeAt(0) - 0x66) * 20
    else {
      if (letter === ':') row = rows.at(-1) ?? ''
      else if (letter === ',') row = row.padEnd(rowDigits, '0')
      else if (letter === '!') row = row.padEnd(rowDigits, 'F')
      else row += letter.repeat(count || 1)
      count = 0
    }
    if (row.length > rowDigits) throw new Error('a run goes past its row')
    if (row.length < rowDigits) continue
    rows.push(row)
    row = ''
  }
  if (row !== '' || count !== 0) throw new Error('the last row is not complete')
  return new Uint8Array(Buffer.from(rows.join(''), 'hex'))
}
