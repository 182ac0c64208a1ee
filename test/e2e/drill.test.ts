import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'
import { watchFeedback } from './screen.ts'

/** Within this time a code counts once; a hand is slower. */
const doubleReadMs = 150
/** No order of the demo shop has as many units. */
const mostPresses = 60

/** Everything is pressed on the screen, as by somebody who has no scanner yet. */
describe('a first shift, without hardware', () => {
  let bench: DemoBench
  const heard: string[] = []
  let pressedAtMs = 0
  let lastSerial = 0

  const page = () => bench.station.page()
  const press = (name: string) => page().getByTestId(name).click()
  const isReady = (device: string) =>
    page().locator(`[data-testid="device-${device}"][data-state="ready"]`)
  const said = () => page().getByTestId('feedback').getAttribute('data-code')
  const lessonsDone = (count: number) =>
    page()
      .locator(`[data-testid="lesson"][data-done="${String(count)}"]`)
      .waitFor()
  /** The same code twice within that time would count once. */
  const handIsBack = () =>
    until('a hand is there again', () => performance.now() - pressedAtMs > doubleReadMs)
  /** Presses what comes next, and waits for the bench's answer. */
  const next = async (): Promise<void> => {
    const before = await bench.messages()
    await handIsBack()
    await until('something can be scanned', () => page().getByTestId('virtual-next').isEnabled())
    await press('virtual-next')
    // What was painted is told a moment later.
    await until('the band answers', () => lastSerial > before)
    pressedAtMs = performance.now()
  }
  /** Goes on until the band has said it, though something else may cover it at once. */
  const nextUntil = async (code: string): Promise<void> => {
    const from = heard.length
    for (let presses = 0; presses < mostPresses; presses += 1) {
      await next()
      if (heard.slice(from).includes(code)) return
    }
    throw new Error(`the band said ${heard.slice(from).join(', ')}, and never ${code}`)
  }
  const begin = async (): Promise<void> => {
    await press('rail-queue')
    await until('an order is offered', async () =>
      /^SO-/.test((await page().getByTestId('virtual-next').getAttribute('data-code')) ?? ''),
    )
    await nextUntil('order-opened')
  }

  beforeAll(async () => {
    bench = await startDemoBench({
      doubleReadMs,
      printers: [{ id: 'labels', name: 'Labels', transport: { kind: 'virtual' } }],
    })
    await watchFeedback(page(), ({ code, serial }) => {
      heard.push(code)
      lastSerial = serial
    })
    await press('drill-open')
  })

  afterAll(() => bench.remove())

  it('begins with an order, its goods, a wrong one and the label', async () => {
    await begin()
    await lessonsDone(1)
    await next()
    await lessonsDone(2)
    // The order may have been of one unit.
    if ((await page().getByTestId('phase-packing').count()) === 0) {
      await nextUntil('label-confirmed')
      await begin()
    }
    await press('virtual-wrong')
    await bench.station.untilFeedback('wrong-item')
    await press('acknowledge')
    await lessonsDone(3)
    await nextUntil('label-confirmed')
    await lessonsDone(4)
  })

  it('a printer without paper keeps its label waiting, says so, and prints it when it has paper again', async () => {
    await press('drill-no-paper')
    await begin()
    await nextUntil('parcel-closed')
    await until('the bar tells of the paper', async () => (await isReady('labels').count()) === 0)
    await page().getByTestId('phase-label-failed').waitFor()
    await press('drill-no-paper')
    await bench.untilPhase('awaiting-scan-back')
    await nextUntil('label-confirmed')
    await lessonsDone(5)
  })

  it('work without network is kept, and reaches the centre when it is back', async () => {
    await press('drill-no-network')
    await begin()
    await nextUntil('label-confirmed')
    expect(await bench.station.unacked()).toBeGreaterThan(0)
    await press('drill-no-network')
    await lessonsDone(6)
    await until('nothing is unacked', async () => (await bench.station.unacked()) === 0)
  })

  it('an order that the office cancels in the middle stops the bench, and its task is done', async () => {
    await begin()
    const cancelled = await bench.station.text('order-number')
    await next()
    if ((await said()) === 'parcel-closed') await bench.untilPhase('awaiting-scan-back')
    await press('drill-cancel')
    await bench.station.untilFeedback('exception')
    await press('acknowledge')
    await press('rail-queue')
    for (const code of ['task-first', 'task-done']) {
      await handIsBack()
      await page().getByTestId('virtual-text').fill(cancelled)
      await press('virtual-send')
      await bench.station.untilFeedback(code)
      pressedAtMs = performance.now()
      if (code === 'task-first') await press('acknowledge')
    }
    await lessonsDone(7)
  })

  it('ends with a parcel that the courier takes', async () => {
    await press('rail-hand-over')
    await nextUntil('parcel-handed-over')
    await lessonsDone(8)
  })

  it('a scanner that is pulled says so, and a code that is read twice counts once', async () => {
    await press('drill-scanner-unplugged')
    await until('it is missing', async () => (await isReady('virtual-scanner').count()) === 0)
    await press('drill-scanner-unplugged')
    await until('it is back', async () => (await isReady('virtual-scanner').count()) === 1)
    await begin()
    const left = await bench.unitsToPack()
    await press('drill-double')
    await until('one unit is in the box', async () =>
      left === 1
        ? (await page().getByTestId('phase-packing').count()) === 0
        : (await bench.unitsToPack()) === left - 1,
    )
  })
})
