import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { genesisHash } from '../../../shared/protocol/frame.ts'
import type { Disk, DiskFault } from './disk.ts'
import type { JournalFault } from './journal-fault.ts'
import { scanSegment, type ChainPlace, type SegmentScan } from './segment-scan.ts'

/** One verified file of a journal. */
export interface Segment {
  readonly file: string
  readonly firstSeq: number
  /** Durable bytes. */
  readonly bytes: number
  /** Byte offset of every `markEvery`-th frame. */
  readonly marks: readonly number[]
}

/** A verified journal: where its chain stands and what an unfinished write left behind. */
export interface Recovered {
  readonly place: ChainPlace
  readonly segments: readonly Segment[]
  /** Bytes of an append that nobody was told of; kept beside the journal under a name with `torn-`. */
  readonly tornBytes: number
}

const segmentName = /^journal-(\d{12})\.log$/

/** File name of the segment whose first frame is `firstSeq`; names sort like seqs. */
export function segmentFile(firstSeq: number): string {
  return `journal-${seqText(firstSeq)}.log`
}

function seqText(seq: number): string {
  return String(seq).padStart(12, '0')
}

/**
 * Reads and verifies every segment, cuts off a torn end of the last one, and makes sure that what it answers is
 * durable: frames may be in the page cache only, when the process died between write and fdatasync.
 */
export async function recoverJournal(disk: Disk): Promise<Result<Recovered, JournalFault>> {
  const names = await disk.list()
  if (!names.ok) return diskFault(names.error)
  const files = names.value.filter((name) => segmentName.test(name)).sort()
  let place: ChainPlace = { epoch: null, seq: 0, hash: genesisHash }
  const segments: Segment[] = []
  let tornBytes = 0
  for (const file of files) {
    const bytes = await disk.read(file)
    if (!bytes.ok) return diskFault(bytes.error)
    const scan = verify(file, asBuffer(bytes.value), place, file === files.at(-1))
    if (!scan.ok) return scan
    tornBytes = bytes.value.length - scan.value.goodBytes
    if (tornBytes > 0) {
      const cut = await cutTorn(disk, file, asBuffer(bytes.value), scan.value)
      if (!cut.ok) return cut
    }
    const { goodBytes, marks } = scan.value
    segments.push({ file, firstSeq: place.seq + 1, bytes: goodBytes, marks })
    place = scan.value.place
  }
  const synced = await syncLast(disk, files.at(-1))
  return synced.ok ? succeed({ place, segments, tornBytes }) : synced
}

function verify(
  file: string,
  bytes: Buffer,
  start: ChainPlace,
  isLast: boolean,
): Result<SegmentScan, JournalFault> {
  if (file !== segmentFile(start.seq + 1)) {
    const detail = `the segment before it ends at frame ${String(start.seq)}`
    return fail({ kind: 'damaged', file, offset: 0, detail })
  }
  const scan = scanSegment(bytes, start)
  const { break: found } = scan
  // Only the last segment can hold a write that nobody was told of: a new one is begun after the old one is durable.
  if (found && (found.kind === 'damaged' || !isLast))
    return fail({ kind: 'damaged', file, offset: found.offset, detail: found.detail })
  if (bytes.length === 0 && !isLast)
    return fail({ kind: 'damaged', file, offset: 0, detail: 'the file is empty' })
  return succeed(scan)
}

async function cutTorn(
  disk: Disk,
  file: string,
  bytes: Buffer,
  scan: SegmentScan,
): Promise<Result<void, JournalFault>> {
  // For inspection only. When the disk is too full for it, the station must still start.
  const name = `torn-${seqText(scan.place.seq)}.bytes`
  await disk.replaceFile(name, bytes.subarray(scan.goodBytes))
  const cut = await disk.truncate(file, scan.goodBytes)
  return cut.ok ? cut : diskFault(cut.error)
}

async function syncLast(disk: Disk, file: string | undefined): Promise<Result<void, JournalFault>> {
  if (file === undefined) return succeed(undefined)
  const handle = await disk.openForAppend(file)
  if (!handle.ok) return diskFault(handle.error)
  const synced = await handle.value.syncData()
  await handle.value.close()
  if (!synced.ok) return diskFault(synced.error)
  const named = await disk.syncDirectory()
  return named.ok ? named : diskFault(named.error)
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function diskFault(cause: DiskFault): { readonly ok: false; readonly error: JournalFault } {
  return fail({ kind: 'disk', cause })
}
