import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isBlack, type Bitmap } from '../../shared/label/bitmap.ts'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'
import { zbarRead } from './read-label.ts'

/** Longer than any of this takes: the printer must still be silent when the power goes. */
const drainTimeoutMs = 120_000

describe('the power goes while a label is on its way to the printer', () => {
  let bench: DemoBench
  let printer: FakePrinter
  let secondWaybill: string

  const printed = (index: number): Bitmap => {
    const document = printer.documents()[index]
    if (!document) throw new Error(`document ${String(index)} was not printed`)
    return readZpl(document).picture
  }
  const labelState = () =>
    bench.station.page().getByTestId('label-state').getAttribute('data-state')

  /**
   * Packs an order for a printer that takes the label and never says that it has it, kills the program between
   * `label.sending` and `label.sent`, and starts it again. Answers the waybill number on the label.
   */
  async function crashWhilePrinting(documents: number): Promise<string> {
    printer.behave({ neverCloses: true })
    const orderNumber = await bench.packAllBut(1)
    await bench.follow()
    await until('the label is at the printer', () => printer.documents().length === documents)
    await until('the whole label was taken', () => zbarRead(printed(documents - 1)))
    expect(await labelState()).toBe('sending')
    await bench.station.kill()
    printer.behave({ neverCloses: false })
    await bench.station.start()
    await bench.untilPhase('label-unknown')
    expect(await bench.station.text('order-number')).toBe(orderNumber)
    return zbarRead(printed(documents - 1))
  }

  beforeAll(async () => {
    printer = await startFakePrinter()
    const { host, port } = printer
    bench = await startDemoBench({
      printers: [
        {
          ...{ id: 'labels', name: 'Labels', language: 'zpl', dotsPerInch: 203 },
          transport: { kind: 'tcp', host, port, drainTimeoutMs },
        },
      ],
    })
  })

  afterAll(async () => {
    await bench.remove()
    await printer.turnOff()
  })

  it('asks whether the label came out, and takes its scan as the answer', async () => {
    const waybillNumber = await crashWhilePrinting(1)
    expect(await bench.station.text('waybill-number')).toBe(waybillNumber)
    expect(await bench.nextCode()).toBe(waybillNumber)
    await bench.scan(waybillNumber)
    await bench.station.untilFeedback('label-confirmed')
    expect(printer.connections()).toBe(1)
  })

  it('sends nothing by itself, also when the queue prints the next label', async () => {
    secondWaybill = await crashWhilePrinting(2)
    // The queue has been through one more label since the first crash, so whatever it kept from before would be out by now.
    expect(printer.connections()).toBe(2)
    expect(secondWaybill).not.toBe(zbarRead(printed(0)))
  })

  it('prints the label that never came out once more on request: same number, marked as copy', async () => {
    await bench.scan('HF:REPRINT')
    await bench.untilPhase('awaiting-scan-back')
    expect(printer.connections()).toBe(3)
    expect(zbarRead(printed(2))).toBe(secondWaybill)
    expect(bannerBlackness(printed(1))).toBeLessThan(0.05)
    expect(bannerBlackness(printed(2))).toBeGreaterThan(0.5)
    expect(await bench.station.text('label-copies')).toBe('1')
    await bench.scan(secondWaybill)
    await bench.station.untilFeedback('label-confirmed')
    expect(printer.connections()).toBe(3)
  })
})

/** How much of the place between carrier and product is black: a copy carries its number there, white on black. */
function bannerBlackness(picture: Bitmap): number {
  const dotsPerMm = 8
  const [left, right, top, bottom] = [43 * dotsPerMm, 67 * dotsPerMm, 4 * dotsPerMm, 9 * dotsPerMm]
  let black = 0
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) if (isBlack(picture, x, y)) black += 1
  return black / ((right - left) * (bottom - top))
}
