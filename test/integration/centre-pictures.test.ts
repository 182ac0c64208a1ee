import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Product } from '../../shared/domain/product.ts'
import { mostPictureBytes } from '../../shared/domain/product-picture.ts'
import { productPictureResponse } from '../../shared/protocol/product.ts'
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts'
import { databaseKinds, openFloor, type TestFloor } from './centre-floor.ts'
import {
  adminToken,
  enrol,
  faultOf,
  headOf,
  startTestCentre,
  type TestStation,
} from './centre-kit.ts'

const folder = join(import.meta.dirname, '../../resources/demo-pictures')
const box: Product = {
  ...{ sku: 'NEW-BOX', name: 'Box', barcodes: [], unitWeightGrams: 200, bin: '' },
}
let postgres: TestPostgres
let cup: Buffer
let bottle: Buffer

beforeAll(async () => {
  postgres = await startPostgres()
  ;[cup, bottle] = await Promise.all([
    readFile(join(folder, 'cup.png')),
    readFile(join(folder, 'bottle.png')),
  ])
})
afterAll(() => postgres.stop())

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

describe.each(databaseKinds)('pictures of articles at %s', (kind) => {
  let floor: TestFloor
  let station: TestStation

  /** Goods of the demo shop. */
  const sku = 'A1001'

  beforeEach(async () => {
    floor = await openFloor(kind, postgres)
    ;({ station } = await floor.bench())
  })
  afterEach(() => floor.centre.close())

  function give(
    body: Uint8Array,
    { type = 'image/png', token = adminToken, article = sku } = {},
  ): Promise<Response> {
    const url = `${floor.centre.url}/v1/products/${encodeURIComponent(article)}/picture`
    const headers = { authorization: `Bearer ${token}`, 'content-type': type }
    return fetch(url, { method: 'POST', headers, body: new Uint8Array(body) })
  }

  async function productOf(wanted: string): Promise<Product | undefined> {
    const { rows } = await station.snapshot()
    return [...rows.values()].flatMap(({ entity, row }) =>
      entity === 'product' && row?.sku === wanted ? [row] : [],
    )[0]
  }

  async function bytesOf(hash: string): Promise<Buffer> {
    return Buffer.from(await (await station.get(`/v1/pictures/${hash}`)).arrayBuffer())
  }

  test('a picture that never reaches the stations, costs them news when it is sent again, or comes back changed', async () => {
    const given = productPictureResponse.parse(await (await give(cup)).json())
    expect(given.picture).toBe(hashOf(cup))
    expect((await productOf(sku))?.picture).toBe(given.picture)
    const shown = await station.get(`/v1/pictures/${given.picture}`)
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect(shown.headers.get('cache-control')).toContain('immutable')
    expect(Buffer.from(await shown.arrayBuffer()).equals(cup)).toBe(true)
    expect(productPictureResponse.parse(await (await give(cup)).json())).toEqual(given)
    expect(await headOf(floor.centre)).toBe(given.feedSeq)
    // Two articles that look alike, and one that gets another look: what was there before is still there.
    await give(cup, { article: 'A1002' })
    const changed = productPictureResponse.parse(await (await give(bottle)).json())
    expect((await productOf(sku))?.picture).toBe(changed.picture)
    expect((await productOf('A1002'))?.picture).toBe(given.picture)
    for (const bytes of [cup, bottle])
      expect((await bytesOf(hashOf(bytes))).equals(bytes)).toBe(true)
  })

  test('bytes that no bench can show or keep, or that come from nobody, change nothing', async () => {
    const head = await headOf(floor.centre)
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    const large = Buffer.concat([cup, Buffer.alloc(mostPictureBytes)])
    expect((await faultOf(await give(page), 400)).message).toContain('PNG, JPEG or WebP')
    expect((await faultOf(await give(large), 413)).message).toContain('300 kB')
    expect((await faultOf(await give(Buffer.alloc(0)), 400)).remedy).toContain('--data-binary')
    expect((await faultOf(await give(cup, { type: 'text/csv' }), 400)).code).toBe('malformed')
    // What curl says by itself.
    const form = await give(cup, { type: 'application/x-www-form-urlencoded' })
    expect((await faultOf(form, 400)).remedy).toContain('image/png')
    await faultOf(await give(cup, { token: station.token }), 401)
    await faultOf(await give(cup, { article: 'NOBODY' }), 404)
    await faultOf(await give(cup, { article: 'a\u0000b' }), 404)
    expect(await headOf(floor.centre)).toBe(head)
    await faultOf(await station.get(`/v1/pictures/${hashOf(cup)}`), 404)
    await faultOf(await station.get('/v1/pictures/nonsense'), 404)
    await give(cup)
    const nobody = await fetch(`${floor.centre.url}/v1/pictures/${hashOf(cup)}`)
    await faultOf(nobody, 426)
    const headers = { ...station.headers, authorization: `Bearer ${adminToken}` }
    const office = await fetch(`${floor.centre.url}/v1/pictures/${hashOf(cup)}`, { headers })
    await faultOf(office, 401)
  })

  test('a picture of few bytes that no bench has the memory to draw', async () => {
    const head = await headOf(floor.centre)
    // Width and height stand behind the signature, the length and the name of the first chunk (W3C PNG, 11.2.1).
    const huge = Buffer.from(cup)
    huge.writeUInt32BE(30_000, 16)
    huge.writeUInt32BE(30_000, 20)
    const fault = await faultOf(await give(huge), 413)
    expect(fault.message).toContain('30000 × 30000')
    const torn = cup.subarray(0, 12)
    expect((await faultOf(await give(torn), 400)).message).toContain('no whole PNG')
    expect(await headOf(floor.centre)).toBe(head)
  })

  test('master data that is sent again without the picture, or with another, takes it away', async () => {
    const { picture } = productPictureResponse.parse(await (await give(cup)).json())
    const { barcodes = [], picture: _shown, ...said } = (await productOf(sku)) ?? {}
    const products = [{ ...said, barcodes, name: 'renamed', picture: 'a'.repeat(64) }]
    const headers = {
      authorization: `Bearer ${adminToken}`,
      'content-type': 'application/json',
    }
    const body = JSON.stringify({ products })
    const url = `${floor.centre.url}/v1/products`
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200)
    expect(await productOf(sku)).toMatchObject({ name: 'renamed', picture })
    // A name alone is no picture: one that the centre does not have would be asked for by every bench.
    const claimed = [{ ...box, picture: 'a'.repeat(64) }]
    await fetch(url, { method: 'POST', headers, body: JSON.stringify({ products: claimed }) })
    expect(await productOf(box.sku)).toEqual({ ...box, barcodes: [box.sku] })
  })
})

test('a demo shop without pictures, or with one that no station can fetch', async () => {
  const centre = await startTestCentre()
  await centre.seedDemo(folder)
  const station = await enrol(centre, 'bench')
  const { rows } = await station.snapshot()
  const pictures = new Set(
    [...rows.values()].flatMap(({ entity, row }) =>
      entity === 'product' && row?.picture !== undefined ? [row.picture] : [],
    ),
  )
  expect(pictures.size).toBe(12)
  for (const hash of pictures) {
    const answer = await station.get(`/v1/pictures/${hash}`)
    expect(hashOf(new Uint8Array(await answer.arrayBuffer()))).toBe(hash)
  }
  await centre.close()
})
