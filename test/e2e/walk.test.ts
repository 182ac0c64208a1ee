import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../wait/until.ts'
import { createRemoteBench, type RemoteBench } from './remote-bench.ts'
import type { StationApp } from './station-app.ts'

const csv = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
700001,G1001,CUP,2,12/1/10 8:26,2.55,17850,United Kingdom
700001,G1002,TEA,1,12/1/10 8:26,2.55,17850,United Kingdom
700002,G1001,CUP,1,12/1/10 8:26,2.55,17850,United Kingdom
700002,G1003,BAG,1,12/1/10 8:26,2.55,17850,United Kingdom
700003,G1003,BAG,1,12/1/10 8:26,2.55,17850,United Kingdom
`

describe('a wave that is picked in one walk, by scanner alone and with no network', () => {
  let bench: RemoteBench
  let station: StationApp

  const page = () => station.page()
  const said = () => bench.said()
  const scan = (code: string) => bench.answerTo(code)
  const skuOfStop = () => page().getByTestId('walk-stop').getAttribute('data-sku')

  beforeAll(async () => {
    bench = await createRemoteBench(csv)
    ;({ station } = bench)
    await bench.start(3)
    await scan('HF:WAVE')
    await bench.station.untilFeedback('wave-claimed')
    await until('its orders are this bench’s', async () =>
      (await bench.orders()).every(({ waveNumber }) => waveNumber !== undefined),
    )
    await until('a walk begins', async () => (await scan('HF:WALK')) === 'walk-begun')
    await bench.centre.stop()
  })

  afterAll(() => bench.remove())

  it('puts what each order needs into a tote of its own, and loose what needs none', async () => {
    let tote = 0
    const heard: (string | null)[] = []
    while ((await page().getByTestId('walk-collecting').count()) > 0) {
      const answer = await scan((await skuOfStop()) ?? '')
      heard.push(answer)
      if (answer === 'tote-needed') heard.push(await scan(`HF:TOTE:T-${String((tote += 1))}`))
    }
    expect(heard.filter((code) => code === 'tote-needed')).toHaveLength(2)
    expect(heard.filter((code) => code === 'item-on-cart').length).toBeLessThanOrEqual(1)
    expect(heard.at(-1)).toBe('walk-collected')
    const totes = page().getByTestId('walk-tote')
    expect(
      await totes.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-complete'))),
    ).toEqual(['true', 'true'])
  })

  it('survives a killed program: each tote opens its order, and what is in it is packed once', async () => {
    await station.kill()
    await bench.cable.unplug()
    await bench.cable.plug()
    await station.start()
    await until('it is ready for scans', async () => (await said()) !== null)
    const packed: string[] = []
    for (const tote of ['T-1', 'T-2']) {
      expect(await scan(`HF:TOTE:${tote}`)).toBe('order-resumed')
      packed.push(await station.text('order-number'))
      while ((await page().getByTestId('phase-packing').count()) > 0) {
        const next = page().locator('.line-next .line-sku')
        await scan(await next.innerText())
      }
      await page().getByTestId('phase-awaiting-scan-back').waitFor()
      expect(await scan(await station.text('waybill-number'))).toBe('label-confirmed')
      // Its goods are in the box now.
      expect(await scan(`HF:TOTE:${tote}`)).toBe('tote-empty')
      await scan('HF:OK')
    }
    // The loose one stands for its order by itself.
    await scan('G1003')
    await page().getByTestId('phase-awaiting-scan-back').waitFor()
    expect(await scan(await station.text('waybill-number'))).toBe('label-confirmed')
    expect(new Set(bench.labels()).size).toBe(3)
    expect(bench.labels()).toHaveLength(3)
    expect(packed).toHaveLength(2)
  })

  it('reaches the centre once the network is back', async () => {
    await bench.centre.start()
    await until('nothing is unacked', async () => (await station.unacked()) === 0)
    const after = await bench.orders()
    expect(after.map(({ state, tote }) => [state, tote])).toEqual(
      Array.from({ length: 3 }, () => ['packed', undefined]),
    )
    for (const { lines } of after)
      for (const { picked, packed, quantity } of lines)
        expect([picked, packed]).toEqual([quantity, quantity])
  })
})
