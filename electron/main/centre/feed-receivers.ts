import { writeCursor, type Cursor } from '../../../shared/protocol/feed.ts'
import { ArchiveDamage, type RowWriter } from './archive-files.ts'
import { endLine, pageLine, snapshotEnd, snapshotHead } from './feed-lines.ts'

/** Takes what streams past on its way to the window. None of its calls throws. */
export interface FeedReceiver {
  /** Answers at once, unless very much is still on its way to the disk. */
  write(piece: Uint8Array): Promise<void> | undefined
  /** The stream came to its end. */
  end(): void
  /** The stream broke off, or nobody reads it any more. */
  abort(): void
}

/** A receiver whose jobs can be waited for. */
export interface QueuedReceiver extends FeedReceiver {
  /** All that was asked so far is done. */
  idle(): Promise<void>
}

/** A window reads slower than the archive writes; only a reader that does not look at the rows ever meets this. */
const mostPendingBytes = 16 * 1_024 * 1_024

/** Turns a stream into jobs, one after the other, that do not hold the stream up as long as the disk follows. */
export function queueReceiver(jobs: {
  readonly take: (piece: Uint8Array) => Promise<void>
  readonly end: () => Promise<void>
  readonly abort: () => Promise<void>
}): QueuedReceiver {
  let pending = 0
  let isOver = false
  let work = Promise.resolve()
  const abort = (): void => {
    if (isOver) return
    isOver = true
    work = work.then(jobs.abort)
  }
  return {
    write: (piece) => {
      if (isOver) return undefined
      pending += piece.length
      work = work.then(async () => {
        if (!isOver) await jobs.take(piece).catch(abort)
        pending -= piece.length
      })
      return pending > mostPendingBytes ? work : undefined
    },
    end: () => {
      if (isOver) return
      work = work.then(async () => {
        if (!isOver) await jobs.end().catch(abort)
        isOver = true
      })
    },
    abort,
    idle: () => work,
  }
}

/** A snapshot that is complete. */
export interface ReceivedSnapshot {
  readonly cursor: Cursor
  readonly rows: number
}

/**
 * Takes a snapshot apart as it passes: its head and end are read, its rows are only counted and written. It may come in
 * several streams, each of which goes on where the reader of the one before had come to.
 */
export class SnapshotTake {
  readonly #writer: RowWriter
  #head: ReturnType<typeof snapshotHead> = null
  #rows = 0
  /** Rows of this stream that are here already; the reader behind it had come less far. */
  #toSkip = 0
  #needsHead = true
  /** False when a row may be counted and not written. */
  #isSound = true
  /** The last whole line, which may be the end, and what follows it. */
  #held: Buffer = Buffer.alloc(0)

  constructor(writer: RowWriter) {
    this.#writer = writer
  }

  async take(piece: Uint8Array): Promise<void> {
    let bytes: Buffer = Buffer.concat([this.#held, piece])
    if (this.#needsHead) {
      const end = bytes.indexOf(10)
      this.#held = bytes
      if (end < 0) return
      this.#takeHead(bytes.subarray(0, end))
      bytes = bytes.subarray(end + 1)
    }
    const lastLine = bytes.lastIndexOf(10)
    const before = lastLine < 1 ? -1 : bytes.lastIndexOf(10, lastLine - 1)
    this.#held = bytes.subarray(before + 1)
    await this.#write(bytes.subarray(0, before + 1))
  }

  /** The stream broke off; answers whether its rest could be joined to what is here. */
  async breakOff(): Promise<boolean> {
    const end = this.#held.indexOf(10) + 1
    const line = this.#held.subarray(0, end)
    this.#held = Buffer.alloc(0)
    const isRow = end > 0 && !this.#needsHead && snapshotEnd(line.subarray(0, -1)) === null
    if (isRow && this.#isSound) await this.#write(line)
    this.#needsHead = true
    return this.#head !== null && this.#isSound
  }

  /** Answers whether a stream that leaves out so many rows joins on. */
  goOn(had: number): boolean {
    if (had > this.#rows) return false
    this.#toSkip = this.#rows - had
    return true
  }

  /** Throws when the snapshot is torn. */
  finish(): ReceivedSnapshot {
    const end = this.#held.indexOf(10)
    const told = end === this.#held.length - 1 ? snapshotEnd(this.#held.subarray(0, end)) : null
    if (!this.#head || told !== this.#rows || this.#head.rows !== this.#rows || this.#toSkip > 0)
      throw new ArchiveDamage('a torn snapshot')
    return { cursor: this.#head.cursor, rows: this.#rows }
  }

  #takeHead(line: Buffer): void {
    const head = snapshotHead(line)
    const isRest = this.#head !== null
    const joins = isRest
      ? head?.had === this.#rows - this.#toSkip && writeCursor(head.cursor) === this.#place()
      : (head?.had ?? 0) === 0
    if (!head || !joins) throw new ArchiveDamage('no snapshot')
    this.#head ??= head
    this.#needsHead = false
  }

  #place(): string {
    return this.#head ? writeCursor(this.#head.cursor) : ''
  }

  /** @param rows whole lines */
  async #write(rows: Buffer): Promise<void> {
    this.#isSound = false
    let start = 0
    for (let at = rows.indexOf(10); at >= 0; at = rows.indexOf(10, at + 1)) {
      if (this.#toSkip === 0) {
        this.#rows += 1
        continue
      }
      this.#toSkip -= 1
      start = at + 1
    }
    if (rows.length > start) await this.#writer.add(rows.subarray(start))
    this.#isSound = true
  }
}

/** A page of changes that is complete. */
export interface ReceivedPage {
  readonly feedEpoch: string
  readonly from: number
  readonly to: number
}

/** Reads a whole page; null when it is torn or no page. */
export function readPage(bytes: Buffer): ReceivedPage | null {
  const headEnd = bytes.indexOf(10)
  const endStart = bytes.lastIndexOf(10, bytes.length - 2) + 1
  if (headEnd < 0 || endStart <= headEnd || bytes.at(-1) !== 10) return null
  const head = pageLine(bytes.subarray(0, headEnd))
  const to = endLine(bytes.subarray(endStart, bytes.length - 1))
  if (!head || to !== head.to) return null
  let lines = 0
  for (let at = bytes.indexOf(10, headEnd + 1); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1
  return lines - 1 === head.to - head.from ? head : null
}
