import { createGunzip, gzip } from 'node:zlib'
import { pipeline, Readable } from 'node:stream'
import { promisify } from 'node:util'
import { z } from 'zod'
import { cursor } from '../../../shared/protocol/feed.ts'
import type { Result } from '../../../shared/domain/result.ts'
import type { AppendFile, Disk, DiskFault, ReadFile } from '../journal/disk.ts'

/** What the archive holds: a snapshot of `rows` rows at `cursor`, in the files of its generation. */
export const archiveManifest = z.object({
  generation: z.number().int().min(1),
  cursor,
  rows: z.number().int().min(0),
  /** Bytes of all rows, before compression. */
  rowBytes: z.number().int().min(0),
})
export type ArchiveManifest = z.infer<typeof archiveManifest>

export const manifestFile = 'archive.json'

/** Gzip members, one after the other; inside, one `row` line of a snapshot each line. */
export function rowsFile(generation: number): string {
  return `rows-${String(generation)}.ndjson.gz`
}

/** Whole pages of changes, as they came. */
export function changesFile(generation: number): string {
  return `changes-${String(generation)}.ndjson`
}

/** The archive's content is not what was written. Caught inside the archive, which then counts as absent. */
export class ArchiveDamage extends Error {}

/** The disk would not do it. Caught inside the archive, which stays as it was. */
export class ArchiveRefusal extends Error {}

/** The value, or a failure of the archive. A file that is missing is damage. */
export function required<Value>(result: Result<Value, DiskFault>): Value {
  if (result.ok) return result.value
  const { operation, file, code } = result.error
  const detail = `${operation} ${file}: ${code}`
  throw code === 'ENOENT' ? new ArchiveDamage(detail) : new ArchiveRefusal(detail)
}

const compress = promisify(gzip)
const blockBytes = 256 * 1_024
// Level 1: a first sync must not wait for a smaller file.
const level = 1

/** Writes row lines into a file of gzip members; compression runs off the main thread. */
export class RowWriter {
  readonly #file: AppendFile
  #pieces: Uint8Array[] = []
  #pending = 0
  rowBytes = 0

  constructor(file: AppendFile) {
    this.#file = file
  }

  /** @param lines whole lines or parts of them, in order */
  async add(lines: Uint8Array): Promise<void> {
    this.#pieces.push(lines)
    this.#pending += lines.length
    this.rowBytes += lines.length
    if (this.#pending >= blockBytes) await this.#flush()
  }

  /** Writes what is left and makes all of it durable. */
  async finish(): Promise<void> {
    await this.#flush()
    required(await this.#file.syncData())
    await this.#file.close()
  }

  /** Gives the file up; its name is the caller's to remove. */
  async discard(): Promise<void> {
    await this.#file.close()
  }

  async #flush(): Promise<void> {
    const block = Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#pending = 0
    if (block.length > 0) required(await this.#file.append(await compress(block, { level })))
  }
}

/** The rows of a generation, decompressed, piece by piece. Throws when the file is damaged. */
export async function* readRows(disk: Disk, generation: number): AsyncGenerator<Buffer> {
  const file = required(await disk.openForRead(rowsFile(generation)))
  try {
    if (file.size === 0) return
    const gunzip = createGunzip()
    const rows = pipeline(Readable.from(pieces(file)), gunzip, () => {
      // An error has destroyed the decompressor, and with it the loop below.
    })
    for await (const piece of rows) yield piece as Buffer
  } finally {
    await file.close()
  }
}

async function* pieces(file: ReadFile): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < file.size; offset += blockBytes)
    yield required(await file.readAt(offset, blockBytes))
}

/** The lines of a file of pages, without newline; a last line without one is left out. */
export async function* readChangeLines(disk: Disk, generation: number): AsyncGenerator<Buffer> {
  const file = required(await disk.openForRead(changesFile(generation)))
  try {
    yield* wholeLines(pieces(file))
  } finally {
    await file.close()
  }
}

/** Splits bytes into lines without newline; a last line without one is left out. */
export async function* wholeLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of source) {
    const bytes = Buffer.concat([rest, piece])
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      yield bytes.subarray(start, end)
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
}
