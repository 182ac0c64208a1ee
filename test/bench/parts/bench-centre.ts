import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { evolve } from '../../../shared/domain/evolve.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { readCursor } from '../../../shared/protocol/feed.ts'
import { factOf, type JournalFrame } from '../../../shared/protocol/frame.ts'
import { pushRequest } from '../../../shared/protocol/push.ts'
import { supportedProtocolVersions } from '../../../shared/protocol/version.ts'
import { orderAt, rowCountOf } from './bench-orders.ts'
import { send, textOf } from './http.ts'

/** The centre of the bench: one station, one snapshot from a file, and a feed that shows what the station pushed. */
export interface BenchCentre {
  readonly url: string
  /** Another history of the feed, so that the station begins a first sync of everything. */
  beginNewFeed(): void
  /** Whether a snapshot is being sent. */
  isSendingSnapshot(): boolean
  /** Snapshots that went out to their last byte. */
  snapshotsSent(): number
  close(): Promise<void>
}

/** Answers requests that are none of a station's; false = it is not one of its own. */
export type OtherAnswers = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/** Starts a centre that holds so many orders; `rowsPath` is the file of their snapshot rows. */
export async function startBenchCentre(
  orders: number,
  rowsPath: string,
  answerOther: OtherAnswers = () => Promise.resolve(false),
): Promise<BenchCentre> {
  const feed = new StationFeed(orders, rowsPath)
  const answer: OtherAnswers = async (request, response) => {
    if (await answerOther(request, response)) return true
    await feed.answer(request, response)
    return true
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    beginNewFeed: () => feed.beginNew(),
    isSendingSnapshot: () => feed.sending > 0,
    snapshotsSent: () => feed.sent,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/**
 * Frame n of the station is change n behind the snapshot, so the feed's place and the station's mark tell the same. The
 * snapshot always shows the orders as they were before the station's first frame.
 */
class StationFeed {
  sending = 0
  sent = 0
  readonly #orders: number
  readonly #rowsPath: string
  readonly #base: number
  #histories = 1
  #epoch: string | null = null
  readonly #changes: (Order | null)[] = []
  readonly #views = new Map<string, Order>()

  constructor(orders: number, rowsPath: string) {
    this.#orders = orders
    this.#rowsPath = rowsPath
    this.#base = rowCountOf(orders)
  }

  beginNew(): void {
    this.#histories += 1
  }

  get #feedEpoch(): string {
    return `bench-${String(this.#histories)}`
  }

  get #head(): number {
    return this.#base + this.#changes.length
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://centre')
    if (url.pathname === '/v1/snapshot') return this.#sendSnapshot(response)
    if (url.pathname === '/v1/changes') return this.#sendChanges(url, response)
    if (url.pathname === '/v1/status') return send(response, 200, this.#status())
    const body: unknown = JSON.parse(await textOf(request))
    if (url.pathname === '/v1/stations/enrol') return send(response, 201, enrolled)
    send(response, 200, this.#push(body))
  }

  #status(): unknown {
    const about = {
      service: 'holdfast-centre',
      protocol: supportedProtocolVersions,
      serverTime: new Date().toISOString(),
    }
    return { ...about, feedEpoch: this.#feedEpoch, head: this.#head }
  }

  #push(body: unknown): unknown {
    const { epoch, firstSeq, events } = pushRequest.parse(body)
    this.#epoch = epoch
    const known = this.#changes.length
    for (const frame of events) if (frame.seq > known) this.#changes.push(this.#apply(frame))
    const outcomes = events.map(({ seq }) => ({ seq, outcome: { result: 'applied' } }))
    const ackedSeq = firstSeq + events.length - 1
    return { epoch, ackedSeq, feedEpoch: this.#feedEpoch, feedSeq: this.#head, outcomes }
  }

  #apply(frame: JournalFrame): Order | null {
    const fact = factOf(frame)
    if (!fact) return null
    const { orderNumber } = fact.body
    const before = this.#views.get(orderNumber) ?? orderAt(Number(orderNumber.slice(3)))
    const after = evolve(before, fact)
    this.#views.set(orderNumber, after)
    return after
  }

  async #sendSnapshot(response: ServerResponse): Promise<void> {
    const rows = rowCountOf(this.#orders)
    const cursor = { feedEpoch: this.#feedEpoch, warehouse: 'main', seq: this.#base }
    response.writeHead(200, streamed)
    response.write(`${JSON.stringify({ kind: 'snapshot', cursor, rows, taken: null })}\n`)
    this.sending += 1
    try {
      await pipeline(createReadStream(this.#rowsPath), response, { end: false })
      response.end(`${JSON.stringify({ kind: 'end', rows })}\n`)
      this.sent += 1
    } finally {
      this.sending -= 1
    }
  }

  async #sendChanges(url: URL, response: ServerResponse): Promise<void> {
    const cursor = readCursor(url.searchParams.get('cursor') ?? '')
    if (cursor?.feedEpoch !== this.#feedEpoch) {
      const error = { code: 'reset', message: 'Another feed.', remedy: 'Begin anew.' }
      return send(response, 410, { error })
    }
    const to = Math.min(this.#head, cursor.seq + Number(url.searchParams.get('limit')))
    response.writeHead(200, streamed)
    await pipeline(Readable.from([this.#page(cursor.seq, to)]), response)
  }

  #page(from: number, to: number): string {
    const taken = to > this.#base ? { epoch: this.#epoch, seq: to - this.#base } : null
    const { head, feed } = { head: this.#head, feed: this.#feedEpoch }
    const lines: unknown[] = [{ kind: 'page', feedEpoch: feed, from, to, head, taken }]
    for (let seq = from + 1; seq <= to; seq += 1) {
      const row = this.#changes[seq - this.#base - 1]
      const change = row ? { entity: 'order', key: row.orderNumber, rev: seq, row } : null
      lines.push({ kind: 'change', seq, change })
    }
    return [...lines, { kind: 'end', to }].map((line) => `${JSON.stringify(line)}\n`).join('')
  }
}

const streamed = { 'content-type': 'application/x-ndjson' }
const enrolled = {
  ...{ stationId: 'bench-station', stationName: 'bench', warehouse: 'main' },
  token: 'token-of-the-bench-only',
}
