import { z } from 'zod'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { Cursor } from '../../../shared/protocol/feed.ts'
import type { JournalFrame } from '../../../shared/protocol/frame.ts'
import { crc32cText } from '../journal/crc32c.ts'
import type { AppendFile, Disk, DiskFault } from '../journal/disk.ts'
import type { JournalFault } from '../journal/journal-fault.ts'
import type { Journal } from '../journal/journal.ts'
import { jsonOf } from './centre-fault.ts'

const acknowledgement = z.object({
  epoch: z.string(),
  ackedSeq: z.number().int().min(0),
  feedEpoch: z.string(),
  feedSeq: z.number().int().min(0),
})
/** The centre holds every frame of `epoch` up to `ackedSeq`, and its feed shows them from `feedSeq` on. */
export type Acknowledgement = z.infer<typeof acknowledgement>

const fileName = 'acknowledged.log'
/** Acknowledgements that are told apart; of older ones only the newest counts. */
const keptAtOpen = 10_000
const framesAtOnce = 2_000

/**
 * Remembers what the centre acknowledged: one checksummed line each, durable before anybody is told. It lies in the
 * journal's directory, so that both go together. When it is lost, everything is pushed again and nothing else happens.
 */
export class Settlement {
  readonly #disk: Disk
  #file: AppendFile
  #acknowledgements: Acknowledgement[]
  #fault: DiskFault | null = null

  private constructor(disk: Disk, file: AppendFile, acknowledgements: readonly Acknowledgement[]) {
    this.#disk = disk
    this.#file = file
    this.#acknowledgements = [...acknowledgements]
  }

  /** Reads what is remembered, forgets what is broken, and makes the file short again when it grew long. */
  static async open(disk: Disk): Promise<Result<Settlement, DiskFault>> {
    const read = await readAcknowledgements(disk)
    if (!read.ok) return read
    const { kept, isExact } = read.value
    const file = isExact ? await disk.openForAppend(fileName) : await rewrite(disk, kept)
    return file.ok ? succeed(new Settlement(disk, file.value, kept)) : file
  }

  /** The newest word of the centre; null = none. */
  get latest(): Acknowledgement | null {
    return this.#acknowledgements.at(-1) ?? null
  }

  /** The furthest frame that a centre ever acknowledged, for `openJournal`. */
  get furthest(): { readonly epoch: string; readonly seq: number } | null {
    const { latest } = this
    if (!latest) return null
    const seqs = this.#acknowledgements
      .filter(({ epoch }) => epoch === latest.epoch)
      .map(({ ackedSeq }) => ackedSeq)
    return { epoch: latest.epoch, seq: seqs.reduce((most, seq) => Math.max(most, seq), 0) }
  }

  /** Why words of the centre are kept in memory only since then; null = they are durable. */
  get fault(): DiskFault | null {
    return this.#fault
  }

  /**
   * Remembers a word of the centre, durably as long as the disk takes it. A full disk must not keep the station from
   * sending what it has; what is remembered in memory only is pushed again by the next run.
   */
  async record(acked: Acknowledgement): Promise<void> {
    this.#acknowledgements.push(acked)
    if (this.#fault) return
    const appended = await this.#file.append(Buffer.from(writeLine(acked)))
    const synced = appended.ok ? await this.#file.syncData() : appended
    if (!synced.ok) this.#fault = synced.error
  }

  /** The centre lost what it held after `seq`: its words about later frames, in this history of its feed, are void. */
  async forget(of: Pick<Acknowledgement, 'epoch' | 'feedEpoch'>, seq: number): Promise<void> {
    const kept = this.#acknowledgements.filter(
      (acked) =>
        acked.epoch !== of.epoch || acked.feedEpoch !== of.feedEpoch || acked.ackedSeq <= seq,
    )
    if (kept.length === this.#acknowledgements.length) return
    this.#acknowledgements = kept
    if (this.#fault) return
    await this.#file.close()
    const file = await rewrite(this.#disk, kept)
    if (file.ok) this.#file = file.value
    else this.#fault = file.error
  }

  /**
   * The last frame of a journal epoch whose effects a base at this cursor shows; 0 = none. Only acknowledgements of the
   * cursor's own feed epoch count: another one is another history of the centre.
   */
  shownIn(epoch: string, cursor: Cursor | null): number {
    if (!cursor) return 0
    let shown = 0
    for (const acked of this.#acknowledgements)
      if (
        acked.epoch === epoch &&
        acked.feedEpoch === cursor.feedEpoch &&
        acked.feedSeq <= cursor.seq
      )
        shown = Math.max(shown, acked.ackedSeq)
    return shown
  }

  /** Frames whose effects a base at this cursor does not show yet, oldest first; null = an empty base. */
  async overlayFrames(
    journal: Pick<Journal, 'epoch' | 'lastSeq' | 'read'>,
    cursor: Cursor | null,
  ): Promise<Result<readonly JournalFrame[], JournalFault>> {
    const frames: JournalFrame[] = []
    const lastSeq = journal.lastSeq
    let next = this.shownIn(journal.epoch, cursor) + 1
    while (next <= lastSeq) {
      const part = await journal.read(next, Math.min(framesAtOnce, lastSeq - next + 1))
      if (!part.ok) return fail(part.error)
      frames.push(...part.value)
      next += framesAtOnce
    }
    return succeed(frames)
  }

  async close(): Promise<void> {
    await this.#file.close()
  }
}

async function rewrite(
  disk: Disk,
  acknowledgements: readonly Acknowledgement[],
): Promise<Result<AppendFile, DiskFault>> {
  const text = acknowledgements.map(writeLine).join('')
  const replaced = await disk.replaceFile(fileName, Buffer.from(text))
  return replaced.ok ? disk.openForAppend(fileName) : replaced
}

function writeLine(acked: Acknowledgement): string {
  const text = JSON.stringify(acked)
  return `${crc32cText(Buffer.from(text))} ${text}\n`
}

function readLine(line: string): Acknowledgement | null {
  const text = line.slice(9)
  if (line.slice(0, 8) !== crc32cText(Buffer.from(text))) return null
  const parsed = acknowledgement.safeParse(jsonOf(text))
  return parsed.success ? parsed.data : null
}

interface Remembered {
  readonly kept: readonly Acknowledgement[]
  /** Whether the file holds just what is kept. */
  readonly isExact: boolean
}

async function readAcknowledgements(disk: Disk): Promise<Result<Remembered, DiskFault>> {
  const bytes = await disk.read(fileName)
  if (!bytes.ok)
    return bytes.error.code === 'ENOENT' ? succeed({ kept: [], isExact: false }) : bytes
  const lines = Buffer.from(bytes.value).toString('utf8').split('\n')
  const all = lines.map(readLine).filter((acked) => acked !== null)
  const isWhole = lines.at(-1) === '' && all.length === lines.length - 1
  return succeed({
    kept: all.slice(-keptAtOpen),
    isExact: isWhole && all.length <= keptAtOpen * 2,
  })
}
