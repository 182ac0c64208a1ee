import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPtyCable, type PtyCable } from '../fakes/serial-pty.ts'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'
import { readJournalFiles } from './journal-file.ts'

let bench: DemoBench
let scale: PtyCable

const band = () => bench.station.page().getByTestId('feedback')
/** One line of an A&D scale. */
const says = (state: 'ST' | 'US', grams: number): Promise<void> =>
  scale.write(Buffer.from(`${state},GS,${(grams / 1000).toFixed(3).padStart(10, ' ')}kg\r\n`))

beforeAll(async () => {
  scale = await createPtyCable()
  bench = await startDemoBench({
    printers: [
      { id: 'labels', name: 'Labels', profile: 'zpl-203', transport: { kind: 'virtual' } },
    ],
    scales: [{ id: 'scale', name: 'Scale', port: scale.path, framing: 'ascii' }],
    weighing: 'check',
  })
})

afterAll(async () => {
  await bench.remove()
  await scale.remove()
})

it('a box that is too light gets no label; put right and weighed again it gets one, and its weight is a fact', async () => {
  const { station } = bench
  const orderNumber = await bench.packAllBut(0)
  await bench.untilPhase('awaiting-weight')
  await says('US', 20)
  await says('ST', 20)
  await until('the band says that it is too light', async () =>
    (await band().getAttribute('data-code'))?.startsWith('weight-'),
  )
  const expected = Number(/约 (\d+) 克/.exec(await band().innerText())?.[1])
  expect(expected).toBeGreaterThan(20)
  expect(await station.text('weight-now')).toContain('20')
  await bench.scan('HF:OK')
  await station.untilFeedback('acknowledged')
  await says('ST', 0)
  await says('US', expected + 20)
  await says('ST', expected + 40)
  await bench.untilPhase('awaiting-scan-back')
  await bench.follow()
  await station.untilFeedback('label-confirmed')
  await station.quit()
  const facts = (await readJournalFiles(bench.dataFolder)).flatMap(({ fact }) => fact ?? [])
  const weighed = facts.filter((fact) => fact.type === 'parcel.weighed')
  expect(weighed.map(({ body }) => body)).toMatchObject([
    { orderNumber, grams: expected + 40, expectedGrams: expected, accepted: null },
  ])
})
