import type { JournalFact } from '../../../shared/domain/lease.ts'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import { frameText, type JournalFrame } from '../../../shared/protocol/frame.ts'
import type { Disk, DiskFault } from './disk.ts'
import { hashFrameText, writeFrameLine } from './frame-line.ts'
import type { JournalFault } from './journal-fault.ts'
import { takeLock, type JournalLock } from './lock.ts'
import type { ProcessWatch } from './process-watch.ts'
import { recoverJournal } from './recovery.ts'
import type { ChainPlace } from './segment-scan.ts'
import { SegmentStore, type WritableLine } from './segment-store.ts'

/** What opening a journal needs from the world. */
export interface JournalOptions {
  /** The journal's own directory. */
  readonly disk: Disk
  readonly processes: ProcessWatch
  /** A random id of 1 to 64 letters, digits, `-`, `_`, `.`; asked once, when a journal is created. */
  readonly newEpoch: () => string
  /** UTC, ISO 8601; shown to people, orders nothing. */
  readonly now: () => string
  /** Size at which the next write begins a new file. */
  readonly segmentBytes: number
  /** The furthest frame that the centre is known to hold; a journal of that epoch that ends earlier is refused. */
  readonly known: { readonly epoch: string; readonly seq: number } | null
}

/** The station's durable record. Every fact is in it before anything turns green or prints. */
export interface Journal {
  readonly epoch: string
  /** Last durable frame; 0 = none yet. */
  readonly lastSeq: number
  readonly lastHash: string
  /** Bytes of an unfinished write that were cut off at open and kept beside the journal. */
  readonly tornBytes: number
  /** The fault that stopped it for good; null while it accepts. */
  readonly stopped: DiskFault | null
  /**
   * Makes facts durable, all of them or none. Answers after fdatasync, with the frames that hold them. Appends that
   * arrive during a write share the next one.
   */
  append(events: readonly JournalFact[]): Promise<Result<readonly JournalFrame[], JournalFault>>
  /** Durable frames from `fromSeq` on, at most `limit`, oldest first. */
  read(fromSeq: number, limit: number): Promise<Result<readonly JournalFrame[], JournalFault>>
  /** Tells of durable frames in order of seq; the answer ends the subscription. */
  onAppended(listener: (frames: readonly JournalFrame[]) => void): () => void
  /** Tells once that nothing is accepted any more; the answer ends the subscription. */
  onStopped(listener: (cause: DiskFault) => void): () => void
  /** Waits for the write in flight and gives the lock back. */
  close(): Promise<void>
}

const epochShape = /^[\w.-]{1,64}$/

/**
 * Opens the journal in a directory, or creates it. Takes the lock, verifies every frame, cuts off a write that was
 * never acknowledged. Every other flaw is a fault, and the damaged file stays as it is.
 */
export async function openJournal(options: JournalOptions): Promise<Result<Journal, JournalFault>> {
  const lock = await takeLock(options.disk, options.processes)
  if (!lock.ok) return lock
  const opened = await openLocked(options, lock.value)
  if (!opened.ok) await lock.value.release()
  return opened
}

async function openLocked(
  options: JournalOptions,
  lock: JournalLock,
): Promise<Result<Journal, JournalFault>> {
  const recovered = await recoverJournal(options.disk)
  if (!recovered.ok) return recovered
  const { place, segments, tornBytes } = recovered.value
  const { known } = options
  const isKnown = known !== null && (place.epoch === null || place.epoch === known.epoch)
  if (isKnown && known.seq > place.seq)
    return fail({ kind: 'behind', lastSeq: place.seq, knownSeq: known.seq })
  const store = new SegmentStore(options.disk, segments, options.segmentBytes)
  const prepared = await store.prepare(place.seq + 1)
  if (!prepared.ok) return fail({ kind: 'disk', cause: prepared.error })
  const epoch = place.epoch ?? options.newEpoch()
  if (!epochShape.test(epoch)) throw new Error(`not an epoch: ${epoch}`)
  return succeed(
    new GroupCommitJournal({ ...place, epoch }, { store, lock, now: options.now, tornBytes }),
  )
}

interface Waiting {
  readonly events: readonly JournalFact[]
  readonly answer: (result: Result<readonly JournalFrame[], JournalFault>) => void
}

interface Parts {
  readonly store: SegmentStore
  readonly lock: JournalLock
  readonly now: () => string
  readonly tornBytes: number
}

/** Appends of one write, with the chain as it will stand after it. */
interface Group {
  readonly lines: readonly WritableLine[]
  readonly frames: readonly (readonly JournalFrame[])[]
  readonly place: ChainPlace
}

class GroupCommitJournal implements Journal {
  readonly epoch: string
  readonly tornBytes: number
  readonly #parts: Parts
  #place: ChainPlace
  #waiting: Waiting[] = []
  #writing: Promise<void> | null = null
  #stopped: DiskFault | null = null
  #closed = false
  readonly #appendListeners = new Set<(frames: readonly JournalFrame[]) => void>()
  readonly #stopListeners = new Set<(cause: DiskFault) => void>()

  constructor(place: ChainPlace & { readonly epoch: string }, parts: Parts) {
    this.epoch = place.epoch
    this.tornBytes = parts.tornBytes
    this.#place = place
    this.#parts = parts
  }

  get lastSeq(): number {
    return this.#place.seq
  }

  get lastHash(): string {
    return this.#place.hash
  }

  get stopped(): DiskFault | null {
    return this.#stopped
  }

  append(events: readonly JournalFact[]): Promise<Result<readonly JournalFrame[], JournalFault>> {
    if (this.#stopped) return Promise.resolve(fail({ kind: 'stopped', cause: this.#stopped }))
    if (this.#closed) return Promise.resolve(fail({ kind: 'closed' }))
    if (events.length === 0) return Promise.resolve(succeed([]))
    return new Promise((resolve) => {
      this.#waiting.push({ events, answer: resolve })
      this.#writing ??= this.#writeWaiting()
    })
  }

  read(fromSeq: number, limit: number): Promise<Result<readonly JournalFrame[], JournalFault>> {
    const durable = Math.max(0, this.lastSeq - fromSeq + 1)
    return this.#parts.store.read(fromSeq, Math.min(limit, durable))
  }

  onAppended(listener: (frames: readonly JournalFrame[]) => void): () => void {
    this.#appendListeners.add(listener)
    return () => this.#appendListeners.delete(listener)
  }

  onStopped(listener: (cause: DiskFault) => void): () => void {
    this.#stopListeners.add(listener)
    return () => this.#stopListeners.delete(listener)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#writing
    await this.#parts.store.close()
    await this.#parts.lock.release()
  }

  async #writeWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const appends = this.#waiting
      this.#waiting = []
      const group = this.#buildGroup(appends)
      const written = await this.#parts.store.write(group.lines)
      if (!written.ok) {
        this.#stop(written.error, appends)
        break
      }
      this.#place = group.place
      appends.forEach((append, index) => {
        append.answer(succeed(group.frames[index] ?? []))
      })
      tell(this.#appendListeners, group.frames.flat())
    }
    this.#writing = null
  }

  #buildGroup(appends: readonly Waiting[]): Group {
    const at = this.#parts.now()
    const durable = this.#place.seq
    const lines: WritableLine[] = []
    let place = this.#place
    const frames = appends.map(({ events }) =>
      events.map(({ type, v, body }, index): JournalFrame => {
        const seq = place.seq + 1
        const named = { epoch: this.epoch, seq, prev: place.hash, at, type, v }
        const frame: JournalFrame = { ...named, body: { ...body } }
        const text = frameText(frame)
        place = { epoch: this.epoch, seq, hash: hashFrameText(text) }
        lines.push({ seq, bytes: writeFrameLine(text, events.length - 1 - index, durable) })
        return frame
      }),
    )
    return { lines, frames, place }
  }

  /** An fsync that failed may have thrown pages away, so a second one that succeeds would prove nothing. */
  #stop(cause: DiskFault, appends: readonly Waiting[]): void {
    this.#stopped = cause
    const refused = [...appends, ...this.#waiting]
    this.#waiting = []
    for (const append of refused) append.answer(fail({ kind: 'stopped', cause }))
    tell(this.#stopListeners, cause)
  }
}

/** A listener that throws is a bug of its own; it must not keep the next append from being written. */
function tell<Value>(listeners: ReadonlySet<(value: Value) => void>, value: Value): void {
  for (const listener of listeners) {
    try {
      listener(value)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }
}
