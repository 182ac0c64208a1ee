import { fail, succeed } from '../../shared/domain/result.ts'
import { snapshotPath, type SnapshotMark } from '../../shared/protocol/feed.ts'
import { rowsPerTransaction } from '../store/cache-database.ts'
import type { BaseChange } from '../store/base-change.ts'
import { askFeed, stallMs, type FeedAnswer } from './ask-feed.ts'
import { chunksOf } from './chunk-source.ts'
import { isBrokenOff, readSnapshot, type SnapshotHead } from './feed-reader.ts'
import type { Round, RunningFill, SyncPorts } from './sync-loop.ts'

/** Brings snapshots into the cache, and remembers one that broke off. */
export interface SnapshotPull {
  /** One request: a new snapshot, or the rest of a torn one. Rejects only when the cache cannot be written. */
  pull(hasBase: boolean, signal: AbortSignal): Promise<Round>
}

/** A snapshot that is part of the way into the cache. */
interface Taking {
  readonly fill: RunningFill
  readonly head: SnapshotHead
  /** Rows that the cache has. */
  had: number
  last: BaseChange | null
}

/** After so many tries in a row that brought no row, a torn snapshot is let go, so that another source may be asked. */
const fruitlessTries = 3

/** Starts with nothing torn. */
export function createSnapshotPull(ports: SyncPorts): SnapshotPull {
  return new ResumingPull(ports)
}

class ResumingPull implements SnapshotPull {
  readonly #ports: SyncPorts
  #taking: Taking | null = null
  #fruitless = 0

  constructor(ports: SyncPorts) {
    this.#ports = ports
  }

  async pull(hasBase: boolean, signal: AbortSignal): Promise<Round> {
    const hadBefore = this.#taking?.had ?? 0
    const answer = await askFeed(this.#ports, snapshotPath(this.#mark()), signal)
    if (!answer.ok) {
      const isGone = answer.error === 'reset' || answer.error === 'malformed'
      await this.#countTry(hadBefore, isGone)
      return answer
    }
    const fromArchive = answer.value.source === 'archive'
    // What is shown came later than the archive; going back would undo it.
    if (fromArchive && hasBase) return fail('archive-is-older')
    this.#ports.report({ state: 'filling', fault: '', nextTryMs: 0 })
    try {
      return await this.#take(answer.value, fromArchive, hadBefore)
    } catch (thrown) {
      await this.#letGo()
      throw thrown
    }
  }

  async #take(answer: FeedAnswer, fromArchive: boolean, hadBefore: number): Promise<Round> {
    const taker = {
      begin: (head: SnapshotHead) => this.#begin(head, fromArchive),
      rows: (changes: readonly BaseChange[]) => this.#put(changes),
    }
    const source = chunksOf(answer.body, this.#ports.wait, stallMs)
    const read = await readSnapshot(source, taker, rowsPerTransaction)
    if (!read.ok) {
      await this.#countTry(hadBefore, fromArchive || !isBrokenOff(read.error))
      return read
    }
    await this.#taking?.fill.finish()
    this.#taking = null
    this.#fruitless = 0
    return succeed('behind')
  }

  /** A head that begins at the beginning starts a new fill, whatever was asked for. */
  async #begin(head: SnapshotHead, fromArchive: boolean): Promise<boolean> {
    const taking = this.#taking
    if (head.had > 0) return taking !== null && isRestOf(head, taking)
    await this.#letGo()
    const fill = await this.#ports.base.startFill(head, fromArchive)
    this.#taking = { fill, head, had: 0, last: null }
    return true
  }

  async #put(changes: readonly BaseChange[]): Promise<void> {
    const taking = this.#taking
    if (!taking) return
    await taking.fill.put(changes)
    taking.had += changes.length
    taking.last = changes.at(-1) ?? taking.last
  }

  #mark(): SnapshotMark | null {
    const { head, had, last } = this.#taking ?? { head: null, had: 0, last: null }
    if (!head || !last) return null
    return { cursor: head.place.feed, entity: last.entity, key: last.key, had, rows: head.rows }
  }

  async #countTry(hadBefore: number, isGone: boolean): Promise<void> {
    const hasGained = (this.#taking?.had ?? 0) > hadBefore
    this.#fruitless = hasGained ? 0 : this.#fruitless + 1
    if (isGone || this.#fruitless >= fruitlessTries) await this.#letGo()
  }

  async #letGo(): Promise<void> {
    const taking = this.#taking
    this.#taking = null
    this.#fruitless = 0
    await taking?.fill.abandon()
  }
}

function isRestOf(head: SnapshotHead, { head: first, had }: Taking): boolean {
  const [one, other] = [head.place.feed, first.place.feed]
  const isSamePlace =
    one.seq === other.seq && one.feedEpoch === other.feedEpoch && one.warehouse === other.warehouse
  return isSamePlace && head.had === had && head.rows === first.rows
}
