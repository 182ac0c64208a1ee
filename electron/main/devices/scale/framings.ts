import {
  createScaleReader,
  inGrams,
  type ScaleReader,
  type WeightReading,
} from './weight-reading.ts'

const [stx, etx, cr] = [0x02, 0x03, 0x0d]

/** How scales send their weight (hardware facts 6). */
export const scaleFramings = ['toledo', 'xk3190', 'ascii'] as const
export type ScaleFraming = (typeof scaleFramings)[number]

/** The reader of one framing. */
export function readerOf(framing: ScaleFraming): ScaleReader {
  switch (framing) {
    case 'toledo':
      return createScaleReader((bytes) => cutFrame(bytes, 17, toledoReading))
    case 'xk3190':
      return createScaleReader((bytes) => cutFrame(bytes, 12, yaohuaReading))
    case 'ascii':
      return createScaleReader(cutLine)
  }
}

/** Cuts a frame of a fixed length that begins with STX; what stands before one is noise. Null = more bytes are needed. */
function cutFrame(
  bytes: Uint8Array,
  length: number,
  read: (frame: Uint8Array) => WeightReading | null,
): { readonly done: number; readonly reading: WeightReading | null } | null {
  const start = bytes.indexOf(stx)
  if (start < 0) return bytes.length > 0 ? { done: bytes.length, reading: null } : null
  if (start > 0) return { done: start, reading: null }
  if (bytes.length < length) return null
  const reading = read(bytes.subarray(0, length))
  // A frame that is none may hide the start of one that is.
  return { done: reading ? length : 1, reading }
}

/** Decimal point by the lowest three bits of status A: from hundreds of units to five places behind the point. */
const toledoScale = [100, 10, 1, 0.1, 0.01, 0.001, 0.000_1, 0.000_01] as const

/** Mettler-Toledo continuous: STX, three status bytes, six digits of weight, six of tare, CR. */
function toledoReading(frame: Uint8Array): WeightReading | null {
  const [, statusA = 0, statusB = 0] = frame
  const digits = textOf(frame.subarray(4, 10)).trim()
  if (frame[16] !== cr || !/^\d{1,6}$/.test(digits)) return null
  const factor = toledoScale[statusA & 0b111] ?? 1
  const has = (bit: number): boolean => (statusB & (1 << bit)) !== 0
  const value = Number(digits) * factor * (has(1) ? -1 : 1)
  return {
    grams: inGrams(value, has(4) ? 'kg' : 'lb'),
    isStable: !has(3),
    isOverloaded: has(2),
  }
}

/** Yaohua XK3190 format 0: STX, sign, six digits, places behind the point, XOR of those in two digits, ETX; kg. */
function yaohuaReading(frame: Uint8Array): WeightReading | null {
  const text = textOf(frame)
  const parts = /^\u0002([+-])(\d{6})([0-4])(..)\u0003$/s.exec(text)
  if (!parts || frame[11] !== etx) return null
  const [, sign = '+', digits = '', places = '0', check = ''] = parts
  const xor = frame.subarray(1, 9).reduce((sum, byte) => sum ^ byte, 0)
  if (check !== nibble(xor >> 4) + nibble(xor & 15)) return null
  const value = (Number(digits) / 10 ** Number(places)) * (sign === '-' ? -1 : 1)
  return { grams: inGrams(value, 'kg'), isStable: null, isOverloaded: false }
}

function nibble(value: number): string {
  return String.fromCharCode(value <= 9 ? 0x30 + value : 0x37 + value)
}

/** CAS and A&D: `ST,GS,` and the weight with its unit, ended by CR LF. ST stable, US in motion, OL overloaded. */
const line = /^(ST|US|OL),(?:GS|NT),.*?([-+]?)\s*(\d+(?:\.\d+)?)\s*(kg|g|lb)\s*$/

function cutLine(
  bytes: Uint8Array,
): { readonly done: number; readonly reading: WeightReading | null } | null {
  const end = bytes.indexOf(0x0a)
  if (end < 0) return null
  const parts = line.exec(textOf(bytes.subarray(0, end)).trim())
  if (!parts) return { done: end + 1, reading: null }
  const [, state, sign, digits = '0', unit = 'g'] = parts
  const value = Number(digits) * (sign === '-' ? -1 : 1)
  const reading = {
    grams: inGrams(value, unit),
    isStable: state === 'ST',
    isOverloaded: state === 'OL',
  }
  return { done: end + 1, reading }
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
