import { fail, succeed, type Result } from '../../shared/domain/result.ts'
import type { BucketSums, RowSum } from '../../shared/domain/row-sum.ts'
import { writeCursor } from '../../shared/protocol/feed.ts'
import type { BasePage } from '../store/apply-rows.ts'
import { rowsPerTransaction } from '../store/cache-database.ts'
import type { BaseChange, FeedPlace } from '../store/base-change.ts'
import { askFeed, stallMs, type AskFault, type AskPorts } from './ask-feed.ts'
import { backoffMs } from './backoff.ts'
import { createBaseCheck, type BaseCheck } from './base-check.ts'
import { chunksOf } from './chunk-source.ts'
import { readChangesPage, type SnapshotHead } from './feed-reader.ts'
import { createSnapshotPull, type SnapshotPull } from './snapshot-pull.ts'
import type { PullState } from './sync-messages.ts'

/** A snapshot on its way into the cache. */
export interface RunningFill {
  put(changes: readonly BaseChange[]): Promise<void>
  /** The snapshot was whole: it is the base from now on. */
  finish(): Promise<void>
  /** It was not; what was shown before is still shown. */
  abandon(): Promise<void>
}

/** The cache as the loop sees it. */
export interface BaseStore {
  /** Where the base stands; null while there is no complete one. */
  place(): FeedPlace | null
  apply(page: BasePage): Promise<Result<null, 'place-moved'>>
  startFill(head: SnapshotHead, fromArchive: boolean): Promise<RunningFill>
  /**
   * Whether the base adds up to what the centre says of its place. Also reads some of the rows again that are on the disk,
   * so that in time a silent loss there is noticed.
   */
  isSound(told: RowSum): Promise<boolean>
  /** Adds up every row that is on the disk. */
  countBuckets(): Promise<BucketSums>
  /** Puts one bucket's rows in place of what the base has of it. */
  replaceBucket(bucket: number, rows: readonly BaseChange[]): Promise<void>
  /** From now on the base adds up to this. */
  settle(sum: RowSum): Promise<void>
}

/** Everything that the loop needs from outside. */
export interface SyncPorts extends AskPorts {
  readonly base: BaseStore
  /** From 0 up to 1. */
  random(): number
  /** Waits for the next round, or until somebody asks for it sooner. */
  waitForRound(ms: number, signal: AbortSignal): Promise<void>
  /** Whether somebody ends the wait when there is news. */
  isNudged(): boolean
  report(pull: PullState): void
  /** The base was not what the centre says; `detail` is for the person who repairs stations. */
  onDifference(detail: string): void
  /** The cache could not be written. Told each time that it was tried. */
  onUnwritable(cause: unknown): void
}

/** Why a round came to nothing. */
export type RoundFault =
  AskFault | 'cache-failed' | 'cache-full' | 'archive-is-older' | 'base-differs'

export type Round = Result<'up-to-date' | 'behind', RoundFault>

/** Time between two rounds when there is nothing to fetch and nobody would tell if there were, ms. */
const roundMs = 1_500
/** The same while the centre tells when there is something. */
const nudgedRoundMs = 30_000
/** So often in a row a page may fail to be written before the cache counts as lost. */
const failuresUntilAnew = 3

/**
 * Pulls for ever: a snapshot when there is no base, then changes. Never waits for a push, and never empties what is shown: a feed
 * that must be begun anew is filled in beside the old base. Ends when the signal is aborted.
 */
export async function runSync(ports: SyncPorts, signal: AbortSignal): Promise<void> {
  const parts = { snapshot: createSnapshotPull(ports), check: createBaseCheck(ports) }
  let mustStartAnew = false
  let failures = 0
  let unwritten = 0
  while (!signal.aborted) {
    const round = await runRound(ports, parts, mustStartAnew, signal)
    if (round.ok) {
      failures = 0
      unwritten = 0
      mustStartAnew = false
      if (round.value === 'behind') ports.report({ state: 'catching-up', fault: '', nextTryMs: 0 })
      else await rest(ports, upToDate(ports.isNudged()), signal)
    } else {
      failures += 1
      unwritten = round.error === 'cache-failed' ? unwritten + 1 : 0
      // A cache that was closed or wiped under our hands never comes back; its successor does.
      mustStartAnew ||= isNewFeed(round.error) || unwritten >= failuresUntilAnew
      // A centre that says "start anew" is there; only a try that failed again has to wait.
      const isAnswered = isNewFeed(round.error) && failures === 1
      const nextTryMs = isAnswered ? 0 : backoffMs(failures, ports.random())
      await rest(ports, { state: 'failing', fault: round.error, nextTryMs }, signal)
    }
  }
}

function upToDate(isNudged: boolean): PullState {
  return { state: 'up-to-date', fault: '', nextTryMs: isNudged ? nudgedRoundMs : roundMs }
}

function isNewFeed(fault: RoundFault): boolean {
  return fault === 'reset' || fault === 'other-feed' || fault === 'base-differs'
}

async function rest(ports: SyncPorts, pull: PullState, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  ports.report(pull)
  await ports.waitForRound(pull.nextTryMs, signal)
}

/** IndexedDB says so by itself, or Dexie with the reason inside. */
function isQuotaExceeded(thrown: unknown): boolean {
  if (!(thrown instanceof Error) && !(thrown instanceof DOMException)) return false
  if (thrown.name === 'QuotaExceededError') return true
  return 'inner' in thrown && isQuotaExceeded(thrown.inner)
}

interface RoundParts {
  readonly snapshot: SnapshotPull
  readonly check: BaseCheck
}

/** One request and everything that comes of it. Never rejects. */
async function runRound(
  ports: SyncPorts,
  { snapshot, check }: RoundParts,
  mustStartAnew: boolean,
  signal: AbortSignal,
): Promise<Round> {
  const place = ports.base.place()
  // Ends the request whatever way the round ends, so that no torn answer goes on in the background.
  const request = new AbortController()
  const either = AbortSignal.any([signal, request.signal])
  try {
    return place && !mustStartAnew
      ? await pullChanges(ports, check, place, either)
      : await snapshot.pull(place !== null, either)
  } catch (thrown) {
    ports.onUnwritable(thrown)
    return fail(isQuotaExceeded(thrown) ? 'cache-full' : 'cache-failed')
  } finally {
    request.abort()
  }
}

async function pullChanges(
  ports: SyncPorts,
  check: BaseCheck,
  from: FeedPlace,
  signal: AbortSignal,
): Promise<Round> {
  // A page is one transaction, so it has no more rows than one may have.
  const query = `cursor=${encodeURIComponent(writeCursor(from))}&limit=${String(rowsPerTransaction)}`
  const answer = await askFeed(ports, `/v1/changes?${query}`, signal)
  if (!answer.ok) return answer
  const page = await readChangesPage(chunksOf(answer.value.body, ports.wait, stallMs), from)
  if (!page.ok) return page
  const applied = await ports.base.apply(page.value)
  if (!applied.ok) return fail('cache-failed')
  const { to, head, sum } = page.value
  if (to.feed.seq < head) return succeed('behind')
  return sum ? check.run(to.feed, sum, signal) : succeed('up-to-date')
}
