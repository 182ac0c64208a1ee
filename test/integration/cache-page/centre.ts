import { createReadStream } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { BucketSums, bucketOf, sumText, type RowSum } from '../../../shared/domain/row-sum.ts'
import type { FeedRow } from '../../../shared/protocol/feed.ts'
import type { JournalFrame } from '../../../shared/protocol/frame.ts'
import { anOrder } from '../../unit/store/an-order.ts'

/** A feed whose change n sets order `orderAt(n)` to rev n, so that what is on a disk tells up to which seq it was applied. */
export interface Feed {
  epoch: string
  /** Changes that exist. */
  head: number
  /** Orders that take turns. */
  orders: number
  /** Sends so many lines of a snapshot and then nothing more; null = all. */
  stopAfterLines: number | null
  isDown: boolean
  /** Frames of the station, answered as main would: those that the centre has not taken at that place. */
  frames: JournalFrame[]
  /** Rows that carry so much of the journal. */
  taken: number
  snapshotsBegun: number
  pagesSent: number
  /** Buckets that were asked for, in their order; `all` = the sums. */
  bucketsAsked: string[]
}

/** The number of the order that change `seq` (1-based) is about. */
export function orderAt(feed: Feed, seq: number): string {
  return `SO-${String((seq - 1) % feed.orders).padStart(6, '0')}`
}

/** Every fifth change is about the order's waybill, which comes and is voided by turns. */
function isAboutWaybill(seq: number): boolean {
  return seq % 5 === 0
}

/** The newest change of each order, or of each order's waybill, when the changes up to `seq` were applied and no other. */
function newestAt(feed: Feed, seq: number, ofWaybills: boolean): Record<string, number> {
  const newest: Record<string, number> = {}
  for (let at = 1; at <= seq; at += 1)
    if (isAboutWaybill(at) === ofWaybills) newest[orderAt(feed, at)] = at
  return newest
}

/** Revisions of all orders when the changes up to `seq` were applied, and no other. */
export function revisionsAt(feed: Feed, seq: number): Record<string, number> {
  return newestAt(feed, seq, false)
}

function change(feed: Feed, seq: number): unknown {
  const orderNumber = orderAt(feed, seq)
  const order = anOrder(orderNumber, 5)
  if (!isAboutWaybill(seq)) {
    const row = { ...order, state: seq % 3 === 0 ? 'packed' : 'picking' }
    return { entity: 'order', key: orderNumber, rev: seq, row }
  }
  const { recipient } = order
  const row = {
    ...{ waybillNumber: `YT${orderNumber}`, carrier: 'yto', carrierName: '圆通速递', orderNumber },
    ...{ threeSegmentCode: '570-A12 08', packageCentre: '杭州', packageCentreCode: '570' },
    ...{ productType: '标准', recipient, sender: recipient, codAmountFen: 0 },
    state: seq % 2 === 0 ? 'void' : 'allocated',
  }
  return { entity: 'waybill', key: row.waybillNumber, rev: seq, row }
}

const product = {
  entity: 'product',
  key: 'SKU-1',
  rev: 1,
  row: { sku: 'SKU-1', name: '棉袜', barcodes: ['06901234567892'], unitWeightGrams: 40, bin: 'A' },
}

function* snapshotLines(feed: Feed): Generator<unknown> {
  const orders = Object.values(newestAt(feed, feed.head, false))
  const waybills = Object.values(newestAt(feed, feed.head, true))
  const rows = orders.length + waybills.length + 1
  const taken = feed.taken > 0 ? { epoch: 'journal', seq: feed.taken } : null
  const cursor = { feedEpoch: feed.epoch, warehouse: 'w', seq: feed.head }
  yield { kind: 'snapshot', cursor, rows, taken }
  yield { kind: 'row', change: product }
  for (const seq of [...orders, ...waybills]) yield { kind: 'row', change: change(feed, seq) }
  yield { kind: 'end', rows }
}

/** All rows when the changes up to `seq` were applied. */
function rowsAt(feed: Feed, seq: number): readonly FeedRow[] {
  const seqs = [newestAt(feed, seq, false), newestAt(feed, seq, true)].flatMap(Object.values)
  return [product, ...seqs.map((newest: number) => change(feed, newest))] as FeedRow[]
}

function sumsAt(feed: Feed, seq: number): BucketSums {
  const sums = new BucketSums()
  for (const row of rowsAt(feed, seq)) sums.add(row)
  return sums
}

function wireSum(sum: RowSum): { rows: number; sum: string } {
  return { rows: sum.rows, sum: sumText(sum) }
}

function answerBuckets(feed: Feed, url: URL, response: ServerResponse): void {
  const [feedEpoch, warehouse, seq] = (url.searchParams.get('cursor') ?? '').split('~')
  const cursor = { feedEpoch, warehouse, seq: Number(seq) }
  const bucket = /buckets\/(\d+)/.exec(url.pathname)?.[1]
  feed.bucketsAsked.push(bucket ?? 'all')
  if (bucket === undefined) {
    const buckets = sumsAt(feed, cursor.seq).all().map(wireSum)
    response.end(JSON.stringify({ cursor, buckets }))
    return
  }
  const rows = rowsAt(feed, cursor.seq).filter((row) => bucketOf(row) === Number(bucket))
  const lines = rows.map((row) => ({ kind: 'row', change: row }))
  const [head, end] = [
    { kind: 'snapshot', cursor, rows: rows.length },
    { kind: 'end', rows: rows.length },
  ]
  send(response, [head, ...lines, end], null)
}

function* pageLines(feed: Feed, from: number, limit: number): Generator<unknown> {
  const to = Math.min(feed.head, from + limit)
  const taken = feed.taken > 0 ? { epoch: 'journal', seq: feed.taken } : null
  const sum = to === feed.head ? wireSum(sumsAt(feed, to).total()) : undefined
  yield { kind: 'page', feedEpoch: feed.epoch, from, to, head: feed.head, taken, sum }
  for (let seq = from + 1; seq <= to; seq += 1)
    yield { kind: 'change', seq, change: change(feed, seq) }
  yield { kind: 'end', to }
}

function send(response: ServerResponse, lines: Iterable<unknown>, stopAfter: number | null): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  let sent = 0
  let part = ''
  for (const line of lines) {
    if (sent === stopAfter) {
      response.write(part)
      return
    }
    part += `${JSON.stringify(line)}\n`
    sent += 1
  }
  response.end(part)
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

/** Serves the built page, the feed, and main's answers about the journal. */
export async function startCentre(feed: Feed, pageFolder: string) {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://centre')
    const path = url.pathname
    if (path === '/test/overlay') {
      const frames = feed.frames.filter(({ seq }) => seq > feed.taken)
      response.end(JSON.stringify({ frames, lastSeq: feed.frames.length }))
    } else if (path.startsWith('/v1/') && feed.isDown) {
      response.destroy()
    } else if (path === '/v1/snapshot') {
      feed.snapshotsBegun += 1
      send(response, snapshotLines(feed), feed.stopAfterLines)
    } else if (path.startsWith('/v1/buckets')) {
      answerBuckets(feed, url, response)
    } else if (path === '/v1/changes') {
      answerChanges(feed, url, response)
    } else if (path.startsWith('/v1/')) {
      response.writeHead(404).end()
    } else {
      response.setHeader('content-type', types[extname(path)] ?? types['.html'] ?? '')
      createReadStream(join(pageFolder, path === '/' ? 'index.html' : path)).pipe(response)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function answerChanges(feed: Feed, url: URL, response: ServerResponse): void {
  const [epoch, , seq] = (url.searchParams.get('cursor') ?? '').split('~')
  if (epoch !== feed.epoch || Number(seq) > feed.head) {
    response.writeHead(410)
    response.end(JSON.stringify({ error: { code: 'reset', message: 'm', remedy: 'r' } }))
    return
  }
  feed.pagesSent += 1
  send(response, pageLines(feed, Number(seq), Number(url.searchParams.get('limit'))), null)
}
