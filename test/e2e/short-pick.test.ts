import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'

let bench: DemoBench

beforeAll(async () => {
  bench = await startDemoBench({
    printers: [
      { id: 'labels', name: 'Labels', profile: 'zpl-203', transport: { kind: 'virtual' } },
    ],
  })
})

afterAll(() => bench.remove())

it('one scan tells that a bin is short: the order is on hold, the centre knows, and the next order opens', async () => {
  const { station } = bench
  const short = await bench.openNext()
  await bench.scan('HF:SHORT')
  await station.untilFeedback('line-short')
  await bench.untilPhase('no-order')
  await until('the centre has it', async () => (await station.unacked()) === 0)
  await station.page().getByTestId('rail-queue').click()
  await station.page().getByTestId('tab-stopped').click()
  const row = station.page().locator(`[data-testid=row][data-key="${short}"]`)
  await until('it is among the stopped, with what is missing', async () =>
    (await row.innerText()).includes('缺货'),
  )
  await bench.scan(short)
  await station.untilFeedback('held')
  await bench.scan('HF:OK')
  await station.untilFeedback('acknowledged')
  await station.page().getByTestId('tab-toPack').click()
  expect(await bench.openNext()).not.toBe(short)
})
