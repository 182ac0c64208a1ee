import { sql } from 'kysely'
import { BucketSums, type RowName } from '../../shared/domain/row-sum.ts'
import type { Cursor } from '../../shared/protocol/feed.ts'
import type { Database } from '../database/tables.ts'
import { readRowsAsOf, type RowPlace } from './as-of.ts'

/** Names read in one go. */
const pageSize = 10_000

/**
 * What the rows of a warehouse add up to, at the newest place of the feed that this process has looked at. It is counted once
 * from the rows themselves and then follows the feed, so that writers pay nothing for it and an answer costs nothing
 * while nothing changes.
 */
export class BucketLedger {
  readonly #database: Database
  #counted: { readonly feedEpoch: string; seq: number; readonly sums: BucketSums } | null = null
  #counting: Promise<void> | null = null
  #turn: Promise<unknown> = Promise.resolve()

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * The sums at a place, which must be kept and not ahead of the feed; null while they are being counted for the first
   * time, which this call begins.
   */
  async at(place: Cursor): Promise<BucketSums | null> {
    if (this.#counted?.feedEpoch !== place.feedEpoch) {
      this.#counting ??= this.#count(place).finally(() => {
        this.#counting = null
      })
      // It is tried again by the next request; until then there is no sum.
      this.#counting.catch(() => undefined)
      return null
    }
    return this.#inTurn(() => this.#read(place))
  }

  /** As `at`, for who cannot do without. */
  async countedAt(place: Cursor): Promise<BucketSums> {
    for (;;) {
      const sums = await this.at(place)
      if (sums) return sums
      await this.#counting
    }
  }

  async #count(place: Cursor): Promise<void> {
    const sums = new BucketSums()
    let after: RowPlace | null = { entity: '', key: '' }
    while (after) {
      const page = await readRowsAsOf(this.#database, place, after, pageSize, 'names')
      for (const row of page.rows) sums.add(row)
      after = page.next
    }
    this.#counted = { feedEpoch: place.feedEpoch, seq: place.seq, sums }
  }

  async #read({ warehouse, feedEpoch, seq }: Cursor): Promise<BucketSums | null> {
    const counted = this.#counted
    if (counted?.feedEpoch !== feedEpoch) return null
    if (seq === counted.seq) return counted.sums.copy()
    const isAhead = seq > counted.seq
    const sums = counted.sums.copy()
    const [from, to] = isAhead ? [counted.seq, seq] : [seq, counted.seq]
    await this.#follow(warehouse, from, to, sums, isAhead)
    if (isAhead) this.#counted = { feedEpoch, seq, sums: sums.copy() }
    return sums
  }

  /** Takes the changes between two places in, or out again. */
  async #follow(
    warehouse: string,
    from: number,
    to: number,
    sums: BucketSums,
    isForwards: boolean,
  ): Promise<void> {
    for (let start = from; start < to; start += pageSize) {
      const end = Math.min(to, start + pageSize)
      for (const { isLive, wasLive, ...row } of await this.#changes(warehouse, start, end)) {
        const [now, before] = [row, { ...row, rev: row.rev - 1 }]
        const [gone, come] = isForwards
          ? [wasLive && before, isLive && now]
          : [isLive && now, wasLive && before]
        if (gone) sums.remove(gone)
        if (come) sums.add(come)
      }
    }
  }

  async #changes(warehouse: string, from: number, to: number): Promise<readonly Change[]> {
    const { rows } = await sql<Change>`
      select version.entity, version.key, version.rev, version.document is not null as "isLive",
        replaced.document is not null as "wasLive"
      from feed_changes version left join feed_changes replaced
        on replaced.warehouse = version.warehouse and replaced.seq = version.replaces
      where version.warehouse = ${warehouse} and version.seq > ${from} and version.seq <= ${to}
    `.execute(this.#database)
    return rows
  }

  #inTurn<Value>(job: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(job)
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}

/** A version of a row, and whether there is a row after it and was one before. Revisions count up by one. */
interface Change extends RowName {
  readonly isLive: boolean
  readonly wasLive: boolean
}
