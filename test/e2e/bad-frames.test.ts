import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../wait/until.ts'
import { startDemoBench, type DemoBench } from './demo-bench.ts'

describe('bad bytes from a scanner in the middle of an order', () => {
  let bench: DemoBench
  let orderNumber: string
  let unitsLeft: number

  const text = (testId: string) => bench.station.text(testId)
  const write = (bytes: Uint8Array) => bench.cable.write(bytes)

  /** Waits until so many units lack. */
  async function untilLeft(units: number): Promise<void> {
    await until(`${String(units)} units lack`, async () => (await bench.unitsToPack()) === units)
    unitsLeft = units
  }

  /** Expects a red band in words, the order as it was, and the next good scan to count. */
  async function isHarmless(code: string): Promise<void> {
    await bench.station.untilFeedback(code)
    expect(await text('feedback-headline')).toMatch(/\p{Script=Han}/u)
    expect(await text('feedback-next')).toMatch(/\p{Script=Han}/u)
    expect(await bench.unitsToPack()).toBe(unitsLeft)
    expect(await text('order-number')).toBe(orderNumber)
    await bench.scan('HF:OK')
    await bench.station.untilFeedback('acknowledged')
    expect(await bench.unitsToPack()).toBe(unitsLeft)
    await countsNext()
  }

  /** The next unit, scanned properly, counts once. */
  async function countsNext(): Promise<void> {
    await bench.scan(await bench.nextCode())
    await untilLeft(unitsLeft - 1)
  }

  beforeAll(async () => {
    bench = await startDemoBench({
      printers: [{ id: 'labels', name: 'Labels', transport: { kind: 'virtual' } }],
      doubleReadMs: 300,
    })
    orderNumber = await bench.openNext()
    unitsLeft = await bench.unitsToPack()
    expect(unitsLeft).toBeGreaterThan(6)
  })

  afterAll(() => bench.remove())

  it('a frame that comes twice within the double-read time counts once', async () => {
    const code = await bench.nextCode()
    await write(Buffer.from(`${code}\r${code}\r`))
    await untilLeft(unitsLeft - 1)
    // Every scan is taken in its turn, so once this one is answered a second count would be there.
    await bench.scan(orderNumber)
    await bench.station.untilFeedback('order-resumed')
    expect(await bench.unitsToPack()).toBe(unitsLeft)
  })

  it('an order scan that is replayed changes nothing', async () => {
    const before = await bench.messages()
    await bench.scan('HF:BENCH')
    await bench.scan(orderNumber)
    await until('both are answered', async () => (await bench.messages()) >= before + 2)
    expect(await bench.unitsToPack()).toBe(unitsLeft)
    expect(await text('order-number')).toBe(orderNumber)
  })

  it('a code that is torn over two writes counts once, and half of it not at all', async () => {
    const code = await bench.nextCode()
    const before = await bench.messages()
    await write(Buffer.from(code.slice(0, 5)))
    expect(await bench.messages()).toBe(before)
    await write(Buffer.from(`${code.slice(5)}\r`))
    await untilLeft(unitsLeft - 1)
  })

  it('10 kB of noise', async () => {
    await write(Buffer.from(`${'#8!x'.repeat(2_500)}\r`))
    await isHarmless('unreadable-scan')
  })

  it('binary garbage with line ends in it', async () => {
    await write(Uint8Array.from([...Array(256).keys(), ...[0x0d, 0xff, 0xfe, 0x00, 0x0d]]))
    await isHarmless('unreadable-scan')
  })

  it('a code of this order’s goods glued to noise', async () => {
    await write(Buffer.concat([Buffer.of(0x00, 0x81), Buffer.from(`${await bench.nextCode()}\r`)]))
    await isHarmless('unreadable-scan')
  })

  it('the label and the hand-over scan replayed: one label, one parcel', async () => {
    while ((await bench.unitsToPack()) > 0) await bench.follow()
    await bench.untilPhase('awaiting-scan-back')
    const waybillNumber = await bench.nextCode()
    await write(Buffer.from(`${waybillNumber}\r${waybillNumber}\r`))
    await bench.untilPhase('no-order')
    await bench.scan('HF:HANDOVER')
    await bench.station.untilFeedback('scenario-changed')
    await bench.scan(waybillNumber)
    await bench.station.untilFeedback('parcel-handed-over')
    await bench.scan('HF:HANDOVER')
    await bench.station.untilFeedback('scenario-changed')
    await bench.scan(waybillNumber)
    await bench.station.untilFeedback('already-shipped')
    // The one that was handed over, and not the replay.
    expect(await text('handed-over-count')).toBe('1')
  })
})
