import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'
import { zbarRead } from './read-label.ts'

describe('a number that the courier does not want', () => {
  let bench: DemoBench
  let printer: FakePrinter

  const page = () => bench.station.page()
  const numbers = () => printer.documents().map((document) => zbarRead(readZpl(document).picture))

  beforeAll(async () => {
    printer = await startFakePrinter()
    const transport = { kind: 'tcp', host: printer.host, port: printer.port }
    bench = await startDemoBench({ printers: [{ id: 'labels', name: 'Labels', transport }] })
  })

  afterAll(async () => {
    await bench.remove()
    await printer.turnOff()
  })

  it('is given up with a reason, and its box gets a label of another, by the scan of the old one', async () => {
    await bench.packAllBut(1)
    await bench.follow()
    await bench.untilPhase('awaiting-scan-back')
    const old = await bench.station.text('waybill-number')
    await bench.scan('HF:LABELS')
    await bench.station.untilFeedback('scenario-changed')
    await page().getByTestId('void-number').click()
    await page().getByTestId('void-refused').click()
    await page().getByTestId('void-confirm').click()
    await until('the bench tells of the task', async () =>
      ['number-voided', 'task-arrived', 'task-first'].includes(
        (await page().getByTestId('feedback').getAttribute('data-code')) ?? '',
      ),
    )
    await bench.scan('HF:BENCH')
    await bench.station.untilFeedback('task-arrived')
    await bench.scan('HF:OK')
    await bench.scan(old)
    await bench.station.untilFeedback('parcel-relabelled')
    await bench.untilPhase('awaiting-scan-back')
    const fresh = await bench.station.text('waybill-number')
    expect(fresh).not.toBe(old)
    expect(numbers()).toEqual([old, fresh])
    await bench.scan(fresh)
    await bench.station.untilFeedback('label-confirmed')
    // The old label is of no use any more.
    await bench.scan('HF:HANDOVER')
    await bench.station.untilFeedback('scenario-changed')
    await bench.scan(old)
    await bench.station.untilFeedback('void-waybill')
    await bench.scan('HF:OK')
    await bench.scan(fresh)
    await bench.station.untilFeedback('parcel-handed-over')
  })

  it('is given up by a card, and its new label comes by scans alone', async () => {
    await bench.packAllBut(1)
    await bench.follow()
    await bench.untilPhase('awaiting-scan-back')
    const old = await bench.station.text('waybill-number')
    await bench.scan('HF:VOID')
    await until('the bench tells of the task', async () =>
      ['number-voided', 'task-arrived', 'task-first'].includes(
        (await page().getByTestId('feedback').getAttribute('data-code')) ?? '',
      ),
    )
    await bench.station.untilFeedback('task-arrived')
    await bench.scan(old)
    await bench.station.untilFeedback('parcel-relabelled')
    await bench.untilPhase('awaiting-scan-back')
    const fresh = await bench.station.text('waybill-number')
    expect(fresh).not.toBe(old)
    await bench.scan(fresh)
    await bench.station.untilFeedback('label-confirmed')
  })

  it('is typed where its label is lost, which no label that ships can be', async () => {
    const type = async (code: string): Promise<void> => {
      await page().keyboard.press('F12')
      await page().getByTestId('code-entry-field').fill(code)
      await page().keyboard.press('Enter')
    }
    await bench.packAllBut(1)
    await bench.follow()
    await bench.untilPhase('awaiting-scan-back')
    const old = await bench.station.text('waybill-number')
    await type(old)
    await bench.station.untilFeedback('typed-label')
    await bench.scan('HF:OK')
    await bench.scan('HF:VOID')
    await bench.station.untilFeedback('task-arrived')
    await type(old)
    await bench.station.untilFeedback('parcel-relabelled')
    await bench.untilPhase('awaiting-scan-back')
    await bench.scan(await bench.station.text('waybill-number'))
    await bench.station.untilFeedback('label-confirmed')
  })
})
