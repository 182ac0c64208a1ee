import { afterEach, describe, expect, it } from 'vitest'
import { BucketSums, bucketOf, sumText } from '../../../shared/domain/row-sum.ts'
import { until } from '../../wait/until.ts'
import { ndjson, pageLines, snapshotLines } from './feed-lines.ts'
import { at, centre, closeAll, run, seen } from './loop-fixture.ts'

afterEach(closeAll)

describe('a base that is not what the centre says', () => {
  const order = (key: string, rev = 1) => ({ entity: 'order' as const, key, rev })
  const sumsOf = (...rows: readonly ReturnType<typeof order>[]) => {
    const sums = new BucketSums()
    for (const row of rows) sums.add(row)
    return sums
  }

  /** A centre that has these rows at seq 10 and tells what they add up to. */
  function centreWith(keys: readonly string[]) {
    const sums = sumsOf(...keys.map((key) => order(key)))
    const wire = ({ rows, ...half }: ReturnType<BucketSums['total']>) => ({
      ...{ rows, sum: sumText({ rows, ...half }) },
    })
    const cursor = { feedEpoch: 'f', warehouse: 'w', seq: 10 }
    return centre((request, response) => {
      const path = request.url ?? ''
      const [head, ...rest] = pageLines(10, [])
      if (path.startsWith('/v1/changes'))
        response.end(ndjson([{ ...(head as object), sum: wire(sums.total()) }, ...rest]))
      else if (path.startsWith('/v1/buckets?'))
        response.end(JSON.stringify({ cursor, buckets: sums.all().map(wire) }))
      else if (path.startsWith('/v1/buckets/')) {
        const bucket = Number(/buckets\/(\d+)/.exec(path)?.[1])
        const own = keys.filter((key) => bucketOf(order(key)) === bucket)
        response.end(ndjson(snapshotLines(own)))
      } else response.end(ndjson(snapshotLines(keys)))
    })
  }

  const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `o${String(index)}`)
  const loop = async (keys: readonly string[], sums: BucketSums) => {
    const { url, asked } = await centreWith(keys)
    const station = run(url, at(10))
    station.sums = sums
    station.centreSums = sumsOf(...keys.map((key) => order(key)))
    return { station, asked }
  }

  it('that adds up to the same is never asked for more than the page', async () => {
    const keys = keysOf(40)
    const { station, asked } = await loop(keys, sumsOf(...keys.map((key) => order(key))))
    await until('ten rounds', () => station.waits.length >= 10, 5_000)
    expect(asked.every((path) => path.startsWith('/v1/changes'))).toBe(true)
  })

  it('gets the one bucket again in which a row is lost or outdated, and no other', async () => {
    const keys = keysOf(400)
    for (const damage of ['lost', 'outdated', 'strange'] as const) {
      const victim = keys[123] ?? ''
      const rows = keys
        .filter((key) => key !== victim || damage === 'strange')
        .map((key) => order(key))
      if (damage === 'outdated') rows.push(order(victim, 7))
      if (damage === 'strange') rows.push(order('never-heard-of'))
      const { station, asked } = await loop(keys, sumsOf(...rows))
      await seen(station, 'settle at 400 rows')
      const where = bucketOf(order(damage === 'strange' ? 'never-heard-of' : victim))
      const fetched = asked.filter((path) => path.startsWith('/v1/buckets/'))
      expect(fetched).toEqual([`/v1/buckets/${String(where)}?cursor=f~w~10`])
      expect(station.log.filter((entry) => entry === 'difference')).toHaveLength(1)
      await until('more rounds', () => station.waits.length >= 5, 5_000)
      expect(asked.filter((path) => path.startsWith('/v1/buckets?'))).toHaveLength(1)
    }
  })

  it('in more than a few buckets is filled anew beside the old one', async () => {
    const { station } = await loop(keysOf(400), sumsOf())
    await seen(station, 'finish')
    expect(station.log).toContain('failing base-differs')
    expect(station.log.some((entry) => entry.startsWith('replace'))).toBe(false)
  })

  it('and stays so is not fetched again every round', async () => {
    const { station, asked } = await loop(keysOf(40), sumsOf())
    station.centreSums = sumsOf()
    await until('sixty rounds', () => station.waits.length >= 60, 10_000)
    expect(asked.filter((path) => path.startsWith('/v1/buckets?')).length).toBeLessThanOrEqual(3)
  })
})
