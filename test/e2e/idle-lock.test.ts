import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemoBench, type DemoBench } from './demo-bench.ts'

describe('a bench that nobody stands at', () => {
  let bench: DemoBench

  const page = () => bench.station.page()
  const isLocked = () => page().getByTestId('lock-screen').isVisible()

  beforeAll(async () => {
    const transport = { kind: 'virtual' }
    bench = await startDemoBench({
      printers: [{ id: 'labels', name: 'Labels', transport }],
      idleLockMinutes: 5,
    })
    // The clock of the window runs on from here, and can be put forward.
    await page().clock.install()
    await page().reload()
    await bench.untilFilled()
  })

  afterAll(() => bench.remove())

  it('stays open to whoever comes by, or locks out the one who scans', async () => {
    const order = await bench.packAllBut(1)
    await page().clock.fastForward('04:50')
    // A scan says that somebody is here; what the bench shows by itself does not.
    await bench.scan('HF:NO-SUCH-CARD')
    await bench.station.untilFeedback('unknown-code')
    await bench.scan('HF:OK')
    await bench.station.untilFeedback('acknowledged')
    await page().clock.fastForward('04:50')
    expect(await isLocked()).toBe(false)
    await page().clock.fastForward('00:20')
    await page().getByTestId('lock-screen').waitFor()
    await page().keyboard.press('Tab')
    await page().keyboard.press('Tab')
    expect(await page().locator('.shell-under :focus').count()).toBe(0)
    const facts = await bench.unitsToPack()
    await bench.follow()
    expect([await isLocked(), await bench.unitsToPack()]).toEqual([true, facts])
    await bench.scan('HF:STAFF:0042')
    await bench.station.untilFeedback('operator-changed')
    expect([await isLocked(), await bench.station.text('order-number')]).toEqual([false, order])
    await bench.follow()
    await bench.untilPhase('awaiting-scan-back')
  })
})
