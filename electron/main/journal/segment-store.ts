import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { journalFrame, type JournalFrame } from '../../../shared/protocol/frame.ts'
import type { AppendFile, Disk, DiskFault } from './disk.ts'
import { readFrameLine } from './frame-line.ts'
import type { JournalFault } from './journal-fault.ts'
import { segmentFile, type Segment } from './recovery.ts'
import { markEvery } from './segment-scan.ts'

interface OpenSegment {
  readonly file: string
  readonly firstSeq: number
  bytes: number
  readonly marks: number[]
}

/** One frame's line, ready to be written. */
export interface WritableLine {
  readonly seq: number
  readonly bytes: Uint8Array
}

/** The files of one journal: writes durable lines at the end, reads frames from anywhere, keeps no frame in memory. */
export class SegmentStore {
  readonly #disk: Disk
  readonly #segmentBytes: number
  readonly #segments: OpenSegment[]
  #file: AppendFile | null = null

  /** @param segmentBytes size at which the next write begins a new file */
  constructor(disk: Disk, segments: readonly Segment[], segmentBytes: number) {
    this.#disk = disk
    this.#segmentBytes = segmentBytes
    this.#segments = segments.map((segment) => ({ ...segment, marks: [...segment.marks] }))
  }

  /** Makes the end ready, so that the first append costs no more than the others. */
  async prepare(nextSeq: number): Promise<Result<void, DiskFault>> {
    const last = this.#segments.at(-1)
    if (!last) return this.#begin(nextSeq)
    const file = await this.#disk.openForAppend(last.file)
    if (!file.ok) return file
    this.#file = file.value
    return succeed(undefined)
  }

  /** Writes lines with one write and one fdatasync. After a fault the store must not be written again. */
  async write(lines: readonly WritableLine[]): Promise<Result<void, DiskFault>> {
    const last = this.#segments.at(-1)
    const first = lines[0]
    if (!first) return succeed(undefined)
    if (!last || last.bytes >= this.#segmentBytes) {
      const begun = await this.#begin(first.seq)
      if (!begun.ok) return begun
    }
    if (!this.#file) throw new Error('the segment store was not prepared')
    const appended = await this.#file.append(Buffer.concat(lines.map((line) => line.bytes)))
    if (!appended.ok) return appended
    const synced = await this.#file.syncData()
    if (!synced.ok) return synced
    this.#remember(lines)
    return succeed(undefined)
  }

  /** Frames from `fromSeq` on, at most `limit`; the crc of each is checked again. */
  async read(
    fromSeq: number,
    limit: number,
  ): Promise<Result<readonly JournalFrame[], JournalFault>> {
    const frames: JournalFrame[] = []
    for (const segment of this.#segmentsFrom(fromSeq)) {
      if (frames.length >= limit) break
      const from = Math.max(fromSeq, segment.firstSeq)
      const part = await this.#readSegment(segment, from, limit - frames.length)
      if (!part.ok) return part
      frames.push(...part.value)
    }
    return succeed(frames)
  }

  async close(): Promise<void> {
    await this.#file?.close()
    this.#file = null
  }

  async #begin(firstSeq: number): Promise<Result<void, DiskFault>> {
    const file = segmentFile(firstSeq)
    const created = await this.#disk.create(file)
    if (!created.ok) return created
    const named = await this.#disk.syncDirectory()
    if (!named.ok) return named
    await this.#file?.close()
    this.#file = created.value
    this.#segments.push({ file, firstSeq, bytes: 0, marks: [] })
    return succeed(undefined)
  }

  #remember(lines: readonly WritableLine[]): void {
    const segment = this.#segments.at(-1)
    if (!segment) return
    for (const line of lines) {
      if ((line.seq - segment.firstSeq) % markEvery === 0) segment.marks.push(segment.bytes)
      segment.bytes += line.bytes.length
    }
  }

  #segmentsFrom(seq: number): readonly OpenSegment[] {
    const next = this.#segments.findIndex((segment) => segment.firstSeq > seq)
    return this.#segments.slice(Math.max(0, (next < 0 ? this.#segments.length : next) - 1))
  }

  async #readSegment(
    segment: OpenSegment,
    from: number,
    limit: number,
  ): Promise<Result<readonly JournalFrame[], JournalFault>> {
    const firstMark = Math.floor((from - segment.firstSeq) / markEvery)
    const lastMark = Math.ceil((from - segment.firstSeq + limit) / markEvery)
    const start = segment.marks[firstMark] ?? segment.bytes
    const end = segment.marks[lastMark] ?? segment.bytes
    if (start >= end) return succeed([])
    const file = await this.#disk.openForRead(segment.file)
    if (!file.ok) return fail({ kind: 'disk', cause: file.error })
    const bytes = await file.value.readAt(start, end - start)
    await file.value.close()
    if (!bytes.ok) return fail({ kind: 'disk', cause: bytes.error })
    const lines = Buffer.from(bytes.value.buffer, bytes.value.byteOffset, bytes.value.length)
    const skip = from - segment.firstSeq - firstMark * markEvery
    return parseLines(lines, { file: segment.file, offset: start, from, skip, limit })
  }
}

interface Wanted {
  readonly file: string
  readonly offset: number
  readonly from: number
  readonly skip: number
  readonly limit: number
}

function parseLines(lines: Buffer, wanted: Wanted): Result<readonly JournalFrame[], JournalFault> {
  const frames: JournalFrame[] = []
  let offset = 0
  let passed = 0
  while (offset < lines.length && frames.length < wanted.limit) {
    const newline = lines.indexOf(10, offset)
    const end = newline < 0 ? lines.length : newline
    if (passed >= wanted.skip) {
      const line = readFrameLine(lines.subarray(offset, end))
      const frame = line && parseFrame(line.text)
      if (!frame || frame.seq !== wanted.from + frames.length)
        return fail({
          kind: 'damaged',
          file: wanted.file,
          offset: wanted.offset + offset,
          detail: `frame ${String(wanted.from + frames.length)} is not what was written`,
        })
      frames.push(frame)
    }
    passed += 1
    offset = end + 1
  }
  return succeed(frames)
}

function parseFrame(text: Uint8Array): JournalFrame | null {
  const parsed = journalFrame.safeParse(JSON.parse(Buffer.from(text).toString('utf8')))
  return parsed.success ? parsed.data : null
}
