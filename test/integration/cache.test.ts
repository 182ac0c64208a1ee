import { readdir, rm, writeFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { until } from '../wait/until.ts'
import { anOrder } from '../unit/store/an-order.ts'
import { orderAt, revisionsAt } from './cache-page/centre.ts'
import {
  dataFolder,
  feed,
  filled,
  frame,
  generations,
  incidents,
  inspect,
  kill,
  open,
  packableOf,
  packedUnits,
  start,
  startSync,
  status,
  syncedTo,
} from './cache-page/station.ts'

describe('cache in a real window', () => {
  it('fills from nothing: every row, right totals, goods by code, and a place to go on from', async () => {
    const page = await filled()
    const { base, revs, counted } = await inspect(page, 1)
    expect(revs).toEqual(revisionsAt(feed, 600))
    expect(base?.totals.tabs.toPack).toBe(counted.toPack)
    expect(packableOf(base)).toBe(counted.packable)
    await until('ready', async () => (await status(page)).state === 'ready')
    expect(counted.packable).toBeGreaterThan(10)
    expect(await status(page)).toMatchObject({
      queued: counted.toPack,
      packableOffline: counted.packable,
    })
    expect(await page.evaluate('cachePage.store.findProduct("06901234567892")')).toMatchObject({
      sku: 'SKU-1',
    })
    expect(await page.evaluate('cachePage.store.codeFor("SKU-1")')).toBe('6901234567892')
  })

  it('killed while changes come in: rows and cursor are of one moment, and totals are right', async () => {
    await filled()
    for (const round of [1, 2, 3]) {
      const pagesBefore = feed.pagesSent
      feed.head += 6_000
      await until('the pull is under way', () => feed.pagesSent > pagesBefore + 4 + round * 3)
      await kill()
      feed.isDown = true
      const page = await start()
      const { base, revs, counted } = await inspect(page, 1)
      const seq = base?.place.feed.seq ?? 0
      expect(revs).toEqual(revisionsAt(feed, seq))
      expect(base?.totals.tabs.toPack).toBe(counted.toPack)
      expect(packableOf(base)).toBe(counted.packable)
      feed.isDown = false
      await open(page)
      await startSync(page)
    }
  })

  it('that fails within a page keeps neither its rows nor its cursor', async () => {
    await filled()
    await kill()
    feed.isDown = true
    const again = await start()
    const before = await inspect(again, 1)
    const key = orderAt(feed, 1)
    const change = {
      entity: 'order',
      key,
      rev: 9_999,
      row: { ...anOrder(key, 5), state: 'packed' },
    }
    const call = `cachePage.applyBroken(1, ${JSON.stringify(change)})`
    expect(await again.evaluate(call)).toBe('failed')
    expect(await inspect(again, 1)).toEqual(before)
  })

  it('killed in a snapshot: what came is shown, is no base, and is replaced by a whole one', async () => {
    feed.stopAfterLines = 250
    const page = await start()
    await open(page)
    await startSync(page)
    await until('rows came in', async () => (await status(page)).applied >= 200)
    expect((await status(page)).state).toBe('filling')
    await kill()
    feed.stopAfterLines = null
    feed.head = 700
    const again = await start()
    await open(again)
    expect((await status(again)).state).toBe('filling')
    await startSync(again)
    const whole = await syncedTo(again, 700)
    await until('the new base is shown', async () => (await status(again)).state === 'ready')
    expect(whole.revs).toEqual(revisionsAt(feed, 700))
  })

  it('deleted while the program was closed: comes back, with every fact of the journal on top', async () => {
    const orderNumber = orderAt(feed, 1)
    const page = await filled()
    feed.frames = [frame(1, orderNumber), frame(2, orderNumber)]
    await page.evaluate(`cachePage.store.appended(${JSON.stringify(feed.frames)})`)
    expect(await packedUnits(page, orderNumber)).toBe(2)
    await kill()
    await rm(join(dataFolder, 'IndexedDB'), { recursive: true, force: true })
    const again = await start()
    await open(again)
    expect(await packedUnits(again, orderNumber)).toBeUndefined()
    await startSync(again)
    await syncedTo(again, 600)
    expect(await packedUnits(again, orderNumber)).toBe(2)
  })

  it('destroyed on disk: the window opens all the same and fills anew', async () => {
    await filled()
    await kill()
    await destroyFiles(join(dataFolder, 'IndexedDB'))
    const page = await start()
    await open(page)
    await startSync(page)
    await until('ready', async () => (await status(page)).state === 'ready')
    const whole = await syncedTo(page, 600)
    expect((await status(page)).queued).toBe(whole.counted.toPack)
    expect(whole.revs).toEqual(revisionsAt(feed, 600))
  })

  it('of a newer program is left alone; a new generation takes its place', async () => {
    const page = await start()
    await page.evaluate('cachePage.makeByHand("holdfast-cache-7", 9000)')
    await open(page)
    expect(await incidents(page)).toContain('cache-of-newer-program')
    await startSync(page)
    expect((await syncedTo(page, 600)).generation).toBe(8)
    expect(await generations(page)).toContain('holdfast-cache-7')
  })

  it('that has lost its marker is not trusted, though it has rows', async () => {
    await filled()
    await kill()
    const page = await start()
    await page.evaluate('cachePage.removeMarker("holdfast-cache-1")')
    await open(page)
    expect(await incidents(page)).toContain('cache-half-lost')
    expect((await status(page)).state).toBe('empty')
  })

  it('of a feed that began anew is replaced in one step: no list is empty meanwhile', async () => {
    const page = await filled()
    await page.evaluate(`
      window.totals = []
      window.watch = async () => {
        for (;;) window.totals.push((await cachePage.store.queries.queuePage('toPack', '', 20)).rows.length)
      }
      void window.watch()
    `)
    feed.epoch = 'g'
    feed.head = 900
    await syncedTo(page, 900)
    await until('the new base is shown', async () =>
      page.evaluate<boolean>(`cachePage.store.findOrder('${orderAt(feed, 1)}').then(Boolean)`),
    )
    const least = await page.evaluate<number>('Math.min(...window.totals)')
    expect(least).toBe(20)
    expect(await page.evaluate('cachePage.failures')).toEqual([])
  })

  it('counts a fact once when the pull brings it before its acknowledgement', async () => {
    const orderNumber = orderAt(feed, 1)
    const page = await filled()
    feed.frames = [frame(1, orderNumber)]
    await page.evaluate(`cachePage.store.appended(${JSON.stringify(feed.frames)})`)
    expect(await packedUnits(page, orderNumber)).toBe(1)
    // The centre has taken the fact and decided that it changes nothing: the base shows the row without it.
    feed.taken = 1
    feed.head += 1
    await until('the fact is settled', async () => (await packedUnits(page, orderNumber)) === 0)
  })

  it('finds an order by number in its list, and lists by deadline with own facts on top', async () => {
    const page = await filled()
    const search = await page.evaluate<{ total: number; rows: { orderNumber: string }[] }>(
      'cachePage.store.queries.queuePage("toPack", "SO-00001", 50)',
    )
    expect(search.rows.length).toBe(search.total)
    expect(search.rows.every((row) => row.orderNumber.startsWith('SO-00001'))).toBe(true)
    const { rows, total } = await page.evaluate<typeof search>(
      'cachePage.store.queries.queuePage("toPack", "", 50)',
    )
    expect(rows).toHaveLength(50)
    expect(total).toBe((await inspect(page, 1)).counted.toPack)
    const first = rows[0]?.orderNumber ?? ''
    const frames = [1, 2, 3, 4, 5].map((seq) => frame(seq, first))
    feed.frames = frames
    await page.evaluate(`cachePage.store.appended(${JSON.stringify(frames)})`)
    await until('the list shows them', async () => {
      const after = await page.evaluate<{ rows: { orderNumber: string; packedUnits: number }[] }>(
        'cachePage.store.queries.queuePage("toPack", "", 50)',
      )
      return after.rows.find((row) => row.orderNumber === first)?.packedUnits === 5
    })
  })
})

/** Writes garbage over every file that holds rows, as a disk that lies would. */
async function destroyFiles(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name)
    const isFile = (await stat(path)).isFile()
    if (isFile && !path.endsWith('LOCK')) await writeFile(path, Buffer.alloc(4_096, 0xa5))
  }
}
