import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { expect, it } from 'vitest'
import { readinessFor, type ReadinessCounts } from '../../renderer/store/readiness.ts'
import { launchElectron } from '../electron/launch.ts'
import { until } from '../wait/until.ts'
import { anOrder } from '../unit/store/an-order.ts'
import { startCentre, type Feed } from './cache-page/centre.ts'

const pageSource = fileURLToPath(new URL('./cache-page/', import.meta.url))

interface Inspected {
  readonly base?: { readonly totals: { readonly readiness: ReadinessCounts } }
  /** Counted row by row. */
  readonly readiness: ReadinessCounts
}

it('goods that come and vanish: readiness is counted as if every row were looked at', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'holdfast-readiness-'))
  const outDir = join(scratch, 'page')
  const options = { base: './', logLevel: 'silent', configFile: false } as const
  const worker = { format: 'es' } as const
  await build({ root: pageSource, ...options, worker, build: { outDir, target: 'chrome130' } })
  const feed: Feed = {
    ...{ epoch: 'f', head: 600, orders: 301, stopAfterLines: null, isDown: false },
    ...{ frames: [], taken: 0, snapshotsBegun: 0, pagesSent: 0, bucketsAsked: [] },
  }
  const centre = await startCentre(feed, outDir)
  const address = `http://127.0.0.1:${String(centre.port)}/`
  const running = await launchElectron(pageSource, address, join(scratch, 'data'))
  const page = await running.firstWindow()
  await page.waitForFunction('window.cachePage !== undefined')
  await page.evaluate('cachePage.open()')
  await page.evaluate('cachePage.store.startSync()')
  await until('the base is whole', () => page.evaluate('cachePage.inspectWhole()'))
  const contact = anOrder('X', 1).recipient
  const goods = (sku: string, rev: number, barcodes: readonly string[] | null) => ({
    ...{ entity: 'product', key: sku, rev },
    row: barcodes && { sku, name: sku, barcodes, unitWeightGrams: 40, bin: 'A' },
  })
  const ordered = (key: string, rev: number, skus: readonly string[], more: object = {}) => {
    const [line] = anOrder(key, 1).lines
    const lines = skus.map((sku, index) => ({ ...line, sku, lineId: `L${String(index)}` }))
    return { entity: 'order', key, rev, row: { ...anOrder(key, 1), lines, ...more } }
  }
  const labelled = (key: string) => ({
    ...{ entity: 'waybill', key: `YT-${key}`, rev: 1 },
    row: {
      ...{ waybillNumber: `YT-${key}`, carrier: 'yto', carrierName: '圆通', orderNumber: key },
      ...{ threeSegmentCode: '1', packageCentre: '1', packageCentreCode: '1', productType: '' },
      ...{ recipient: contact, sender: contact, codAmountFen: 0, state: 'allocated' },
    },
  })
  const pages = [
    [ordered('R-1', 1, ['SKU-8', 'SKU-9']), labelled('R-1'), ordered('R-2', 1, ['SKU-1', 'SKU-9'])],
    [
      goods('SKU-8', 1, []),
      labelled('R-2'),
      ordered('R-3', 1, ['SKU-1'], { claimedBy: 'station-2' }),
    ],
    [goods('SKU-9', 1, ['9']), goods('SKU-8', 2, ['8'])],
    [ordered('R-2', 2, ['SKU-1'], { holds: [{ code: 'refund', note: '' }], state: 'held' })],
    [goods('SKU-1', 2, null)],
    [goods('SKU-1', 3, ['06901234567892']), ordered('R-1', 2, ['SKU-8'], { state: 'packed' })],
  ]
  for (const [index, changes] of pages.entries()) {
    const call = `cachePage.applyChanges(1, ${JSON.stringify(changes)})`
    expect(await page.evaluate(call)).toBe('applied')
    const { base, readiness } = await page.evaluate<Inspected>('cachePage.inspect(1)')
    expect(readinessFor(base?.totals.readiness ?? {}, 'station-1'), String(index)).toEqual(
      readinessFor(readiness, 'station-1'),
    )
  }
  await running.close()
  centre.close()
  await rm(scratch, { recursive: true, force: true })
})
