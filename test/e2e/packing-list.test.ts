import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'

describe('a packing list for each box, from a receipt printer beside the label printer', () => {
  let bench: DemoBench
  let labels: FakePrinter
  let receipts: FakePrinter

  const slips = () => receipts.documents().map((bytes) => new TextDecoder('gbk').decode(bytes))

  beforeAll(async () => {
    ;[labels, receipts] = await Promise.all([startFakePrinter(), startFakePrinter()])
    const to = ({ host, port }: FakePrinter) => ({ kind: 'tcp', host, port })
    bench = await startDemoBench({
      printers: [
        {
          ...{ id: 'receipts', name: 'Receipts', profile: 'escpos-80mm', prints: 'packing-lists' },
          transport: to(receipts),
        },
        { id: 'labels', name: 'Labels', transport: to(labels) },
      ],
    })
  })

  afterAll(async () => {
    await bench.remove()
    await Promise.all([labels.turnOff(), receipts.turnOff()])
  })

  it('comes out with its label, and once more when somebody asks for it', async () => {
    const orderNumber = await bench.packAllBut(1)
    expect(slips()).toEqual([])
    await bench.follow()
    await bench.untilPhase('awaiting-scan-back')
    await until('the list came out', () => slips().length === 1)
    expect(labels.documents()).toHaveLength(1)
    expect(slips()[0]).toContain(`{B${orderNumber}`)
    const page = bench.station.page()
    await bench.scan('HF:LABELS')
    await bench.station.untilFeedback('scenario-changed')
    await page.getByTestId('packing-list').click()
    await bench.station.untilFeedback('packing-list-printed')
    expect(slips()[1]).toBe(slips()[0])
    expect(labels.documents()).toHaveLength(1)
  })

  it('that does not come out keeps no label back, and is seen', async () => {
    await receipts.turnOff()
    await bench.scan('HF:BENCH')
    await bench.station.untilFeedback('scenario-changed')
    await bench.follow()
    await bench.station.untilFeedback('label-confirmed')
    await bench.packAllBut(1)
    await bench.follow()
    await bench.untilPhase('awaiting-scan-back')
    expect(labels.documents()).toHaveLength(2)
    const status = bench.station.page().locator('header, .status-bar').first()
    await until('the receipt printer is told to be off', async () =>
      /连不上|Not reachable/.test(await status.innerText()),
    )
  })
})
