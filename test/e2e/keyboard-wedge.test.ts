import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'

describe('a scanner that types like a keyboard, in the real window', () => {
  let bench: DemoBench
  const page = () => bench.station.page()
  const type = (code: string): Promise<void> => bench.station.typeCode(code)

  beforeAll(async () => {
    bench = await startDemoBench({
      printers: [
        { id: 'labels', name: 'Labels', profile: 'zpl-203', transport: { kind: 'virtual' } },
      ],
    })
  })

  afterAll(() => bench.remove())

  it('opens the order although a search field has the focus, and leaves nothing in the field', async () => {
    const orderNumber = await bench.nextCode()
    await page().getByTestId('queue-search').click()
    await type(orderNumber)
    await bench.station.untilFeedback('order-opened')
    expect(await bench.station.text('order-number')).toBe(orderNumber)
    await page().getByTestId('rail-queue').click()
    expect(await page().getByTestId('queue-search').inputValue()).toBe('')
  })

  it('presses no button, although one has the focus', async () => {
    await page().getByTestId('rail-bench').click()
    await bench.untilPhase('packing')
    const before = await bench.unitsToPack()
    await page().getByTestId('set-aside').focus()
    await type(await bench.nextCode())
    await until('one unit is packed', async () => (await bench.unitsToPack()) === before - 1)
    await bench.untilPhase('packing')
  })

  it('counts behind an open dialogue too, and its Enter does not acknowledge an error', async () => {
    const before = await bench.messages()
    await page().getByTestId('health').click()
    await type('NO-SUCH-CODE')
    await bench.station.untilFeedback('unknown-code')
    await type('NO-SUCH-CODE-2')
    await until(
      'the second scan was refused, because the error waits',
      async () => (await page().locator('.band-frozen').count()) === 1,
    )
    expect(await bench.messages()).toBe(before + 1)
    await type('HF:OK')
    await bench.station.untilFeedback('acknowledged')
    await page().keyboard.press('Escape')
  })

  it('lets a person type into a field, letter by letter', async () => {
    await page().getByTestId('rail-queue').click()
    const search = page().getByTestId('queue-search')
    await search.click()
    await search.pressSequentially('so-2', { delay: 120 })
    await until('the text is in the field', async () => (await search.inputValue()) === 'so-2')
  })
})
