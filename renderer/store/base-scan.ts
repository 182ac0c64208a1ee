import {
  BucketSums,
  noRows,
  plusRow,
  summedEntities,
  type RowSum,
} from '../../shared/domain/row-sum.ts'
import { sumAfter, type MovedRow } from './apply-rows.ts'
import type { CacheDatabase } from './cache-database.ts'

/** Rows that are read in one go, so that readings of the window never wait long. */
const sliceRows = 500

interface StoredRow {
  readonly entity: MovedRow['entity']
  readonly key: string
  readonly rev: number
}

interface ScanPlace {
  readonly entity: MovedRow['entity']
  /** Last key that was read; empty = none of this kind yet. */
  readonly key: string
}

const firstPlace: ScanPlace = { entity: summedEntities[0], key: '' }

/** The names of the rows behind a place, as they are on the disk, and where to go on; null = that was all. */
async function readSlice(
  database: CacheDatabase,
  { entity, key }: ScanPlace,
): Promise<{ readonly rows: readonly StoredRow[]; readonly next: ScanPlace | null }> {
  const { orders, products, waybills, tasks } = database
  const table = { order: orders, product: products, waybill: waybills, task: tasks }[entity]
  const found: readonly { readonly rev: number }[] = await table
    .where(':id')
    .above(key)
    .limit(sliceRows)
    .toArray()
  const path = table.schema.primKey.keyPath
  const rows = found.map((record) => ({
    ...{ entity, rev: record.rev },
    key: String((record as unknown as Record<string, unknown>)[String(path)]),
  }))
  const last = rows.at(-1)
  if (last && rows.length === sliceRows) return { rows, next: { entity, key: last.key } }
  const following = summedEntities[summedEntities.indexOf(entity) + 1]
  return { rows, next: following ? { entity: following, key: '' } : null }
}

/** Adds up every row that is on the disk, bucket by bucket. Nothing may be written meanwhile. */
export async function countBuckets(database: CacheDatabase): Promise<BucketSums> {
  const sums = new BucketSums()
  for (let place: ScanPlace | null = firstPlace; place;) {
    const slice = await readSlice(database, place)
    for (const row of slice.rows) sums.add(row)
    place = slice.next
  }
  return sums
}

/**
 * Reads all rows again, a little at a time, and adds them up, while pages are applied in between: a silent loss on the disk shows
 * in the sum at the end.
 */
export class BaseScan {
  #place: ScanPlace = firstPlace
  #sum: RowSum = noRows

  /** Reads the next slice; answers the sum when that was the last one, and begins again. */
  async step(database: CacheDatabase): Promise<RowSum | null> {
    const { rows, next } = await readSlice(database, this.#place)
    this.#sum = rows.reduce(plusRow, this.#sum)
    if (next) {
      this.#place = next
      return null
    }
    const sum = this.#sum
    this.restart()
    return sum
  }

  /** Rows behind the place that the reading has reached will be read as they are then. */
  follow(moved: readonly MovedRow[]): void {
    for (const row of moved) if (this.#hasPassed(row)) this.#sum = sumAfter(this.#sum, row)
  }

  restart(): void {
    this.#place = firstPlace
    this.#sum = noRows
  }

  #hasPassed({ entity, key }: MovedRow): boolean {
    const [own, reached] = [entity, this.#place.entity].map((kind) => summedEntities.indexOf(kind))
    if (own !== reached) return (own ?? 0) < (reached ?? 0)
    // IndexedDB compares texts by UTF-16 units, as this does.
    return key <= this.#place.key
  }
}
