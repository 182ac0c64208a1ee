import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { bucketOf } from '../../shared/domain/row-sum.ts'
import { until } from '../wait/until.ts'
import { orderAt, revisionsAt } from './cache-page/centre.ts'
import {
  feed,
  filled,
  type Inspected,
  generations,
  incidents,
  inspect,
  packableOf,
  status,
} from './cache-page/station.ts'

describe('a cache that is silently damaged while it is in use', () => {
  it('a lost row and an outdated one are noticed, fetched again with their bucket only, and counted right', async () => {
    const page = await filled()
    const [lost, outdated] = [orderAt(feed, 1), orderAt(feed, 2)]
    await page.evaluate(`cachePage.damage(1, 'orders', '${lost}', () => null)`)
    await page.evaluate(
      `cachePage.damage(1, 'orders', '${outdated}', (record) => ({ ...record, rev: 1 }))`,
    )
    await until('mended', async () => {
      const { revs } = await inspect(page, 1)
      return isDeepStrictEqual(revs, revisionsAt(feed, 600))
    })
    const buckets = [lost, outdated].map((key) => String(bucketOf({ entity: 'order', key })))
    expect([...new Set(feed.bucketsAsked)].sort()).toEqual(['all', ...buckets].sort())
    expect(await incidents(page)).toContain('cache-differs')
    await until('counted', async () => {
      const { base, counted } = await inspect(page, 1)
      return base?.totals.tabs.toPack === counted.toPack && packableOf(base) === counted.packable
    })
    expect(await generations(page)).toEqual(['holdfast-cache-1'])
    expect(feed.snapshotsBegun).toBe(1)
    expect(await page.evaluate('cachePage.failures')).toEqual([])
  })

  it('that lost most of its rows is filled anew as a new generation, and shown without a gap', async () => {
    const page = await filled()
    await page.evaluate(`
      window.states = []
      setInterval(() => window.states.push(cachePage.store.queries.status().state), 20)
    `)
    const lost = Array.from({ length: 200 }, (_unused, index) => orderAt(feed, index + 1))
    await page.evaluate(`(async () => {
      for (const key of ${JSON.stringify(lost)}) await cachePage.damage(1, 'orders', key, () => null)
    })()`)
    const whole = await until('a new generation', async () => {
      const found = await page.evaluate<Inspected | null>('cachePage.inspectWhole()')
      return found?.generation === 2 ? found : null
    })
    expect(whole.revs).toEqual(revisionsAt(feed, 600))
    await until('ready', async () => (await status(page)).state === 'ready')
    expect(await page.evaluate('window.states.every((state) => state === "ready")')).toBe(true)
  })

  it('that is wiped while the window works on comes back as a new generation by itself', async () => {
    const page = await filled()
    await page.evaluate(`indexedDB.deleteDatabase('holdfast-cache-1')`)
    feed.head += 10
    const whole = await until('a new generation', async () => {
      const found = await page.evaluate<Inspected | null>('cachePage.inspectWhole()')
      return found?.base?.place.feed.seq === 610 ? found : null
    })
    expect(whole.revs).toEqual(revisionsAt(feed, 610))
    expect(await incidents(page)).toContain('cache-unwritable')
    await until('orders are found', async () =>
      page.evaluate<boolean>(`cachePage.store.findOrder('${orderAt(feed, 1)}').then(Boolean)`),
    )
    const found = 'cachePage.store.findProduct("06901234567892") !== undefined'
    expect(await page.evaluate(found)).toBe(true)
  })

  it('a sync without changes asks for the page and for nothing else', async () => {
    const page = await filled()
    const before = feed.pagesSent
    await until('some rounds', () => feed.pagesSent > before + 3)
    expect(feed.bucketsAsked).toEqual([])
    expect(await incidents(page)).not.toContain('cache-differs')
  })
})
