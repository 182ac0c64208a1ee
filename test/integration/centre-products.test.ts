import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Order } from '../../shared/domain/order.ts'
import type { Product } from '../../shared/domain/product.ts'
import { productsResponse } from '../../shared/protocol/product.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds, openFloor, type TestFloor } from './centre-floor.ts'
import { adminToken, fact, faultOf, headOf, postOrders, type TestStation } from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

const box: Product = {
  ...{ sku: 'BOX-A', name: 'Box A', barcodes: ['6901234567892'], unitWeightGrams: 200, bin: '' },
  carton: { innerMm: [300, 200, 150], mostGrams: 20_000 },
}

function give(url: string, products: unknown, token = adminToken): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ products })
  return fetch(`${url}/v1/products`, { method: 'POST', headers, body })
}

async function productOf(station: TestStation, sku: string): Promise<Product | undefined> {
  const { rows } = await station.snapshot()
  return [...rows.values()].flatMap(({ entity, row }) =>
    entity === 'product' && row?.sku === sku ? [row] : [],
  )[0]
}

describe.each(databaseKinds)('articles at %s', (kind) => {
  let floor: TestFloor
  let station: TestStation

  beforeEach(async () => {
    floor = await openFloor(kind, postgres)
    ;({ station } = await floor.bench())
  })
  afterEach(() => floor.centre.close())

  test('reach every station once, keep their old codes, and are changed by the next word', async () => {
    const { url } = floor.centre
    const given = productsResponse.parse(await (await give(url, [box])).json())
    expect(given).toMatchObject({ created: 1, changed: 0, unchanged: 0 })
    const canonical = ['06901234567892', 'BOX-A']
    expect(await productOf(station, 'BOX-A')).toEqual({ ...box, barcodes: canonical })
    const again = productsResponse.parse(await (await give(url, [box])).json())
    expect(again).toMatchObject({ created: 0, changed: 0, unchanged: 1, feedSeq: given.feedSeq })
    expect(await headOf(floor.centre)).toBe(given.feedSeq)
    const renamed = { ...box, name: 'Box A2', barcodes: ['NEW-CODE'] }
    await give(url, [renamed])
    const after = await productOf(station, 'BOX-A')
    expect(after?.name).toBe('Box A2')
    expect([...(after?.barcodes ?? [])].sort()).toEqual([...canonical, 'NEW-CODE'].sort())
  })

  test('one code for two articles, a request that is done by half, or one from nobody', async () => {
    const { url } = floor.centre
    await give(url, [box])
    const head = await headOf(floor.centre)
    const good = { ...box, sku: 'BOX-B', barcodes: ['FREE-CODE'] }
    const thief = { ...box, sku: 'BOX-C', barcodes: ['690123456789-2', '6901234567892'] }
    const refused = await faultOf(await give(url, [good, thief]), 400)
    expect(refused.message).toContain('06901234567892 of BOX-C belongs to BOX-A')
    await faultOf(await give(url, [good, good]), 400)
    await faultOf(await give(url, [{ ...good, carton: { innerMm: [1, 2] } }]), 400)
    await faultOf(await give(url, [{ ...good, barcodes: ['a\u0000b'] }]), 400)
    await faultOf(await give(url, [good], 'wrong'), 401)
    expect(await headOf(floor.centre)).toBe(head)
    // What was refused has kept no code for itself.
    const other = { ...box, sku: 'BOX-D', barcodes: ['FREE-CODE'] }
    expect((await give(url, [other])).status).toBe(200)
  })

  test('a weight that no number of boxes teaches, that one box teaches, or that the office wipes out', async () => {
    const { centre } = floor
    await give(centre.url, [box])
    const header =
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
    const invoices = Array.from({ length: 7 }, (_unused, index) => 900_001 + index)
    const lines = invoices.map((number) =>
      [String(number), '77777', 'TEAPOT', '2', '12/1/2010 8:26', '2.55', '17850', 'UK'].join(','),
    )
    await postOrders(centre, [header, ...lines].join('\n'))
    const { station: bench, journal } = await floor.bench()
    const { rows } = await bench.snapshot()
    const orders = [...rows.values()].flatMap(({ entity, row }) =>
      entity === 'order' && row?.lines[0]?.sku === '77777' ? [row] : [],
    )
    const waybills = new Map(
      [...rows.values()].flatMap(({ entity, row }) =>
        entity === 'waybill' && row ? [[row.orderNumber, row.waybillNumber] as const] : [],
      ),
    )
    expect(orders).toHaveLength(7)
    const learnt: (number | undefined)[] = []
    for (const [index, order] of orders.entries()) {
      // One scale gone mad among them.
      const grams = index === 2 ? 9_000 : 200 + 2 * 153
      journal.add(
        ...packed(order, bench, { grams, waybillNumber: waybills.get(order.orderNumber) }),
      )
      const answer = await bench.push(journal.request(journal.frames.length - packedFacts + 1))
      expect(answer.outcomes.every(({ outcome }) => outcome.result === 'applied')).toBe(true)
      learnt.push((await productOf(bench, '77777'))?.learntGrams)
    }
    expect(learnt).toEqual([undefined, undefined, undefined, undefined, 153, 153, 153])
    const head = await headOf(centre)
    // The same frames once more teach nothing new.
    await bench.push(journal.request())
    expect(await headOf(centre)).toBe(head)
    const said = await productOf(bench, '77777')
    const { learntGrams: _learnt, ...master } = said ?? box
    await give(centre.url, [{ ...master, unitWeightGrams: 170 }])
    expect(await productOf(bench, '77777')).toMatchObject({
      unitWeightGrams: 170,
      learntGrams: 153,
    })
  })
})

/** As many facts as `packed` answers for an order of one line. */
const packedFacts = 6

function packed(
  order: Order,
  by: TestStation,
  {
    grams,
    waybillNumber = '',
  }: { readonly grams: number; readonly waybillNumber?: string | undefined },
) {
  const { orderNumber, carrier } = order
  const operatorId = 'operator-1'
  const of = { orderNumber, parcelNumber: `${orderNumber}-1`, operatorId }
  const contents = order.lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
  const carton = { sku: box.sku, name: box.name, grams: box.unitWeightGrams }
  const weighed = { grams, expectedGrams: null, scaleId: 'scale', accepted: null }
  return [
    fact('order.claimed', { orderNumber, stationId: by.stationId, operatorId }),
    ...order.lines.flatMap(({ lineId, quantity, sku }) => [
      fact('line.picked', { orderNumber, lineId, quantity, operatorId }),
      fact('item.packed', { ...of, lineId, quantity, code: sku }),
    ]),
    fact('carton.chosen', { ...of, carton }),
    fact('parcel.weighed', { ...of, ...weighed }),
    fact('parcel.closed', { ...of, waybillNumber, carrier, contents }),
  ]
}
