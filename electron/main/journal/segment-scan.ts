import { readFrameLine, type FrameLine } from './frame-line.ts'

/** Where a chain of frames stands. `epoch` is null before the first frame of a journal. */
export interface ChainPlace {
  readonly epoch: string | null
  readonly seq: number
  readonly hash: string
}

/** Why a segment is not good to its end. */
export interface Break {
  /** torn: the unacknowledged end of the last write. damaged: bytes that were durable are not what was written. */
  readonly kind: 'torn' | 'damaged'
  readonly offset: number
  readonly detail: string
}

/** What a segment holds: whole appends up to `goodBytes`, then nothing or a break. */
export interface SegmentScan {
  readonly place: ChainPlace
  readonly goodBytes: number
  /** Byte offset of every `markEvery`-th frame, the first frame included. */
  readonly marks: readonly number[]
  readonly break: Break | null
}

/** Frames between two remembered offsets: a compromise of memory for 90 days and bytes read in vain. */
export const markEvery = 64

const newline = 10

/**
 * Verifies a whole segment: crc, gapless seq, hash chain and whole appends.
 * @param start where the segment before ended
 */
export function scanSegment(bytes: Buffer, start: ChainPlace): SegmentScan {
  const scan = new Scan(start)
  let offset = 0
  while (offset < bytes.length) {
    const end = bytes.indexOf(newline, offset)
    const line = end < 0 ? null : readFrameLine(bytes.subarray(offset, end))
    if (!line) return scan.endAt(breakAt(bytes, offset, scan.complete))
    const flaw = scan.flawOf(line)
    if (flaw !== null) return scan.endAt({ kind: 'damaged', offset, detail: flaw })
    scan.take(line, offset, end + 1)
    offset = end + 1
  }
  return scan.endAt(scan.openAppend(bytes.length))
}

class Scan {
  /** After the last whole append. */
  complete: ChainPlace
  #place: ChainPlace
  #goodBytes = 0
  #left = 0
  #frames = 0
  #marks: number[] = []

  constructor(start: ChainPlace) {
    this.complete = start
    this.#place = start
  }

  flawOf(line: FrameLine): string | null {
    const { epoch, seq, hash } = this.#place
    if (epoch !== null && line.epoch !== epoch) return `epoch ${line.epoch} instead of ${epoch}`
    if (line.seq !== seq + 1) return `frame ${String(line.seq)} follows frame ${String(seq)}`
    if (line.prev !== hash) return `frame ${String(line.seq)} does not continue the chain`
    if (this.#left > 0 && line.left !== this.#left - 1) return 'frames of two appends are mixed'
    return null
  }

  take(line: FrameLine, offset: number, end: number): void {
    if (this.#frames % markEvery === 0) this.#marks.push(offset)
    this.#frames += 1
    this.#left = line.left
    this.#place = { epoch: line.epoch, seq: line.seq, hash: line.hash }
    if (line.left > 0) return
    this.complete = this.#place
    this.#goodBytes = end
  }

  openAppend(length: number): Break | null {
    if (this.#goodBytes === length) return null
    return { kind: 'torn', offset: this.#goodBytes, detail: 'an append is not whole' }
  }

  endAt(found: Break | null): SegmentScan {
    const torn = found?.kind === 'torn'
    return {
      place: this.complete,
      goodBytes: this.#goodBytes,
      marks: this.#marks.filter((mark) => mark < this.#goodBytes),
      break: torn ? { ...found, offset: this.#goodBytes } : found,
    }
  }
}

/** A line cannot be read. Frames behind it tell whether it had been durable. */
function breakAt(bytes: Buffer, offset: number, complete: ChainPlace): Break {
  let start = bytes.indexOf(newline, offset) + 1
  while (start > 0) {
    const end = bytes.indexOf(newline, start)
    const line = end < 0 ? null : readFrameLine(bytes.subarray(start, end))
    if (line && line.durable > complete.seq)
      return {
        kind: 'damaged',
        offset,
        detail: `frame ${String(line.seq)} behind it says that frame ${String(line.durable)} was durable`,
      }
    start = end + 1
  }
  return { kind: 'torn', offset, detail: 'the last write is not whole' }
}
