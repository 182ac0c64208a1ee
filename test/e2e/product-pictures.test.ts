import { once } from 'node:events'
import { readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { productPictureResponse } from '../../shared/protocol/product.ts'
import { until } from '../wait/until.ts'
import { createRemoteBench, type RemoteBench } from './remote-bench.ts'

const csv = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
700001,G1001,CUP,2,12/1/10 8:26,2.55,17850,United Kingdom
700001,G1002,BOTTLE,1,12/1/10 8:26,2.55,17850,United Kingdom
700001,G1003,PLAIN,1,12/1/10 8:26,2.55,17850,United Kingdom
700002,G1003,PLAIN,2,12/1/10 8:26,2.55,17850,United Kingdom
700002,G1004,PLAIN TOO,2,12/1/10 8:26,2.55,17850,United Kingdom
`

function pictureFile(name: string): Promise<Buffer> {
  return readFile(join(import.meta.dirname, '../../resources/demo-pictures', `${name}.png`))
}

describe('pictures of goods, with no network from the first scan on', () => {
  let bench: RemoteBench
  let hashOfCup = ''

  const page = () => bench.station.page()
  const scan = (code: string) => bench.answerTo(code)
  const line = (sku: string) => page().getByTestId('line').filter({ hasText: sku })
  const pictureOf = (sku: string) => line(sku).getByTestId('goods-picture')
  const kept = async (): Promise<readonly string[]> =>
    (await readdir(join(bench.dataFolder, 'pictures'))).map((name) => name.slice(0, 64))
  const heights = () =>
    page()
      .getByTestId('line')
      .evaluateAll((rows) =>
        (rows as unknown as readonly { readonly offsetHeight: number }[]).map(
          ({ offsetHeight }) => offsetHeight,
        ),
      )

  /** Waits until the picture is painted, not only asked for. */
  const isPainted = (picture: Locator): Promise<unknown> =>
    until('the picture is on the screen', async () =>
      picture.evaluate((image) => {
        const { complete, naturalWidth } = image as unknown as Picture
        return complete && naturalWidth === 240
      }),
    )

  async function give(sku: string, name: string): Promise<string> {
    const answer = await fetch(`${bench.centre.url}/v1/products/${sku}/picture`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bench.centre.adminToken}`, 'content-type': 'image/png' },
      body: new Uint8Array(await pictureFile(name)),
    })
    return productPictureResponse.parse(await answer.json()).picture
  }

  beforeAll(async () => {
    bench = await createRemoteBench(csv)
    hashOfCup = await give('G1001', 'cup')
    const hashOfBottle = await give('G1002', 'bottle')
    await bench.start(2)
    await until('both pictures were fetched before anybody asked for them', async () => {
      const names = await kept()
      return names.includes(hashOfCup) && names.includes(hashOfBottle)
    })
    await scan('HF:WAVE')
    await bench.station.untilFeedback('wave-claimed')
    await until('a walk begins', async () => (await scan('HF:WALK')) === 'walk-begun')
    await bench.centre.stop()
  })

  afterAll(() => bench.remove())

  it('are on the screen of a walk and of the bench, and nothing is as high as without them but the rows', async () => {
    const stop = page().getByTestId('walk-stop')
    expect(['G1001', 'G1002']).toContain(await stop.getAttribute('data-sku'))
    await isPainted(stop.getByTestId('goods-picture'))
    await scan('HF:BENCH')
    expect(await scan('700001')).toBe('order-resumed')
    await isPainted(pictureOf('G1001'))
    await isPainted(pictureOf('G1002'))
    expect(await line('G1003').getByTestId('goods-picture').count()).toBe(0)
    expect(await pictureOf('G1001').getAttribute('alt')).toContain('CUP')
    const pictured = await heights()
    await scan('HF:LATER')
    expect(await scan('700002')).toBe('order-resumed')
    expect(await page().locator('.line-picture').count()).toBe(0)
    const plain = await heights()
    expect(new Set([...pictured, ...plain]).size).toBe(1)
    await scan('HF:LATER')
  })

  it('are large at a press, and out of the way at the next scan', async () => {
    await scan('700001')
    await line('G1001').getByTestId('goods-picture-button').click()
    const large = page().getByTestId('goods-picture-large')
    await isPainted(large.getByTestId('goods-picture'))
    expect(await scan('G1001')).toBe('item-packed')
    await until('the table is in sight again', async () => (await large.count()) === 0)
  })

  it('are there after a crash too', async () => {
    await bench.station.kill()
    await bench.cable.unplug()
    await bench.cable.plug()
    await bench.station.start()
    await line('G1001').waitFor()
    await isPainted(pictureOf('G1001'))
    await isPainted(pictureOf('G1002'))
  })

  it('of a stranger who answers in the place of the centre are not shown and not kept', async () => {
    const { centre, station } = bench
    await centre.start()
    const status = await (await fetch(`${centre.url}/v1/status`)).text()
    await station.quit()
    await centre.stop()
    const folder = join(bench.dataFolder, 'pictures')
    for (const name of await readdir(folder))
      if (name.startsWith(hashOfCup)) await rm(join(folder, name))
    const stranger = await startStranger(centre.url, status, await pictureFile('box'))
    await bench.cable.unplug()
    await bench.cable.plug()
    await station.start()
    await line('G1001').getByTestId('goods-picture-missing').waitFor()
    await until('the stranger was asked', () => stranger.pictures() > 0)
    await isPainted(pictureOf('G1002'))
    expect(await kept()).not.toContain(hashOfCup)
    await stranger.close()
    await centre.start()
    // The right one comes by itself, and the order can be packed on meanwhile.
    expect(await scan('G1001')).toBe('item-packed')
    await isPainted(pictureOf('G1001'))
    await until('it is kept again', async () => (await kept()).includes(hashOfCup))
  })
})

interface Picture {
  readonly complete: boolean
  readonly naturalWidth: number
}

interface Stranger {
  /** How often it was asked for a picture. */
  pictures(): number
  close(): Promise<void>
}

/** Answers at the centre's address: its status, another picture for each, and nothing else. */
async function startStranger(url: string, status: string, picture: Buffer): Promise<Stranger> {
  let pictures = 0
  const server: Server = createServer((request, response) => {
    if (request.url === '/v1/status') {
      response.setHeader('content-type', 'application/json').end(status)
    } else if (request.url?.startsWith('/v1/pictures/') === true) {
      pictures += 1
      response.setHeader('content-type', 'image/png').end(picture)
    } else {
      response.writeHead(503).end()
    }
  })
  server.listen(Number(new URL(url).port), '127.0.0.1')
  await once(server, 'listening')
  return {
    pictures: () => pictures,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
