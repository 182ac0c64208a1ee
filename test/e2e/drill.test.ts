import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'

describe('trouble that a trainee can be put into', () => {
  let bench: DemoBench

  const page = () => bench.station.page()
  const press = (name: string) => page().getByTestId(`drill-${name}`).click()
  const isReady = (device: string) =>
    page().locator(`[data-testid="device-${device}"][data-state="ready"]`)

  beforeAll(async () => {
    bench = await startDemoBench({
      doubleReadMs: 300,
      printers: [{ id: 'labels', name: 'Labels', transport: { kind: 'virtual' } }],
    })
    await press('open')
  })

  afterAll(() => bench.remove())

  it('a printer without paper keeps its label waiting, says so, and prints it when it has paper again', async () => {
    await press('no-paper')
    await bench.packAllBut(1)
    await bench.follow()
    await bench.untilPhase('label-printing')
    await until('the bar tells of the paper', async () => (await isReady('labels').count()) === 0)
    await press('no-paper')
    await bench.untilPhase('awaiting-scan-back')
    await bench.follow()
    await bench.station.untilFeedback('label-confirmed')
  })

  it('a code that is read twice counts once', async () => {
    await bench.packAllBut(1)
    const left = await bench.unitsToPack()
    await press('double')
    await until('the band tells of it', async () =>
      ['double-read-ignored', 'parcel-closed', 'label-sent'].includes(
        (await page().getByTestId('feedback').getAttribute('data-code')) ?? '',
      ),
    )
    await bench.untilPhase('awaiting-scan-back')
    expect([left, await bench.unitsToPack()]).toEqual([1, 0])
    await bench.follow()
    await bench.station.untilFeedback('label-confirmed')
  })

  it('work without network is kept, and reaches the centre when it is back', async () => {
    await press('no-network')
    await bench.packAllBut(1)
    await bench.follow()
    await bench.untilPhase('awaiting-scan-back')
    await bench.follow()
    expect(await bench.station.unacked()).toBeGreaterThan(0)
    await press('no-network')
    await until('nothing is unacked', async () => (await bench.station.unacked()) === 0)
  })

  it('an order that the office cancels in the middle stops the bench and leaves a task', async () => {
    await bench.packAllBut(1)
    await press('cancel')
    await bench.station.untilFeedback('exception')
    await page().getByTestId('acknowledge').click()
  })

  it('a scanner that is pulled says so, and works again', async () => {
    await press('scanner-unplugged')
    await until('it is missing', async () => (await isReady('virtual-scanner').count()) === 0)
    await press('scanner-unplugged')
    await until('it is back', async () => (await isReady('virtual-scanner').count()) === 1)
  })
})
