import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ApiFaultCode } from '../../shared/protocol/fault.ts'
import { frameText, genesisHash, type JournalFrame } from '../../shared/protocol/frame.ts'
import { pushRequest, type PushRequest } from '../../shared/protocol/push.ts'
import type { FeedRow } from '../../shared/protocol/feed.ts'
import { supportedProtocolVersions } from '../../shared/protocol/version.ts'

/** What a request gets instead of the ordinary answer. */
export type Mishap =
  /** The push is applied, and the connection breaks before the answer. */
  | 'apply-then-reset'
  | 'reset'
  | 'captive-portal'
  | 'html-500'
  | 'wrong-json'
  | 'busy'
  /** Never answers. */
  | 'silence'
  /** Breaks in the middle of a stream. */
  | 'torn-stream'
  | {
      readonly code: ApiFaultCode
      readonly status: number
      readonly expected?: { readonly epoch: string | null; readonly seq: number }
    }

/** A centre as a station sees it: real HTTP, real dedupe and gaps, and a list of mishaps for the next requests. */
export class FakeCentre {
  token = 'right-token'
  feedEpoch = 'feed-1'
  head = 0
  /** Where it listens, or listened last. */
  url = ''
  epoch: string | null = null
  frames: JournalFrame[] = []
  readonly mishaps: Mishap[] = []
  readonly pushes: PushRequest[] = []
  readonly requests: string[] = []
  /** Frames whose seq is here are called malformed. */
  readonly poison = new Set<number>()
  readonly exceptions = new Set<number>()
  /** After how many bytes the next streams break; a stream without an entry goes on to its end. */
  readonly tornAt: number[] = []
  snapshotRows: FeedRow[] = []
  changes: (FeedRow | null)[] = []
  changesFrom = 0
  readonly #server = createServer((request, response) => void this.#answer(request, response))

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
    return this.url
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://centre')
    this.requests.push(`${request.method ?? ''} ${url.pathname}`)
    let body = ''
    for await (const piece of request) body += String(piece)
    const mishap = this.mishaps.shift()
    if (mishap === 'apply-then-reset') this.#push(JSON.parse(body))
    if (mishap === 'reset' || mishap === 'apply-then-reset') return void request.socket.destroy()
    if (mishap === 'silence') return
    if (mishap !== undefined && mishap !== 'torn-stream') return this.#misanswer(mishap, response)
    if (url.pathname === '/v1/status') return send(response, 200, this.#status())
    if (request.headers.authorization !== `Bearer ${this.token}`)
      return this.#misanswer({ code: 'unauthorized', status: 401 }, response)
    if (url.pathname.endsWith('/events')) {
      const { status, answer } = this.#push(JSON.parse(body))
      return send(response, status, answer)
    }
    const had = Number(url.searchParams.get('had'))
    const text = url.pathname === '/v1/snapshot' ? this.snapshotText(had) : this.pageText(url)
    const tornAt = this.tornAt.shift()
    if (mishap !== 'torn-stream' && tornAt === undefined) return void response.end(text)
    response.write(Buffer.from(text).subarray(0, tornAt ?? text.length / 2), () => {
      request.socket.destroy()
    })
  }

  /** @param had rows that are left out */
  snapshotText(had = 0): string {
    const rows = this.snapshotRows.length
    const cursor = { feedEpoch: this.feedEpoch, warehouse: 'main', seq: this.changesFrom }
    const head = { kind: 'snapshot', cursor, rows, ...(had > 0 ? { had } : {}) }
    const lines: unknown[] = this.snapshotRows.slice(had).map((change) => ({ kind: 'row', change }))
    return ndjson([head, ...lines, { kind: 'end', rows }])
  }

  pageText(url: URL): string {
    const from = Number(url.searchParams.get('cursor')?.split('~')[2])
    const limit = Number(url.searchParams.get('limit'))
    const head = this.changesFrom + this.changes.length
    const to = Math.min(head, from + limit)
    const lines: unknown[] = [{ kind: 'page', feedEpoch: this.feedEpoch, from, to, head }]
    for (let seq = from + 1; seq <= to; seq += 1)
      lines.push({ kind: 'change', seq, change: this.changes[seq - this.changesFrom - 1] ?? null })
    return ndjson([...lines, { kind: 'end', to }])
  }

  #status(): unknown {
    const serverTime = '2026-11-24T08:00:00.000Z'
    const { feedEpoch, head } = this
    return {
      service: 'holdfast-centre',
      protocol: supportedProtocolVersions,
      serverTime,
      feedEpoch,
      head,
    }
  }

  #push(body: unknown): { readonly status: number; readonly answer: unknown } {
    const push = pushRequest.parse(body)
    this.pushes.push(push)
    const lastSeq = this.epoch === push.epoch ? this.frames.length : 0
    if (push.firstSeq > lastSeq + 1) {
      const expected = { epoch: this.epoch, seq: this.frames.length }
      return refusal(409, 'gap', { expected })
    }
    if (push.events.some((frame) => this.poison.has(frame.seq))) return refusal(400, 'malformed')
    const fresh = push.events.filter((frame) => frame.seq > lastSeq)
    const known = push.events.filter((frame) => frame.seq <= lastSeq)
    if (known.some((frame) => hashOf(frame) !== hashOf(this.frames[frame.seq - 1])))
      return refusal(409, 'diverged')
    if (fresh[0] && fresh[0].prev !== hashOf(this.frames[lastSeq - 1]))
      return refusal(409, 'diverged')
    if (lastSeq === 0) this.frames = []
    this.epoch = push.epoch
    this.frames.push(...fresh)
    if (fresh.length > 0) this.head += 1
    const outcomes = push.events.map(({ seq }) => ({
      seq,
      outcome: this.exceptions.has(seq)
        ? { result: 'exception', code: 'packed-elsewhere' }
        : { result: 'applied' },
    }))
    const ackedSeq = push.firstSeq + push.events.length - 1
    const { epoch, feedEpoch, head } = this
    return { status: 200, answer: { epoch, ackedSeq, feedEpoch, feedSeq: head, outcomes } }
  }

  #misanswer(mishap: Mishap, response: ServerResponse): void {
    if (typeof mishap === 'object') {
      const { code, expected } = mishap
      const { status, answer } = refusal(mishap.status, code, expected ? { expected } : {})
      send(response, status, answer)
      return
    }
    if (mishap === 'busy') send(response, 503, refusal(503, 'busy').answer)
    else if (mishap === 'wrong-json') send(response, 200, { welcome: true })
    else {
      response.writeHead(mishap === 'html-500' ? 500 : 200, { 'content-type': 'text/html' })
      response.end('<!DOCTYPE html>\n<html><body>Please accept our terms</body></html>')
    }
  }
}

function hashOf(frame: JournalFrame | undefined): string {
  return frame ? createHash('sha256').update(frameText(frame)).digest('hex') : genesisHash
}

function refusal(status: number, code: ApiFaultCode, more: object = {}) {
  return { status, answer: { error: { code, message: code, remedy: 'none', ...more } } }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function ndjson(lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}
