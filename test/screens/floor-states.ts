import type { DemoBench } from '../e2e/demo-bench.ts'
import { until } from '../wait/until.ts'
import { acknowledge } from './acknowledge.ts'
import type { Camera } from './camera.ts'

/** The queue and its dialogues. */
export async function queueStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  const page = station.page()
  await shoot('queue')
  for (const tab of ['packed', 'stopped']) {
    await page.getByTestId(`tab-${tab}`).click()
    await shoot(`queue-${tab}`)
  }
  await page.getByTestId('tab-toPack').click()
  await page.getByTestId('choose-wave').click()
  await page.getByTestId('wave-zone-A').waitFor()
  await shoot('queue-wave')
  await page.getByTestId('wave-zone-A').click()
  await shoot('queue-wave-zone')
  await page.keyboard.press('Escape')
  await page.getByTestId('readiness').click()
  await shoot('readiness')
  await page.keyboard.press('Escape')
  await page.getByTestId('health').click()
  await shoot('health')
  await page.keyboard.press('Escape')
  await scan('NO-SUCH-CODE')
  await station.untilFeedback('unknown-code')
  await shoot('queue-unknown-code')
  await acknowledge(the)
}

/** A walk through the shelves, its totes, and a wrong one. */
export async function walkStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  const page = station.page()
  await page.getByTestId('rail-walk').click()
  await shoot('walk-none')
  await page.getByTestId('walk-claim').click()
  await station.untilFeedback('wave-claimed')
  await until('the wave is there', async () => {
    await scan('HF:WALK')
    return (await page.getByTestId('walk-collecting').count()) > 0
  })
  await shoot('walk-begun')
  const isAt = async (phase: string) => (await page.getByTestId(`walk-${phase}`).count()) > 0
  // The phase is asked, not the band: a message of the printer may lie over that of the scan.
  for (let tote = 1; !(await isAt('collected'));) {
    if (!(await isAt('awaiting-tote'))) {
      await the.follow()
      continue
    }
    if (tote === 1) await shoot('walk-tote-needed')
    await scan(`HF:TOTE:T-${String(tote).padStart(2, '0')}`)
    await station.untilFeedback('item-in-tote')
    tote += 1
    if (tote === 4) {
      await shoot('walk-in-tote')
      await scan('HF:TOTE:T-01')
      await station.untilFeedback('wrong-tote')
      await shoot('walk-wrong-tote')
      await acknowledge(the)
    }
    if (tote === 6) break
  }
  await shoot('walk-half')
}

/** A bin that was short, and its count. */
export async function countStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  const page = station.page()
  await scan('HF:SHORT')
  await station.untilFeedback('stop-short')
  await page.getByTestId('count-panel').waitFor()
  await shoot('walk-count')
  await scan('HF:QTY12')
  await station.untilFeedback('count-chosen')
  await shoot('walk-count-chosen')
  await scan('HF:OK')
  await station.untilFeedback('bin-counted')
  await shoot('walk-counted')
  await scan('HF:QUEUE')
  await station.untilFeedback('scenario-changed')
  await scan(await the.nextCode())
  await the.untilPhase('packing')
  await scan('HF:SHORT')
  await station.untilFeedback('line-short')
  await page.getByTestId('count-panel').waitFor()
  await shoot('bench-count')
  await scan('HF:LATER')
  await station.untilFeedback('count-left')
  await page.getByTestId('rail-queue').click()
  await page.getByTestId('task-count-bin').waitFor()
  await shoot('queue-count-task')
  await page.getByTestId('task-open').click()
  await station.untilFeedback('count-asked')
  await shoot('queue-count')
}

/** Parcels on their way out. */
export async function handOverStates(the: DemoBench, { shoot }: Camera): Promise<void> {
  const { station, scan } = the
  await scan('HF:HANDOVER')
  await station.untilFeedback('scenario-changed')
  await shoot('hand-over-empty')
  await the.follow()
  await station.untilFeedback('parcel-handed-over')
  await shoot('hand-over')
}
