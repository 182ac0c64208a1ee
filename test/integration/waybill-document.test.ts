import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CarrierDocument } from '../../shared/domain/waybill.ts'
import { waybillDocumentResponse } from '../../shared/protocol/rows.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds, openFloor } from './centre-floor.ts'
import { adminToken, changeOrder, faultOf, headOf, waybillsOf } from './centre-kit.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

const document: CarrierDocument = {
  format: 'zpl',
  content: Buffer.from('^XA^FDlabel^FS^XZ').toString('base64'),
  dotsPerInch: 203,
}

function give(url: string, number: string, body: unknown, token = adminToken): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const path = `/v1/waybills/${encodeURIComponent(number)}/document`
  return fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
}

describe.each(databaseKinds)('labels that a carrier made, at %s', (kind) => {
  test('reach every station with the waybill, once, and are refused when they are none', async () => {
    const floor = await openFloor(kind, postgres)
    const { centre } = floor
    const { station } = await floor.bench()
    const { rows } = await station.snapshot()
    const allocated = [...rows.values()].flatMap(({ entity, row }) =>
      entity === 'waybill' && row?.state === 'allocated' ? [row] : [],
    )
    const [waybill, other] = allocated
    if (!waybill || !other) throw new Error('no waybill')
    const { waybillNumber, orderNumber } = waybill
    const given = await give(centre.url, waybillNumber, document)
    const { feedSeq } = waybillDocumentResponse.parse(await given.json())
    expect(await waybillsOf(station, orderNumber)).toEqual([{ ...waybill, document }])
    // Asked again nothing changes, so nothing is told.
    const again = await give(centre.url, waybillNumber, document)
    expect(waybillDocumentResponse.parse(await again.json())).toEqual({ feedSeq })
    expect(await headOf(centre)).toBe(feedSeq)
    const twoLabels = { ...document, content: Buffer.from('^XA^XZ^XA^XZ').toString('base64') }
    const refused = await faultOf(await give(centre.url, waybillNumber, twoLabels), 400)
    expect(refused.message).toContain('2 labels')
    await faultOf(await give(centre.url, 'nobody’s', document), 404)
    await faultOf(await give(centre.url, '\u0000', document), 404)
    await faultOf(await give(centre.url, waybillNumber, document, 'wrong'), 401)
    await changeOrder(centre, other.orderNumber, 'cancel', { requestId: 'cancel-it-1' })
    await faultOf(await give(centre.url, other.waybillNumber, document), 404)
    expect(await waybillsOf(station, orderNumber)).toEqual([{ ...waybill, document }])
    await centre.close()
  })
})
