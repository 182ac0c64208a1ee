import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import {
  noRows,
  plusRow,
  sumText,
  type BucketSums,
  type RowSum,
} from '../../shared/domain/row-sum.ts'
import { bucketsResponse, writeCursor, type BucketsResponse } from '../../shared/protocol/feed.ts'
import { rowsPerTransaction } from '../store/cache-database.ts'
import type { BaseChange, FeedPlace } from '../store/base-change.ts'
import { askFeed, stallMs, type AskFault } from './ask-feed.ts'
import { chunksOf } from './chunk-source.ts'
import { readSnapshot } from './feed-reader.ts'
import type { Round, SyncPorts } from './sync-loop.ts'

/** Compares the base with what the centre says of it, and mends what differs. */
export interface BaseCheck {
  /** To be called when the base stands at the head of the feed. Asks nothing as long as both add up to the same. */
  run(place: FeedPlace, told: RowSum, signal: AbortSignal): Promise<Round>
}

/** More buckets than this are not mended one by one: a new snapshot is cheaper. */
const mostBuckets = 64
/** Rounds without a check after a mend; doubled each time that the next check finds a difference again. */
const restAfterMend = 20
const longestRest = 20_000

/** Starts with a base that is believed. */
export function createBaseCheck(ports: SyncPorts): BaseCheck {
  return new MendingCheck(ports)
}

class MendingCheck implements BaseCheck {
  readonly #ports: SyncPorts
  #roundsToRest = 0
  #nextRest = restAfterMend

  constructor(ports: SyncPorts) {
    this.#ports = ports
  }

  async run(place: FeedPlace, told: RowSum, signal: AbortSignal): Promise<Round> {
    // A difference that comes back at once is a bug; it must not make a station fetch all day.
    this.#roundsToRest = Math.max(0, this.#roundsToRest - 1)
    if (this.#roundsToRest > 0) return succeed('up-to-date')
    if (await this.#ports.base.isSound(told)) {
      this.#nextRest = restAfterMend
      return succeed('up-to-date')
    }
    const mended = await this.#mend(place, told, signal)
    if (!mended.ok && mended.error !== 'base-differs') return mended
    this.#roundsToRest = this.#nextRest
    this.#nextRest = Math.min(longestRest, this.#nextRest * 2)
    return mended.ok ? succeed('up-to-date') : mended
  }

  async #mend(
    place: FeedPlace,
    told: RowSum,
    signal: AbortSignal,
  ): Promise<Result<null, AskFault | 'base-differs'>> {
    const { base, onDifference } = this.#ports
    const asked = await this.#askBuckets(place, signal)
    if (!asked.ok) return asked
    const differing = differingBuckets(await base.countBuckets(), asked.value)
    const count = `${String(differing.length)} of ${String(asked.value.length)} buckets`
    // A base that was never added up, or only its sum was wrong: the rows are right.
    if (differing.length > 0) onDifference(`${count} at ${writeCursor(place)}: ${differing.join()}`)
    if (differing.length > mostBuckets) return fail('base-differs')
    for (const bucket of differing) {
      const rows = await this.#fetchBucket(place, bucket, signal)
      if (!rows.ok) return rows
      if (textOf(sumOf(rows.value)) !== asked.value[bucket]) return fail('malformed')
      await base.replaceBucket(bucket, rows.value)
    }
    await base.settle(told)
    return succeed(null)
  }

  async #askBuckets(
    place: FeedPlace,
    signal: AbortSignal,
  ): Promise<Result<readonly string[], AskFault>> {
    const path = `/v1/buckets?cursor=${encodeURIComponent(writeCursor(place))}`
    const answer = await askFeed(this.#ports, path, signal)
    if (!answer.ok) return answer
    const buckets = await readBuckets(answer.value.body)
    if (!buckets || writeCursor(buckets.cursor) !== writeCursor(place)) return fail('malformed')
    return succeed(buckets.buckets.map(({ rows, sum }) => `${String(rows)} ${sum}`))
  }

  async #fetchBucket(
    place: FeedPlace,
    bucket: number,
    signal: AbortSignal,
  ): Promise<Result<readonly BaseChange[], AskFault>> {
    const query = `cursor=${encodeURIComponent(writeCursor(place))}`
    const answer = await askFeed(this.#ports, `/v1/buckets/${String(bucket)}?${query}`, signal)
    if (!answer.ok) return answer
    const rows: BaseChange[] = []
    const taker = {
      begin: () => Promise.resolve(true),
      rows: (changes: readonly BaseChange[]) => Promise.resolve(void rows.push(...changes)),
    }
    const source = chunksOf(answer.value.body, this.#ports.wait, stallMs)
    const read = await readSnapshot(source, taker, rowsPerTransaction)
    return read.ok ? succeed(rows) : read
  }
}

async function readBuckets(body: ReadableStream<Uint8Array>): Promise<BucketsResponse | null> {
  try {
    const parsed = bucketsResponse.safeParse(await new Response(body).json())
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function textOf(sum: RowSum): string {
  return `${String(sum.rows)} ${sumText(sum)}`
}

function sumOf(rows: readonly BaseChange[]): RowSum {
  return rows.reduce(plusRow, noRows)
}

function differingBuckets(own: BucketSums, told: readonly string[]): readonly number[] {
  return own.all().flatMap((sum, bucket) => (textOf(sum) === told[bucket] ? [] : [bucket]))
}
