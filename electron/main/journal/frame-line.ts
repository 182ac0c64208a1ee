import { hash } from 'node:crypto'
import { crc32cText } from './crc32c.ts'

/**
 * One line of a segment: `<crc> <left> <durable> <frame>\n`.
 * - crc: CRC-32C over all that follows it, eight hex digits;
 * - left: how many more frames of the same append follow; 0 closes the append, so half an append is told from a whole one;
 * - durable: the last seq that was fdatasynced before this line was written. A broken line with frames behind it that
 *   count it as durable is damage; without such frames it is the torn end of the one write that nobody was told of.
 */
export interface FrameLine {
  readonly left: number
  readonly durable: number
  readonly epoch: string
  readonly seq: number
  readonly prev: string
  /** SHA-256 of the frame's text, hex. */
  readonly hash: string
  /** The frame's text. */
  readonly text: Uint8Array
}

const newline = 10
const crcDigits = 8
/** Longest text before `at`: two counts, an epoch, a seq and a hash. */
const headBytes = 320
const head =
  /^(\d{1,6}) (\d{1,15}) (?=\{"epoch":"([\w.-]{1,64})","seq":(\d{1,15}),"prev":"([0-9a-f]{64})","at":")/

/** SHA-256 of a frame's text, hex: `prev` of the next frame. */
export function hashFrameText(text: string | Uint8Array): string {
  return hash('sha256', text, 'hex')
}

/** The bytes of one line, newline included. `text` comes from `frameText`. */
export function writeFrameLine(text: string, left: number, durable: number): Uint8Array {
  const covered = Buffer.from(`${String(left)} ${String(durable)} ${text}`)
  return Buffer.concat([Buffer.from(`${crc32cText(covered)} `), covered, Buffer.of(newline)])
}

/** Reads one line without its newline; null when it is not exactly what `writeFrameLine` wrote. */
export function readFrameLine(line: Buffer): FrameLine | null {
  const covered = line.subarray(crcDigits + 1)
  if (line[crcDigits] !== 0x20) return null
  if (line.toString('latin1', 0, crcDigits) !== crc32cText(covered)) return null
  const match = head.exec(covered.toString('latin1', 0, headBytes))
  if (!match) return null
  const [prefix, left, durable, epoch = '', seq, prev = ''] = match
  const text = covered.subarray(prefix.length)
  return {
    left: Number(left),
    durable: Number(durable),
    epoch,
    seq: Number(seq),
    prev,
    hash: hashFrameText(text),
    text,
  }
}
