import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isBlack, type Bitmap } from '../../shared/label/bitmap.ts'
import { texts } from '../../renderer/i18n/languages.ts'
import { startFakePrinter, type FakePrinter } from '../fakes/fake-printer.ts'
import { readZpl } from '../fakes/zpl-picture.ts'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'
import { zbarRead } from './read-label.ts'

/** The first column and row that hold ink. */
function inkedCorner(picture: Bitmap): { readonly left: number; readonly top: number } {
  const dots = Array.from({ length: picture.heightDots }, (_, y) =>
    Array.from({ length: picture.widthDots }, (_each, x) => x).find((x) => isBlack(picture, x, y)),
  )
  const top = dots.findIndex((left) => left !== undefined)
  return { left: Math.min(...dots.flatMap((left) => left ?? [])), top }
}

describe('a label whose printer is off, and the printer beside it', () => {
  let bench: DemoBench
  let printer: FakePrinter
  let waybillNumber: string

  const page = () => bench.station.page()
  const jobState = () => page().getByTestId('labels-job-state').getAttribute('data-state')
  const tray = async (): Promise<readonly string[]> => {
    try {
      return await readdir(join(bench.dataFolder, 'virtual-printer'))
    } catch {
      return []
    }
  }

  beforeAll(async () => {
    printer = await startFakePrinter()
    const transport = { kind: 'tcp', host: printer.host, port: printer.port }
    bench = await startDemoBench({
      printers: [
        { id: 'labels', name: 'Labels', profile: 'zpl-203', transport },
        { id: 'spare', name: 'Spare', profile: 'zpl-203', transport: { kind: 'virtual' } },
      ],
    })
    await printer.turnOff()
  })

  afterAll(async () => {
    await bench.remove()
    await printer.turnOff()
  })

  it('is found in the list by the card and the order, and says that nothing was printed', async () => {
    const orderNumber = await bench.packAllBut(1)
    await bench.follow()
    await bench.untilPhase('label-failed')
    waybillNumber = await bench.station.text('waybill-number')
    await bench.scan('HF:LABELS')
    await bench.station.untilFeedback('scenario-changed')
    await bench.scan(orderNumber)
    await bench.station.untilFeedback('label-found')
    await until(
      'the job has not been printed',
      async () => (await jobState()) === 'failed-before-send',
    )
  })

  it('comes out at the other printer once it is chosen, and only there', async () => {
    await page().getByTestId('labels-tab-printers').click()
    await page().getByTestId('choose-spare').click()
    await page().getByTestId('labels-tab-all').click()
    await until('the label was sent', async () => (await jobState()) === 'sent')
    expect(await tray()).toHaveLength(1)
    await printer.turnOn()
    await bench.scan('HF:BENCH')
    await bench.station.untilFeedback('scenario-changed')
    await bench.scan(waybillNumber)
    await bench.station.untilFeedback('label-confirmed')
    expect(printer.documents()).toEqual([])
    expect(await tray()).toHaveLength(1)
  })

  it('finds a printer by its address, and says what to write into the settings', async () => {
    await bench.scan('HF:LABELS')
    await bench.station.untilFeedback('scenario-changed')
    await page().getByTestId('labels-tab-printers').click()
    await page()
      .getByTestId('find-address')
      .fill(`${printer.host}:${String(printer.port)}`)
    await page().getByTestId('find').click()
    await until('it is found', async () =>
      (await bench.station.text('found')).includes(`"port":${String(printer.port)}`),
    )
    expect(printer.documents()).toEqual([])
  })

  it('tries the first printer with a test label that reads, and prints every command card', async () => {
    await bench.scan('HF:LABELS')
    await bench.station.untilFeedback('scenario-changed')
    await page().getByTestId('labels-tab-printers').click()
    await page().getByTestId('test-labels').click()
    const code = await until('the test label came out and reads', () =>
      zbarRead(readZpl(printer.documents()[0] ?? Buffer.alloc(0)).picture),
    )
    expect(code).toBe('HF:TEST')
    await bench.scan(code)
    await bench.station.untilFeedback('test-label-read')
    await page().getByTestId('cards-labels').click()
    await until('the sheet began', () => printer.documents().length > 1)
    await until(
      'the whole sheet came out',
      async () => (await page().getByTestId('sheet-labels').textContent())?.includes('…') === false,
    )
    const cards = printer.documents().slice(1)
    expect(cards.length).toBeGreaterThan(1)
    for (const card of cards) expect(readZpl(card).quantity).toBe(1)
  })

  it('moves on the paper as far as a person said, and still does after a restart', async () => {
    await bench.scan('HF:LABELS')
    await bench.station.untilFeedback('scenario-changed')
    await page().getByTestId('labels-tab-printers').click()
    const inkOf = (document: Buffer) => inkedCorner(readZpl(document).picture)
    const print = async (testId: string): Promise<Buffer> => {
      const before = printer.documents().length
      await page().getByTestId(testId).click()
      await until('a label came out', () => printer.documents().length > before)
      return printer.documents().at(-1) ?? Buffer.alloc(0)
    }
    const before = inkOf(await print('test-labels'))
    await page().getByTestId('calibrate-labels').click()
    await page().getByTestId('calibrate-right').click()
    await page().getByTestId('calibrate-up').click()
    const after = inkOf(await print('calibrate-print'))
    // Half a millimetre at 8 dots a millimetre.
    expect(after).toEqual({ left: before.left + 4, top: before.top - 4 })
    await page().keyboard.press('Escape')
    await bench.station.quit()
    await bench.station.start()
    await page().getByTestId('rail-labels').click()
    await page().getByTestId('labels-tab-printers').click()
    expect(inkOf(await print('test-labels'))).toEqual(after)
  })
})

/** The carrier that a message of the Chinese screen names. */
function carrierIn(message: string): string {
  const named = Object.entries(texts.zh.carrier).find(([, name]) => message.includes(name))
  if (!named) throw new Error(`no carrier in: ${message}`)
  return named[0]
}

describe('parcels that go to a courier', () => {
  let bench: DemoBench
  let printer: FakePrinter

  beforeAll(async () => {
    printer = await startFakePrinter()
    const transport = { kind: 'tcp', host: printer.host, port: printer.port }
    bench = await startDemoBench({
      printers: [{ id: 'labels', name: 'Labels', profile: 'zpl-203', transport }],
    })
  })

  afterAll(async () => {
    await bench.remove()
    await printer.turnOff()
  })

  it('are refused at the wrong courier, and stand on a list that the printer lays out', async () => {
    await bench.packAllBut(1)
    await bench.follow()
    await printer.finished(1)
    await bench.untilPhase('awaiting-scan-back')
    const waybillNumber = await bench.follow()
    await bench.station.untilFeedback('label-confirmed')
    await bench.scan('HF:HANDOVER')
    await bench.station.untilFeedback('scenario-changed')
    await bench.scan('HF:TO:NOBODY')
    await bench.station.untilFeedback('courier-chosen')
    await bench.scan(waybillNumber)
    await bench.station.untilFeedback('wrong-carrier')
    const headline = await bench.station.text('feedback-headline')
    await bench.scan('HF:OK')
    await bench.station.untilFeedback('acknowledged')
    const carrier = carrierIn(headline)
    await bench.scan(`HF:TO:${carrier.toUpperCase()}`)
    await bench.station.untilFeedback('courier-chosen')
    await bench.scan(waybillNumber)
    await bench.station.untilFeedback('parcel-handed-over')
    await bench.scan('HF:CLOSE')
    await bench.station.untilFeedback('manifest-printed')
    await printer.finished(2)
    expect(printer.documents()).toHaveLength(2)
    expect(await bench.station.text('handed-over-count')).toBe('0')
  })
})
