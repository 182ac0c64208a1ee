import { writeCursor, type Cursor } from '../../../shared/protocol/feed.ts'
import type { Disk } from '../journal/disk.ts'
import { followPages, foldRows, type PagesReach } from './archive-fold.ts'
import {
  ArchiveDamage,
  archiveManifest,
  ArchiveRefusal,
  changesFile,
  manifestFile,
  readRows,
  required,
  rowsFile,
  RowWriter,
  type ArchiveManifest,
} from './archive-files.ts'
import { jsonOf } from './centre-fault.ts'
import {
  queueReceiver,
  readPage,
  SnapshotTake,
  type FeedReceiver,
  type QueuedReceiver,
} from './feed-receivers.ts'

/** A snapshot that is being received, and where. */
interface SnapshotParts {
  readonly name: string
  readonly rows: SnapshotTake
  readonly writer: RowWriter
}

const receivingFile = 'receiving-'
/** Below this size a fold saves nothing. */
const worthFoldingBytes = 1_024 * 1_024

/**
 * A copy on disk of what the centre last told the window: one snapshot and the pages of changes behind it. With it a
 * station whose cache was deleted starts without a network. It is a convenience: every fault of the disk, and every
 * damage, only means that there is no archive until the next snapshot passes by.
 */
export class FeedArchive {
  readonly #disk: Disk
  readonly #note: (detail: string) => void
  #manifest: ArchiveManifest | null
  /** Of the pages behind the snapshot; null = not looked at yet. */
  #pages: PagesReach | null = null
  /** Whether something that does not join on may stand between the good pages and the next one. */
  #hasTornEnd = true
  #receiving = 0
  /** A snapshot that broke off. */
  #torn: SnapshotParts | null = null
  readonly #receivers = new Set<QueuedReceiver>()
  #work: Promise<unknown> = Promise.resolve()

  private constructor(
    disk: Disk,
    manifest: ArchiveManifest | null,
    note: (detail: string) => void,
  ) {
    this.#disk = disk
    this.#manifest = manifest
    this.#note = note
  }

  /**
   * Opens the archive in a directory of its own.
   * @param note is told, for the log, when the archive had to be put aside or could not be written
   */
  static async open(disk: Disk, note: (detail: string) => void): Promise<FeedArchive> {
    const bytes = await disk.read(manifestFile)
    const parsed = archiveManifest.safeParse(
      bytes.ok ? jsonOf(Buffer.from(bytes.value).toString('utf8')) : undefined,
    )
    const archive = new FeedArchive(disk, parsed.success ? parsed.data : null, note)
    if (bytes.ok && !parsed.success) await archive.#putAside('its manifest is damaged', undefined)
    await archive.#removeStrays()
    return archive
  }

  /**
   * Takes a snapshot that streams past; it replaces the archive when it is complete. One that breaks off is kept for its rest.
   * @param had rows that it leaves out, because an earlier stream had them
   */
  receiveSnapshot(had: number): FeedReceiver {
    let parts: SnapshotParts | null = null
    return this.#follow({
      take: async (piece) => {
        parts ??= await this.#partsFor(had)
        await parts.rows.take(piece)
      },
      end: async () => {
        if (!parts) return
        const { cursor, rows } = parts.rows.finish()
        await parts.writer.finish()
        const { rowBytes } = parts.writer
        const { name } = parts
        await this.#inTurn(() => this.#adopt(name, { cursor, rows, rowBytes }))
      },
      abort: async () => {
        if (!parts) return
        await this.#discardTorn()
        if (await parts.rows.breakOff()) this.#torn = parts
        else await this.#discard(parts)
      },
    })
  }

  /** A snapshot that goes on joins the parts of the torn one; every other begins new ones. */
  async #partsFor(had: number): Promise<SnapshotParts> {
    const torn = this.#torn
    if (had > 0 && torn?.rows.goOn(had) === true) {
      this.#torn = null
      return torn
    }
    await this.#discardTorn()
    this.#receiving += 1
    const name = `${receivingFile}${String(this.#receiving)}`
    const writer = new RowWriter(required(await this.#disk.create(name)))
    return { name, rows: new SnapshotTake(writer), writer }
  }

  async #discardTorn(): Promise<void> {
    const torn = this.#torn
    this.#torn = null
    if (torn) await this.#discard(torn)
  }

  async #discard({ writer, name }: SnapshotParts): Promise<void> {
    await writer.discard()
    await this.#disk.remove(name)
  }

  /** Takes a page of changes that streams past and was asked for with `from`; kept when it joins on. */
  receivePage(from: Cursor): FeedReceiver {
    const pieces: Uint8Array[] = []
    return this.#follow({
      take: (piece) => {
        pieces.push(piece)
        return Promise.resolve()
      },
      end: async () => {
        await this.#inTurn(() => this.#appendPage(from, Buffer.concat(pieces)))
      },
      abort: () => Promise.resolve(),
    })
  }

  /** The archive as one snapshot (NDJSON); null when there is none. */
  async openSnapshot(): Promise<ReadableStream<Uint8Array> | null> {
    // When the disk is too full to fold, the snapshot alone is older, and just as whole.
    await this.#inTurn(async () => {
      const pages = await this.#reach()
      if (pages && pages.bytes > 0) await this.#fold(pages)
    })
    const manifest = this.#manifest
    return manifest ? ReadableStream.from(this.#snapshotBytes(manifest)) : null
  }

  /** Waits until everything that was received is on the disk. */
  async idle(): Promise<void> {
    await Promise.all([...this.#receivers].map((receiver) => receiver.idle()))
    await this.#work
  }

  #follow(jobs: Parameters<typeof queueReceiver>[0]): FeedReceiver {
    const leave = (): void => void this.#receivers.delete(receiver)
    const receiver = queueReceiver({
      take: jobs.take,
      end: () => jobs.end().then(leave),
      abort: () => jobs.abort().finally(leave),
    })
    this.#receivers.add(receiver)
    return receiver
  }

  async *#snapshotBytes(manifest: ArchiveManifest): AsyncGenerator<Uint8Array> {
    const { cursor, rows, generation } = manifest
    yield Buffer.from(`${JSON.stringify({ kind: 'snapshot', cursor, rows })}\n`)
    let lines = 0
    try {
      for await (const piece of readRows(this.#disk, generation)) {
        for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1
        yield piece
      }
      if (lines !== rows) throw new ArchiveDamage(`${String(lines)} of ${String(rows)} rows`)
    } catch (error) {
      await this.#inTurn(() => this.#answerFailure(error, generation))
      throw error
    }
    yield Buffer.from(`${JSON.stringify({ kind: 'end', rows })}\n`)
  }

  /** Runs jobs one after the other; null = the job failed. */
  #inTurn<Value>(job: () => Promise<Value>): Promise<Value | null> {
    const turn = this.#work.then(job).catch(async (error: unknown) => {
      await this.#answerFailure(error, this.#manifest?.generation)
      return null
    })
    this.#work = turn
    return turn
  }

  /** A disk that refuses has harmed nothing; every other failure, of the decompressor too, is damage. */
  async #answerFailure(error: unknown, generation: number | undefined): Promise<void> {
    const detail = error instanceof Error ? error.message : String(error)
    if (!(error instanceof ArchiveRefusal)) return this.#putAside(detail, generation)
    this.#pages = null
    this.#note(`feed archive not written: ${detail}`)
  }

  async #reach(): Promise<PagesReach | null> {
    const manifest = this.#manifest
    if (!manifest || this.#pages) return this.#pages
    this.#hasTornEnd = true
    this.#pages = await followPages(this.#disk, manifest)
    return this.#pages
  }

  async #appendPage(from: Cursor, bytes: Buffer): Promise<void> {
    const page = readPage(bytes)
    const pages = await this.#reach()
    if (!page || !pages || !this.#manifest || page.to === page.from) return
    const isAsked = page.from === from.seq && page.feedEpoch === from.feedEpoch
    if (!isAsked || writeCursor(from) !== writeCursor(pages.cursor)) return
    const name = changesFile(this.#manifest.generation)
    if (this.#hasTornEnd) required(await this.#disk.truncate(name, pages.bytes))
    this.#hasTornEnd = false
    const file = required(await this.#disk.openForAppend(name))
    const appended = await file.append(bytes)
    await file.close()
    required(appended)
    const grown = { cursor: { ...from, seq: page.to }, bytes: pages.bytes + bytes.length }
    this.#pages = grown
    if (grown.bytes > Math.max(this.#manifest.rowBytes, worthFoldingBytes)) await this.#fold(grown)
  }

  async #fold(pages: PagesReach): Promise<void> {
    const manifest = this.#manifest
    if (!manifest) return
    this.#receiving += 1
    const name = `${receivingFile}${String(this.#receiving)}`
    const writer = new RowWriter(required(await this.#disk.create(name)))
    const rows = await foldRows(this.#disk, manifest, pages.bytes, writer)
    await writer.finish()
    await this.#adopt(name, { cursor: pages.cursor, rows, rowBytes: writer.rowBytes })
  }

  /** Makes a complete file of rows the archive. The manifest is written last: until then the old one counts. */
  async #adopt(name: string, content: Omit<ArchiveManifest, 'generation'>): Promise<void> {
    const generation = (this.#manifest?.generation ?? 0) + 1
    required(await this.#disk.rename(name, rowsFile(generation)))
    required(await this.#disk.replaceFile(changesFile(generation), new Uint8Array()))
    const manifest = { generation, ...content }
    const text = JSON.stringify(manifest)
    required(await this.#disk.replaceFile(manifestFile, Buffer.from(text)))
    this.#manifest = manifest
    this.#pages = { cursor: content.cursor, bytes: 0 }
    this.#hasTornEnd = false
    await this.#removeStrays()
  }

  /** @param generation puts aside only when this one is still the archive */
  async #putAside(detail: string, generation: number | undefined): Promise<void> {
    this.#note(`feed archive put aside: ${detail}`)
    if (generation !== this.#manifest?.generation) return
    this.#manifest = null
    this.#pages = null
    await this.#disk.rename(manifestFile, 'damaged-archive.json')
    if (generation === undefined) return
    await this.#disk.rename(rowsFile(generation), 'damaged-rows.ndjson.gz')
    await this.#disk.rename(changesFile(generation), 'damaged-changes.ndjson')
  }

  /** Removes what a stopped write or an older generation left. */
  async #removeStrays(): Promise<void> {
    const names = await this.#disk.list()
    if (!names.ok) return
    const generation = this.#manifest?.generation ?? 0
    const kept = new Set([rowsFile(generation), changesFile(generation)])
    for (const name of names.value) {
      const isPart = /^(rows|changes)-\d+\.ndjson(\.gz)?$/.test(name)
      const isOwnReceiving = name.startsWith(receivingFile) && this.#receiving > 0
      const isStray = (isPart && !kept.has(name)) || name.startsWith(receivingFile)
      if (isStray && !isOwnReceiving) await this.#disk.remove(name)
    }
  }
}
