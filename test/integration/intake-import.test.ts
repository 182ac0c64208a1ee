import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, type DomainEvent } from '../../shared/domain/event.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Centre } from '../../server/centre.ts'
import type { ImportReport } from '../../server/intake/import-orders.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import {
  enrol,
  faultOf,
  headOf,
  memoryDatabase,
  packingOf,
  postOrders,
  startTestCentre,
  TestJournal,
  type TestStation,
} from './centre-kit.ts'

const sample = join(import.meta.dirname, '../../resources/data/online-retail-sample.csv')
const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
}, 60_000)

afterAll(() => postgres.stop())

async function reportOf(response: Response): Promise<ImportReport> {
  if (response.status !== 200) throw new Error(await response.text())
  return (await response.json()) as ImportReport
}

/** Another article goes in for the first line of an order. */
function substitutionIn({ orderNumber, lines }: Order, stationId: string): readonly DomainEvent[] {
  const { lineId = '', quantity = 1 } = lines[0] ?? {}
  const operatorId = 'packer'
  const article = { sku: 'ANOTHER', name: 'ANOTHER', unitWeightGrams: 10, bin: '' }
  const of = { orderNumber, lineId, substituteLineId: `${lineId}~1`, quantity, operatorId }
  return [
    event('order.claimed', { orderNumber, stationId, operatorId }),
    event('line.substituted', { ...of, ...article, reason: 'not-in-bin' }),
  ]
}

describe.each(['PGlite', 'PostgreSQL'])('the intake into %s', (kind) => {
  let centre: Centre
  let station: TestStation

  beforeAll(async () => {
    const database =
      kind === 'PGlite'
        ? memoryDatabase
        : ({ kind: 'postgres', url: await postgres.createDatabase() } as const)
    centre = await startTestCentre(database)
    station = await enrol(centre, 'bench')
  }, 60_000)

  afterAll(() => centre.close())

  async function orders(): Promise<readonly Order[]> {
    const { rows } = await station.snapshot()
    return [...rows.values()].flatMap((row) => (row.entity === 'order' && row.row ? [row.row] : []))
  }

  test.each([
    ['no column StockCode', 'InvoiceNo,Description\n1,x\n', /line 1.*StockCode is missing/],
    ['a column twice', `${header},Country\n1,2,3,4,5,6,7,8,9\n`, /Country stands there twice/],
    ['an open quote', `${header}\n1,2,"x,4,12/1/10 8:26,6,7,8\n`, /quote.*line 2.*never closed/],
    [
      'text behind a quote',
      `${header}\n1,2,"x"y,4,12/1/10 8:26,6,7,8\n`,
      /quoting in line 2, field 3/,
    ],
    [
      'a field too many',
      `${header}\n1,21,x,4,12/1/10 8:26,6,7,8\n1,2,3\n`,
      /line 3 has another number/,
    ],
    ['nothing', '', /line 1.*InvoiceNo is missing/],
  ])(
    'a file with %s is refused with its place, and nothing of it is imported',
    async (_name, csv, place) => {
      const fault = await faultOf(await postOrders(centre, csv), 400)
      expect(fault.code).toBe('malformed')
      expect(fault.message).toMatch(place)
      expect(fault.remedy).not.toBe('')
      expect(await headOf(centre)).toBe(0)
    },
  )

  test('a file that is not UTF-8 is refused with line and column, and nothing of it is imported', async () => {
    const good = `${header}\n536365,85123A,HOLDER,6,12/1/10 8:26,2.55,17850,UK\n536366,22633,£`
    const bytes = Buffer.from(good, 'latin1')
    const fault = await faultOf(await postOrders(centre, bytes), 400)
    expect(fault.message).toMatch(/no UTF-8 in line 3, column 14/)
    expect(await headOf(centre)).toBe(0)
  })

  test('the intake is closed to whoever does not run the centre', async () => {
    const csv = await readFile(sample)
    expect((await faultOf(await postOrders(centre, csv, 'guessed'), 401)).code).toBe('unauthorized')
    expect((await faultOf(await postOrders(centre, csv, station.token), 401)).code).toBe(
      'unauthorized',
    )
    expect(await headOf(centre)).toBe(0)
  })

  test('two imports of one real file at the same time create each order once', async () => {
    const csv = await readFile(sample)
    const reports = await Promise.all(
      [0, 1].map(async () => reportOf(await postOrders(centre, csv))),
    )
    expect(reports.map((report) => report.ordersCreated).sort()).toEqual([0, 62])
    expect(reports.map((report) => report.productsCreated).sort()).toEqual([0, 584])
    const [report] = reports
    const lines = (await orders()).reduce((sum, order) => sum + order.lines.length, 0)
    expect(report?.linesRead).toBe(999)
    expect(lines + (report?.linesMerged.length ?? 0) + (report?.linesSkipped.length ?? 0)).toBe(999)
    expect(report?.linesSkipped.map(({ reason }) => reason).sort()).toEqual([
      ...Array<string>(10).fill('cancellation'),
      ...Array<string>(2).fill('not-goods'),
    ])
  })

  test('the same file again changes nothing, even after the floor has worked on it', async () => {
    const [order, other] = await orders()
    if (!order || !other) throw new Error('Nothing was imported')
    const packing = packingOf(order, station.stationId, 'W-1')
    const instead = substitutionIn(other, station.stationId)
    await station.push(new TestJournal('epoch-intake').add(...packing, ...instead).request())
    expect((await station.order(other.orderNumber)).lines[0]?.sku).toBe('ANOTHER')
    const head = await headOf(centre)
    const report = await reportOf(await postOrders(centre, await readFile(sample)))
    expect(report).toMatchObject({ ordersCreated: 0, ordersUnchanged: 62, productsCreated: 0 })
    expect(report.ordersDiffering).toEqual([])
    expect(await headOf(centre)).toBe(head)
    expect((await station.order(order.orderNumber)).state).toBe('shipped')
  })

  test('an order that is known with other lines is left alone and named', async () => {
    const head = await headOf(centre)
    const csv = `${header}\n536365,85123A,HOLDER,7,12/1/10 8:26,2.55,17850,United Kingdom\n`
    const report = await reportOf(await postOrders(centre, csv))
    expect(report.ordersDiffering).toEqual(['536365'])
    expect(await headOf(centre)).toBe(head)
  })

  test('every imported order comes with its own complete waybill and every product with codes of its own', async () => {
    const { rows } = await station.snapshot()
    const all = [...rows.values()]
    const waybills = all.flatMap((row) => (row.entity === 'waybill' && row.row ? [row.row] : []))
    expect(new Set(waybills.map(({ orderNumber }) => orderNumber)).size).toBe(62)
    expect(new Set(waybills.map(({ waybillNumber }) => waybillNumber)).size).toBe(62)
    expect(
      waybills.every((waybill) => waybill.threeSegmentCode !== '' && waybill.packageCentre !== ''),
    ).toBe(true)
    const products = all.flatMap((row) => (row.entity === 'product' && row.row ? [row.row] : []))
    const codes = products.flatMap(({ barcodes }) => barcodes)
    expect(
      products.every(({ barcodes, sku }) => barcodes.length === 2 && barcodes.includes(sku)),
    ).toBe(true)
    expect(new Set(codes).size).toBe(codes.length)
  })
})
