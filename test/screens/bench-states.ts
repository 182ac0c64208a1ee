import type { DemoBench } from '../e2e/demo-bench.ts'
import type { FakePrinter } from '../fakes/fake-printer.ts'
import { until } from '../wait/until.ts'
import { acknowledge } from './acknowledge.ts'
import type { Camera } from './camera.ts'

/** An order on the bench, its units and what is refused. */
export async function packingStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  const page = station.page()
  await page.getByTestId('rail-bench').click()
  await shoot('bench-no-order')
  await page.getByTestId('drill-open').click()
  await shoot('bench-drill')
  await page.getByTestId('drill-open').click()
  await the.openNext()
  await shoot('bench-opened')
  await page.getByTestId('goods-picture-button').first().click()
  await shoot('bench-picture-large')
  await page.keyboard.press('Escape')
  // As if it were not on this bench and the centre did not answer.
  await page.getByTestId('goods-picture').first().dispatchEvent('error')
  await shoot('bench-picture-missing')
  await scan('HF:QTY3')
  await station.untilFeedback('quantity-armed')
  await shoot('bench-quantity')
  await scan('HF:UNDO')
  await until('one unit a scan again', async () => (await the.messages()) > 0)
  if ((await the.unitsToPack()) > 1) await the.follow()
  await shoot('bench-packed-one')
  await page.getByTestId('virtual-wrong').click()
  await station.untilFeedback('wrong-item')
  await shoot('bench-wrong-item')
  await acknowledge(the)
  await page.keyboard.press('F12')
  await shoot('code-entry')
  await page.getByTestId('code-entry-field').fill('HF:STAFF:0001')
  await page.getByTestId('code-entry-confirm').click()
  await station.untilFeedback('typed-card')
  await shoot('code-entry-badge')
  await acknowledge(the)
}

/** Another article that goes in. */
export async function substituteStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  const page = station.page()
  await page.getByTestId('substitute').click()
  await shoot('substitute-reason')
  await page.keyboard.press('Escape')
  await scan('HF:SUBSTITUTE')
  await station.untilFeedback('substitute-needed')
  await shoot('substitute-needed')
  await scan('HF:CLOSE')
  await station.untilFeedback('not-expected-here')
  await acknowledge(the)
  await the.follow()
  await station.untilFeedback('supervisor-needed')
  await shoot('substitute-supervisor')
  await scan('HF:STAFF:0001')
  await station.untilFeedback('line-substituted')
  await shoot('substitute-in-order')
}

/** A label from its asking to its scan, its faults, and the labels screen. */
export async function labelStates(
  the: DemoBench,
  printer: FakePrinter,
  { shoot }: Camera,
): Promise<void> {
  const { station } = the
  const page = station.page()
  printer.behave({ neverCloses: true })
  while ((await the.unitsToPack()) > 0) await the.follow()
  await the.untilPhase('label-printing')
  await shoot('label-printing')
  await the.untilPhase('label-unknown')
  await shoot('label-unknown')
  printer.behave({ neverCloses: false })
  await page.getByTestId('reprint').first().click()
  await shoot('reprint-dialog')
  await page.getByTestId('reason-missing').click()
  await page.getByTestId('reprint-print').click()
  await the.untilPhase('awaiting-scan-back')
  await shoot('label-scan-back')
  await the.follow()
  await station.untilFeedback('label-confirmed')
  await shoot('bench-done')
  await printer.turnOff()
  await the.packAllBut(1)
  await the.follow()
  await the.untilPhase('label-failed')
  await shoot('label-failed')
  await page.getByTestId('rail-labels').click()
  await shoot('labels')
  await page.getByTestId('labels-tab-printers').click()
  await shoot('labels-printers')
  await page.getByTestId('test-labels').click()
  await page.getByTestId('sheet-labels').waitFor()
  await shoot('labels-test-failed')
  await page.getByTestId('calibrate-labels').click()
  await shoot('labels-calibrate')
  await page.keyboard.press('Escape')
  await page.getByTestId('labels-tab-workshop').click()
  await shoot('workshop')
  await page.getByTestId('template-bin-80x50').click()
  await page.locator('.workshop-preview .label-image').waitFor()
  await shoot('workshop-rows')
  await page.getByTestId('workshop-rows').fill('[{"bin": "A-𠮷"}]')
  await page.getByTestId('workshop-problems').waitFor()
  await shoot('workshop-problems')
  await page.getByTestId('workshop-tab-template').click()
  await shoot('workshop-template')
  await page.getByTestId('labels-tab-printers').click()
  await page.getByTestId('choose-spare').click()
  await page.getByTestId('labels-tab-all').click()
  await until('the label came out at the other printer', async () => {
    const state = page.getByTestId('labels-job-state')
    return (await state.getAttribute('data-state')) === 'sent'
  })
  await shoot('labels-other-printer')
  await page.getByTestId('void-number').click()
  await shoot('labels-void')
  await page.keyboard.press('Escape')
  await page.getByTestId('rail-bench').click()
  await the.untilPhase('awaiting-scan-back')
  await the.follow()
}
