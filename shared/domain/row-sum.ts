/** The kinds of rows that a base has, in the order in which their buckets are numbered. */
export const summedEntities = ['order', 'product', 'waybill', 'task'] as const
export type SummedEntity = (typeof summedEntities)[number]

const bucketsPerEntity = 256
/** Every row falls into one of so many buckets, by its kind and key alone. */
export const bucketCount = summedEntities.length * bucketsPerEntity

/** Which version of which row. */
export interface RowName {
  readonly entity: SummedEntity
  readonly key: string
  readonly rev: number
}

/**
 * What a set of rows adds up to: how many there are, and the sum of 64-bit hashes of their names, in two halves. It does
 * not depend on their order, so it can be kept up row by row. It tells a missing, strange or outdated row, not one whose
 * content was changed under the same `rev`.
 */
export interface RowSum {
  readonly rows: number
  readonly high: number
  readonly low: number
}

export const noRows: RowSum = { rows: 0, high: 0, low: 0 }

/** The set with one row more. */
export function plusRow(sum: RowSum, name: RowName): RowSum {
  const { high, low } = hashOf(name)
  return { rows: sum.rows + 1, high: (sum.high + high) >>> 0, low: (sum.low + low) >>> 0 }
}

/** The set with one row less. */
export function minusRow(sum: RowSum, name: RowName): RowSum {
  const { high, low } = hashOf(name)
  return { rows: sum.rows - 1, high: (sum.high - high) >>> 0, low: (sum.low - low) >>> 0 }
}

/** The hash as it travels: 16 hexadecimal digits. */
export function sumText({ high, low }: RowSum): string {
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
}

/** The sum that came as text. */
export function sumOfText(rows: number, text: string): RowSum {
  const [high, low] = [text.slice(0, 8), text.slice(8)].map((half) => Number.parseInt(half, 16))
  return { rows, high: high ?? 0, low: low ?? 0 }
}

/** The bucket that a row falls into, whatever its version. */
export function bucketOf({ entity, key }: Pick<RowName, 'entity' | 'key'>): number {
  const within = keyHash(key).low & (bucketsPerEntity - 1)
  return summedEntities.indexOf(entity) * bucketsPerEntity + within
}

/** The kind of rows that a bucket holds. */
export function entityOfBucket(bucket: number): SummedEntity {
  const entity = summedEntities[Math.floor(bucket / bucketsPerEntity)]
  if (!entity) throw new Error(`there is no bucket ${String(bucket)}`)
  return entity
}

/** One sum for every bucket, kept up row by row. */
export class BucketSums {
  readonly #rows = new Int32Array(bucketCount)
  readonly #high = new Uint32Array(bucketCount)
  readonly #low = new Uint32Array(bucketCount)

  add(name: RowName): void {
    this.#shift(name, 1)
  }

  remove(name: RowName): void {
    this.#shift(name, -1)
  }

  of(bucket: number): RowSum {
    const { [bucket]: rows = 0 } = this.#rows
    const { [bucket]: high = 0 } = this.#high
    const { [bucket]: low = 0 } = this.#low
    return { rows, high, low }
  }

  all(): readonly RowSum[] {
    return Array.from({ length: bucketCount }, (_unused, bucket) => this.of(bucket))
  }

  /** Of all rows together. */
  total(): RowSum {
    return this.all().reduce(
      (total, { rows, high, low }) => ({
        rows: total.rows + rows,
        high: (total.high + high) >>> 0,
        low: (total.low + low) >>> 0,
      }),
      noRows,
    )
  }

  copy(): BucketSums {
    const other = new BucketSums()
    other.#rows.set(this.#rows)
    other.#high.set(this.#high)
    other.#low.set(this.#low)
    return other
  }

  #shift(name: RowName, sign: 1 | -1): void {
    const bucket = bucketOf(name)
    const { high, low } = hashOf(name)
    const before = this.of(bucket)
    this.#rows[bucket] = before.rows + sign
    this.#high[bucket] = before.high + sign * high
    this.#low[bucket] = before.low + sign * low
  }
}

interface Hash {
  readonly high: number
  readonly low: number
}

function hashOf({ entity, key, rev }: RowName): Hash {
  const ofKey = keyHash(key)
  // Kind and version are small numbers; mixing spreads them over all bits.
  const salt = Math.imul(rev, 8) + summedEntities.indexOf(entity)
  return {
    high: mixed(ofKey.high ^ mixed(salt ^ 0x5bd1e995)),
    low: mixed(ofKey.low ^ mixed(salt ^ 0x27d4eb2f)),
  }
}

/** Two independent 32-bit multiplicative hashes over the UTF-16 units of a key. */
function keyHash(key: string): Hash {
  let high = 0x811c9dc5
  let low = 0x9747b28c
  for (let index = 0; index < key.length; index += 1) {
    const unit = key.charCodeAt(index)
    high = Math.imul(high ^ unit, 0x01000193)
    low = Math.imul(low ^ unit, 0x85ebca6b)
    low ^= low >>> 15
  }
  return { high: mixed(high ^ key.length), low: mixed(low ^ key.length) }
}

/** Lets every bit of a word bear on every other: the finishing step of MurmurHash3, which is in the public domain. */
function mixed(word: number): number {
  let bits = word ^ (word >>> 16)
  bits = Math.imul(bits, 0x85ebca6b)
  bits ^= bits >>> 13
  bits = Math.imul(bits, 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
