import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import type { BaseChange, FeedPlace } from '../../../renderer/store/base-change.ts'
import { runSync, type SyncPorts } from '../../../renderer/sync/sync-loop.ts'
import { succeed } from '../../../shared/domain/result.ts'
import { BucketSums, sumText } from '../../../shared/domain/row-sum.ts'
import { until } from '../../wait/until.ts'
import { ndjson, pageLines, snapshotLines } from './feed-lines.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

const toClose: (() => void)[] = []

/** Ends every centre and every loop that a test has begun. */
export function closeAll(): void {
  for (const close of toClose.splice(0)) close()
}

/** A centre on a real socket; each request takes the next answer, the last one stays. */
export async function centre(...answers: Answer[]): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    answer?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  toClose.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked }
}

export const text =
  (body: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(200, headers)
    response.end(body)
  }

export const fault =
  (status: number, code: string): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { code, message: 'm', remedy: 'r' } }))
  }

/** Sends a part and cuts the connection. */
export const torn =
  (body: string | Uint8Array): Answer =>
  (_request, response) => {
    response.writeHead(200)
    response.write(body, () => response.destroy())
  }

export const snapshot = (keys: readonly string[], headers = {}) =>
  text(ndjson(snapshotLines(keys)), headers)
/** The head of a snapshot that leaves out its first rows. */
export const headOf = (keys: readonly string[], had: number, seq = 10) => ({
  ...{ kind: 'snapshot', rows: keys.length, ...(had > 0 ? { had } : {}) },
  cursor: { feedEpoch: 'f', warehouse: 'w', seq },
})

/** The rest of a snapshot, from where the request says that it was torn. */
export const restOf =
  (keys: readonly string[]): Answer =>
  (request, response) => {
    const query = new URL(request.url ?? '', 'http://centre').searchParams
    const had = Number(query.get('had'))
    if (had > 0) expect(query.get('key')).toBe(keys[had - 1])
    response.end(ndjson(snapshotLines(keys).toSpliced(0, 1 + had, headOf(keys, had))))
  }

export const page = (at: number, keys: readonly string[], head?: number) =>
  text(ndjson(pageLines(at, keys, head)))

export interface Station {
  isNudged: boolean
  /** What the next pages fail to be written with. */
  readonly refusals: Error[]
  /** What is on its disk, and what the centre has. */
  sums: BucketSums
  centreSums: BucketSums
  readonly log: string[]
  place: FeedPlace | null
  readonly waits: number[]
}

/** Runs the loop against a centre with a base that only remembers what was done to it. */
export function run(url: string, place: FeedPlace | null = null): Station {
  const none = new BucketSums()
  const station: Station = {
    log: [],
    place,
    waits: [],
    sums: none,
    centreSums: none,
    isNudged: false,
    refusals: [],
  }
  const stop = new AbortController()
  toClose.push(() => stop.abort())
  const keys = (changes: readonly BaseChange[]) => changes.map(({ key }) => key).join()
  const ports: SyncPorts = {
    request: (path, signal) => fetch(`${url}${path}`, { signal }),
    base: {
      isSound: (told) => Promise.resolve(sumText(told) === sumText(station.sums.total())),
      countBuckets: () => Promise.resolve(station.sums),
      replaceBucket(bucket, rows) {
        station.log.push(`replace bucket ${String(bucket)} with ${keys(rows)}`)
        return Promise.resolve()
      },
      settle(sum) {
        station.log.push(`settle at ${String(sum.rows)} rows`)
        station.sums = station.centreSums
        return Promise.resolve()
      },
      place: () => station.place,
      apply(read) {
        const refused = station.refusals.shift()
        if (refused) return Promise.reject(refused)
        station.place = read.to.feed
        station.log.push(`apply ${keys(read.changes)} to ${String(read.to.feed.seq)}`)
        return Promise.resolve(succeed(null))
      },
      startFill(head, fromArchive) {
        station.log.push(`fill from ${fromArchive ? 'archive' : 'centre'}`)
        return Promise.resolve({
          put: (changes) => Promise.resolve(void station.log.push(`put ${keys(changes)}`)),
          finish() {
            station.place = head.place.feed
            station.log.push('finish')
            return Promise.resolve()
          },
          abandon: () => Promise.resolve(void station.log.push('abandon')),
        })
      },
    },
    wait: (_ms, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    random: () => 0.5,
    isNudged: () => station.isNudged,
    // No clock: the next round comes as soon as the event loop has had a turn.
    waitForRound(ms) {
      station.waits.push(ms)
      return new Promise((resolve) => setImmediate(resolve))
    },
    onUnwritable: () => void station.log.push('unwritable'),
    onDifference: () => void station.log.push('difference'),
    report: ({ state, fault: why }) =>
      void station.log.push(why === '' ? state : `${state} ${why}`),
  }
  void runSync(ports, stop.signal)
  return station
}

export const at = (seq: number): FeedPlace => ({ feedEpoch: 'f', warehouse: 'w', seq })
export const seen = (station: Station, entry: string) =>
  until(entry, () => station.log.includes(entry), 5_000)
