import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemoBench, type DemoBench } from './demo-bench.ts'

/** What axe says of the window as it is: rule, how bad, and where. */
async function violations(bench: DemoBench): Promise<readonly string[]> {
  const page = bench.station.page()
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe, document } = globalThis as unknown as AxeWindow
    const { violations: found } = await axe.run(document, { resultTypes: ['violations'] })
    return found.flatMap(({ id, impact, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id} (${impact}): ${target.join(' ')}: ${failureSummary}`,
      ),
    )
  })
}

interface AxeWindow {
  readonly document: unknown
  readonly axe: {
    run(
      of: unknown,
      options: object,
    ): Promise<{
      readonly violations: readonly {
        readonly id: string
        readonly impact: string
        readonly nodes: readonly {
          readonly target: readonly string[]
          readonly failureSummary: string
        }[]
      }[]
    }>
  }
}

describe.each(['light', 'dark', 'contrast'])(
  'every screen in the %s theme, before axe',
  (theme) => {
    let bench: DemoBench
    const page = () => bench.station.page()
    const found: string[] = []
    const look = async (): Promise<void> => void found.push(...(await violations(bench)))

    beforeAll(async () => {
      bench = await startDemoBench({
        printers: [
          { id: 'labels', name: 'Labels', profile: 'zpl-203', transport: { kind: 'virtual' } },
        ],
      })
      await page().emulateMedia({ reducedMotion: 'reduce' })
      await page()
        .locator('html')
        .evaluate((html, chosen) => {
          ;(html as unknown as { dataset: Record<string, string> }).dataset['theme'] = chosen
        }, theme)
    })

    afterAll(() => bench.remove())

    it('the queue, its dialogues and an error', async () => {
      await look()
      for (const dialogue of ['readiness', 'health', 'code-entry']) {
        await page().getByTestId(dialogue).click()
        await look()
        await page().keyboard.press('Escape')
      }
      await bench.scan('NO-SUCH-CODE')
      await bench.station.untilFeedback('unknown-code')
      await look()
      await bench.scan('HF:OK')
      await bench.station.untilFeedback('acknowledged')
      expect([...new Set(found.splice(0))]).toEqual([])
    })

    it('the bench without an order, in work, and with a label', async () => {
      await page().getByTestId('rail-bench').click()
      await look()
      await bench.packAllBut(1)
      await look()
      await page().getByTestId('goods-picture-button').first().click()
      await look()
      await page().keyboard.press('Escape')
      await page().getByTestId('goods-picture').first().dispatchEvent('error')
      await page().getByTestId('goods-picture-missing').waitFor()
      await look()
      await bench.follow()
      await bench.untilPhase('awaiting-scan-back')
      await look()
      await page().getByTestId('reprint').click()
      await look()
      await page().keyboard.press('Escape')
      await bench.follow()
      expect([...new Set(found.splice(0))]).toEqual([])
    })

    it('a walk, its totes, and the drill', async () => {
      await page().getByTestId('drill-open').click()
      await page().getByTestId('rail-walk').click()
      await look()
      await page().getByTestId('walk-claim').click()
      await page().getByTestId('walk-collecting').waitFor()
      await look()
      while ((await page().getByTestId('walk-awaiting-tote').count()) === 0) await bench.follow()
      await look()
      await bench.scan('HF:TOTE:T-1')
      await bench.station.untilFeedback('item-in-tote')
      await look()
      await bench.scan('HF:SHORT')
      await page().getByTestId('count-panel').waitFor()
      await look()
      await bench.scan('HF:LATER')
      await bench.station.untilFeedback('count-left')
      await page().getByTestId('rail-queue').click()
      await page().getByTestId('task-open').waitFor()
      await page().getByTestId('choose-wave').click()
      await look()
      await page().keyboard.press('Escape')
      await look()
      await page().getByTestId('drill-open').click()
      await bench.scan('HF:BENCH')
      await bench.station.untilFeedback('scenario-changed')
      expect([...new Set(found.splice(0))]).toEqual([])
    })

    it('hand-over, labels and printers', async () => {
      await page().getByTestId('rail-hand-over').click()
      await bench.follow()
      await bench.station.untilFeedback('parcel-handed-over')
      await look()
      await page().getByTestId('rail-labels').click()
      await page().getByTestId('labels-job').waitFor()
      await look()
      await page().getByTestId('labels-tab-printers').click()
      await look()
      await page().getByTestId('rail-shift').click()
      await page().getByTestId('shift-operator').waitFor()
      await look()
      await page().getByTestId('set-up-scanners').click()
      await page().getByTestId('test-code').waitFor()
      await bench.scan('HF-aZyX-128')
      await page().locator('[data-testid="test-code128"][data-problem="right"]').waitFor()
      await look()
      await page().getByTestId('scanner-path').fill('/dev/no-such-port')
      await page().getByTestId('scanner-listen').click()
      await page().locator('[data-testid="scanner-port"][data-code="port-missing"]').waitFor()
      await look()
      expect([...new Set(found.splice(0))]).toEqual([])
    })
  },
)
