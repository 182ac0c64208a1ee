import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { backoffCapMs, backoffMs } from '../../../renderer/sync/backoff.ts'
import { until } from '../../wait/until.ts'
import { ndjson, pageLines, snapshotLines } from './feed-lines.ts'
import {
  at,
  centre,
  closeAll,
  fault,
  headOf,
  page,
  restOf,
  run,
  seen,
  snapshot,
  text,
  torn,
} from './loop-fixture.ts'

afterEach(closeAll)

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

  it('goes on behind the last row of a snapshot, wherever it was torn, and no row comes twice', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e']
    const bytes = new TextEncoder().encode(ndjson(snapshotLines(keys)))
    for (let cut = 0; cut < bytes.length; cut += 53) {
      const { url, asked } = await centre(torn(bytes.subarray(0, cut)), restOf(keys), page(10, []))
      const station = run(url)
      await seen(station, 'up-to-date')
      const put = station.log.filter((entry) => entry.startsWith('put'))
      expect(put.map((entry) => entry.slice(4)).join()).toBe(keys.join())
      expect(station.log.filter((entry) => entry === 'finish')).toHaveLength(1)
      const isResumed = asked[1]?.includes('&had=') === true
      if (put.length > 1) expect(isResumed).toBe(true)
      if (isResumed) expect(station.log).not.toContain('abandon')
    }
  })

  it('torn again and again, brings each row once all the same', async () => {
    const keys = Array.from({ length: 12 }, (_, index) => `o${String(index)}`)
    const again = (request: IncomingMessage, response: ServerResponse) => {
      const had = Number(new URL(request.url ?? '', url).searchParams.get('had'))
      const lines = ndjson(snapshotLines(keys).toSpliced(0, 1 + had, headOf(keys, had)))
      // Each stream brings two rows and a half.
      const until = ndjson(snapshotLines(keys).slice(0, 3)).length + 60
      if (had >= 10) response.end(lines)
      else torn(lines.slice(0, until))(request, response)
    }
    const { url } = await centre((request, response) =>
      request.url?.startsWith('/v1/snapshot') === true
        ? again(request, response)
        : page(10, [])(request, response),
    )
    const station = run(url)
    await seen(station, 'up-to-date')
    const put = station.log.flatMap((entry) => (entry.startsWith('put') ? [entry.slice(4)] : []))
    expect(put.join()).toBe(keys.join())
    expect(put.length).toBeGreaterThan(4)
  })

  it('begins anew when the torn snapshot is no longer kept, and when it proves to be another one', async () => {
    const whole = ndjson(snapshotLines(['a', 'b', 'c']))
    const part = torn(whole.slice(0, -30))
    const expired = await centre(part, fault(409, 'reset'), snapshot(['a', 'b', 'c']), page(10, []))
    const first = run(expired.url)
    await seen(first, 'up-to-date')
    expect(expired.asked[2]).toBe('/v1/snapshot')
    expect(first.log.filter((entry) => /fill|abandon|finish/.test(entry))).toEqual([
      ...['filling', 'fill from centre', 'abandon'],
      ...['filling', 'fill from centre', 'finish'],
    ])
    const other = ndjson([
      headOf(['a', 'b', 'c'], 2, 11),
      ...snapshotLines(['a', 'b', 'c']).slice(3),
    ])
    const changed = await centre(part, text(other), snapshot(['a', 'b', 'c']), page(10, []))
    const second = run(changed.url)
    await seen(second, 'up-to-date')
    expect(second.log).toContain('abandon')
    expect(second.log.filter((entry) => entry === 'finish')).toHaveLength(1)
  })

  it('lets a torn snapshot go when three tries bring nothing, so that the archive can answer', async () => {
    const whole = ndjson(snapshotLines(['a', 'b', 'c']))
    const archive = snapshot(['a'], { 'x-holdfast-source': 'archive' })
    const busy = fault(503, 'busy')
    const { url, asked } = await centre(torn(whole.slice(0, -30)), busy, busy, busy, archive, busy)
    const station = run(url)
    await seen(station, 'fill from archive')
    expect(asked.slice(1, 4).every((path) => path.includes('&had='))).toBe(true)
    expect(asked[4]).toBe('/v1/snapshot')
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

describe('a cache that cannot be written', () => {
  const gone = () => Object.assign(new Error('gone'), { name: 'DatabaseClosedError' })
  const full = () =>
    Object.assign(new Error('abort'), {
      name: 'AbortError',
      inner: Object.assign(new Error('full'), { name: 'QuotaExceededError' }),
    })
  const feed = () =>
    centre((request, response) =>
      request.url?.startsWith('/v1/snapshot') === true
        ? snapshot(['a'])(request, response)
        : page(10, ['x'], 11)(request, response),
    )

  it('three times in a row is told of and filled anew beside itself', async () => {
    const station = run((await feed()).url, at(10))
    station.refusals.push(gone(), gone(), gone())
    await seen(station, 'finish')
    expect(station.log.filter((entry) => entry === 'unwritable')).toHaveLength(3)
  })

  it('for want of room keeps what it has, goes on asking, and writes when there is room again', async () => {
    const station = run((await feed()).url, at(10))
    station.refusals.push(...Array.from({ length: 8 }, full))
    await seen(station, 'apply x to 11')
    expect(station.log).toContain('failing cache-full')
    expect(station.log.some((entry) => entry.startsWith('fill'))).toBe(false)
  })
})

describe('nudges', () => {
  it('while they come the pull rests long, and short without them', async () => {
    const { url } = await centre(page(10, []))
    const station = run(url, at(10))
    await until('rounds', () => station.waits.length >= 2, 5_000)
    station.isNudged = true
    await until('a long rest', () => station.waits.at(-1) === 30_000, 5_000)
    expect(station.waits[0]).toBe(1_500)
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
