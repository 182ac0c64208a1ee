import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { BaseChange, FeedPlace } from '../../../renderer/store/base-change.ts'
import { backoffCapMs, backoffMs } from '../../../renderer/sync/backoff.ts'
import { runSync, type SyncPorts } from '../../../renderer/sync/sync-loop.ts'
import { succeed } from '../../../shared/domain/result.ts'
import { until } from '../../wait/until.ts'
import { ndjson, pageLines, snapshotLines } from './feed-lines.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const toClose: (() => void)[] = []
afterEach(() => {
  for (const close of toClose.splice(0)) close()
})

/** A centre on a real socket; each request takes the next answer, the last one stays. */
async function centre(...answers: Answer[]): Promise<{ url: string; asked: string[] }> {
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

const text =
  (body: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(200, headers)
    response.end(body)
  }

const fault =
  (status: number, code: string): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { code, message: 'm', remedy: 'r' } }))
  }

/** Sends a part and cuts the connection. */
const torn =
  (body: string): Answer =>
  (_request, response) => {
    response.writeHead(200)
    response.write(body, () => response.destroy())
  }

const snapshot = (keys: readonly string[], headers = {}) =>
  text(ndjson(snapshotLines(keys)), headers)
const page = (at: number, keys: readonly string[], head?: number) =>
  text(ndjson(pageLines(at, keys, head)))

interface Station {
  readonly log: string[]
  place: FeedPlace | null
  readonly waits: number[]
}

/** Runs the loop against a centre with a base that only remembers what was done to it. */
function run(url: string, place: FeedPlace | null = null): Station {
  const station: Station = { log: [], place, waits: [] }
  const stop = new AbortController()
  toClose.push(() => stop.abort())
  const keys = (changes: readonly BaseChange[]) => changes.map(({ key }) => key).join()
  const ports: SyncPorts = {
    request: (path, signal) => fetch(`${url}${path}`, { signal }),
    base: {
      place: () => station.place,
      apply(read) {
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
    // No clock: the next round comes as soon as the event loop has had a turn.
    waitForRound(ms) {
      station.waits.push(ms)
      return new Promise((resolve) => setImmediate(resolve))
    },
    report: ({ state, fault: why }) =>
      void station.log.push(why === '' ? state : `${state} ${why}`),
  }
  void runSync(ports, stop.signal)
  return station
}

const at = (seq: number): FeedPlace => ({ feedEpoch: 'f', warehouse: 'w', seq })
const seen = (station: Station, entry: string) =>
  until(entry, () => station.log.includes(entry), 5_000)

describe('sync loop', () => {
  it('fills from a snapshot, then follows the changes without a pause while it is behind', async () => {
    const { url, asked } = await centre(
      snapshot(['a', 'b']),
      page(10, ['c'], 12),
      page(11, ['d'], 12),
      page(12, []),
    )
    const station = run(url)
    await seen(station, 'up-to-date')
    expect(station.log.slice(0, 8)).toEqual([
      'filling',
      'fill from centre',
      'put a,b',
      'finish',
      'catching-up',
      'apply c to 11',
      'catching-up',
      'apply d to 12',
    ])
    expect(asked.slice(0, 3)).toEqual([
      '/v1/snapshot',
      '/v1/changes?cursor=f~w~10&limit=100',
      '/v1/changes?cursor=f~w~11&limit=100',
    ])
    expect(station.waits[0]).toBe(1_500)
  })

  it('gives up a snapshot that is torn, sets no place, and starts again', async () => {
    const whole = ndjson(snapshotLines(['a', 'b', 'c']))
    const { url } = await centre(torn(whole.slice(0, -20)), snapshot(['a', 'b', 'c']), page(10, []))
    const station = run(url)
    await seen(station, 'up-to-date')
    expect(station.log).toContain('abandon')
    expect(station.log.indexOf('abandon')).toBeLessThan(station.log.indexOf('finish'))
    expect(station.log.filter((entry) => entry === 'finish')).toHaveLength(1)
  })

  it('applies nothing of a page that is torn, and asks for the same place again', async () => {
    const cut = ndjson(pageLines(10, ['a', 'b'])).slice(0, -4)
    const { url, asked } = await centre(torn(cut), page(10, ['a', 'b']), page(12, []))
    const station = run(url, at(10))
    await seen(station, 'apply a,b to 12')
    expect(station.log.filter((entry) => entry.startsWith('apply'))[0]).toBe('apply a,b to 12')
    expect(asked[1]).toBe(asked[0])
  })

  it('fills anew when the centre says reset, and keeps what it had until that is whole', async () => {
    const { url } = await centre(
      fault(410, 'reset'),
      torn(ndjson(snapshotLines(['a'])).slice(0, 40)),
      snapshot(['a']),
      page(10, []),
    )
    const station = run(url, at(99))
    await seen(station, 'finish')
    expect(station.log).toContain('failing reset')
    const before = station.log.slice(0, station.log.indexOf('finish'))
    expect(before.filter((entry) => entry.startsWith('apply'))).toEqual([])
    expect(station.place).toEqual(at(10))
  })

  it('fills anew when the feed is another one', async () => {
    const { url } = await centre(page(10, ['x']), snapshot(['a']), page(10, []))
    const station = run(url, { ...at(10), feedEpoch: 'old' })
    await seen(station, 'finish')
    expect(station.log[0]).toBe('failing other-feed')
  })

  it('takes the archive when it has nothing, and never instead of what it has', async () => {
    const archive = snapshot(['a'], { 'x-holdfast-source': 'archive' })
    const cold = await centre(archive, fault(503, 'busy'))
    const empty = run(cold.url)
    await seen(empty, 'failing busy')
    expect(empty.log).toContain('fill from archive')
    const warm = await centre(fault(410, 'reset'), archive)
    const full = run(warm.url, at(50))
    await seen(full, 'failing archive-is-older')
    expect(full.place).toEqual(at(50))
    expect(full.log).not.toContain('fill from archive')
  })

  it('does not take a captive portal for a centre', async () => {
    const { url } = await centre(text('<html>\n<p>Please log in</p>\n'))
    const station = run(url, at(10))
    await seen(station, 'failing malformed')
    expect(station.place).toEqual(at(10))
  })

  it('goes on when there is no answer at all, waiting longer each time', async () => {
    const { url } = await centre((_request, response) => response.destroy())
    const station = run(url, at(10))
    await until('five tries', () => station.waits.length >= 5, 5_000)
    expect(station.waits.slice(0, 4)).toEqual([250, 500, 1_000, 2_000])
  })
})

describe('backoff', () => {
  it('never waits longer than its cap, also after days', () => {
    for (const failures of [1, 5, 50, 5_000]) {
      expect(backoffMs(failures, 0.999_999)).toBeLessThanOrEqual(backoffCapMs)
      expect(backoffMs(failures, 0)).toBe(0)
    }
  })
})
