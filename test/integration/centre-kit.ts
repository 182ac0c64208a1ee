import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import {
  event,
  type DomainEvent,
  type EventBodies,
  type EventType,
} from '../../shared/domain/event.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Outcome } from '../../shared/domain/receipt.ts'
import { isConflictTask, type ConflictTask } from '../../shared/domain/task.ts'
import type { Waybill } from '../../shared/domain/waybill.ts'
import { apiFault, type ApiFault } from '../../shared/protocol/fault.ts'
import {
  changesLine,
  snapshotLine,
  writeCursor,
  type Cursor,
  type FeedRow,
} from '../../shared/protocol/feed.ts'
import { frameText, genesisHash, type JournalFrame } from '../../shared/protocol/frame.ts'
import {
  orderChangeResponse,
  type OrderChangeResponse,
} from '../../shared/protocol/order-change.ts'
import { pushResponse, type PushRequest, type PushResponse } from '../../shared/protocol/push.ts'
import { enrolResponse, statusResponse } from '../../shared/protocol/station.ts'
import { protocolHeader, protocolVersion } from '../../shared/protocol/version.ts'
import { startCentre, type Centre } from '../../server/centre.ts'
import type { DatabaseChoice } from '../../server/database/open.ts'
import type { World } from '../../server/world.ts'

export const adminToken = 'admin-token-of-the-tests'

/** An empty PGlite in memory; its slow creation is cached between test files. */
export const memoryDatabase: DatabaseChoice = {
  kind: 'memory',
  preparedArchive: join(import.meta.dirname, '../../.cache/tests/empty-pglite-0.5.16.tar.gz'),
}

/** A clock that stands still, at the start of the demo shop's day, unless a test moves it. */
export function testWorld(now: () => Date = () => new Date('2026-11-24T02:00:00Z')): World {
  return { now, randomBytes: (count) => randomBytes(count), announce: () => undefined }
}

export async function startTestCentre(
  database: DatabaseChoice = memoryDatabase,
  world: World = testWorld(),
  port = 0,
): Promise<Centre> {
  const started = await startCentre({ database, host: '127.0.0.1', port, adminToken, world })
  if (!started.ok) throw new Error(started.error.message)
  return started.value
}

/** One journal as a station writes it: frames of one epoch, each with the hash of the one before. */
export class TestJournal {
  readonly frames: JournalFrame[] = []
  readonly epoch: string

  constructor(epoch: string) {
    this.epoch = epoch
  }

  add(...facts: readonly { type: string; v: number; body: object }[]): this {
    for (const { type, v, body } of facts) {
      const last = this.frames.at(-1)
      const prev = last ? hashOf(last) : genesisHash
      const seq = this.frames.length + 1
      const at = '2026-11-24T02:00:00.000Z'
      this.frames.push({ epoch: this.epoch, seq, prev, at, type, v, body: { ...body } })
    }
    return this
  }

  /** The push of the frames from `first` to `last`, both counted in. */
  request(first = 1, last = this.frames.length): PushRequest {
    const events = this.frames.slice(first - 1, last)
    const prev = events[0]?.prev ?? genesisHash
    return { epoch: this.epoch, firstSeq: first, prev, events }
  }
}

function hashOf(frame: JournalFrame): string {
  return createHash('sha256').update(frameText(frame), 'utf8').digest('hex')
}

/** A station on the other side of HTTP. */
export class TestStation {
  readonly url: string
  readonly stationId: string
  readonly token: string

  constructor(url: string, stationId: string, token: string) {
    this.url = url
    this.stationId = stationId
    this.token = token
  }

  get headers(): Record<string, string> {
    const authorization = `Bearer ${this.token}`
    return { authorization, [protocolHeader]: String(protocolVersion) }
  }

  post(body: unknown, path = `/v1/stations/${this.stationId}/events`): Promise<Response> {
    const headers = { ...this.headers, 'content-type': 'application/json' }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return fetch(this.url + path, { method: 'POST', headers, body: text })
  }

  get(path: string): Promise<Response> {
    return fetch(this.url + path, { headers: this.headers })
  }

  async push(request: PushRequest): Promise<PushResponse> {
    const response = await this.post(request)
    const answer: unknown = await response.json()
    if (response.status !== 200) throw new Error(`Push refused: ${JSON.stringify(answer)}`)
    return pushResponse.parse(answer)
  }

  async snapshot(): Promise<{ cursor: Cursor; rows: Map<string, FeedRow> }> {
    const lines = linesOf(await (await this.get('/v1/snapshot')).text())
    const parsed = lines.map((line) => snapshotLine.parse(line))
    const [head] = parsed
    const rows = new Map<string, FeedRow>()
    for (const line of parsed) if (line.kind === 'row') apply(rows, line.change)
    const end = parsed.at(-1)
    if (head?.kind !== 'snapshot' || end?.kind !== 'end') throw new Error('A torn snapshot')
    if (head.rows !== parsed.length - 2 || end.rows !== head.rows)
      throw new Error('Rows are missing')
    return { cursor: head.cursor, rows }
  }

  async changes(cursor: Cursor, limit?: number): Promise<ChangesRead> {
    const limited = limit === undefined ? '' : `&limit=${String(limit)}`
    const response = await this.get(
      `/v1/changes?cursor=${encodeURIComponent(writeCursor(cursor))}${limited}`,
    )
    const text = await response.text()
    if (response.status !== 200) throw new Error(text)
    return readPage(cursor, text)
  }

  /** Everything the centre publishes, by way of a snapshot. */
  async order(orderNumber: string): Promise<Order> {
    const { rows } = await this.snapshot()
    const found = rows.get(`order ${orderNumber}`)
    if (found?.entity !== 'order' || !found.row) throw new Error(`No order ${orderNumber}`)
    return found.row
  }

  async tasks(): Promise<readonly FeedRow[]> {
    const { rows } = await this.snapshot()
    return [...rows.values()].filter((row) => row.entity === 'task')
  }
}

export interface ChangesRead {
  readonly cursor: Cursor
  readonly head: number
  readonly seqs: readonly number[]
  readonly changes: readonly (FeedRow | null)[]
}

/** Reads a page as the protocol says: a hole or a missing end throws. */
export function readPage(from: Cursor, text: string): ChangesRead {
  const parsed = linesOf(text).map((line) => changesLine.parse(line))
  const [head] = parsed
  const end = parsed.at(-1)
  if (head?.kind !== 'page' || end?.kind !== 'end') throw new Error('A torn page')
  const changes = parsed.flatMap((line) => (line.kind === 'change' ? [line] : []))
  const seqs = changes.map(({ seq }) => seq)
  const expected = Array.from(
    { length: head.to - from.seq },
    (_unused, index) => from.seq + 1 + index,
  )
  if (JSON.stringify(seqs) !== JSON.stringify(expected)) throw new Error('A hole in the feed')
  return {
    cursor: { ...from, seq: end.to },
    head: head.head,
    seqs,
    changes: changes.map(({ change }) => change),
  }
}

/** What a station's base does with a row: the highest rev stays. */
export function apply(rows: Map<string, FeedRow>, change: FeedRow): void {
  const name = `${change.entity} ${change.key}`
  const known = rows.get(name)
  if (!known || change.rev > known.rev) rows.set(name, change)
}

export async function enrol(centre: Centre, stationName: string): Promise<TestStation> {
  const { pairingCode } = await centre.createPairingCode()
  const headers = { 'content-type': 'application/json', [protocolHeader]: String(protocolVersion) }
  const body = JSON.stringify({ pairingCode, stationName })
  const response = await fetch(`${centre.url}/v1/stations/enrol`, { method: 'POST', headers, body })
  const { stationId, token } = enrolResponse.parse(await response.json())
  return new TestStation(centre.url, stationId, token)
}

export async function headOf(centre: Centre): Promise<number> {
  return statusResponse.parse(await (await fetch(`${centre.url}/v1/status`)).json()).head
}

/** The fault in an answer, which must have this HTTP status. */
export async function faultOf(response: Response, status: number): Promise<ApiFault['error']> {
  const { error } = apiFault.parse(await response.json())
  if (response.status !== status)
    throw new Error(
      `Status ${String(response.status)} instead of ${String(status)}: ${error.message}`,
    )
  return error
}

export function postOrders(
  centre: Centre,
  csv: string | Uint8Array,
  token = adminToken,
): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }
  const body = typeof csv === 'string' ? csv : new Uint8Array(csv)
  return fetch(`${centre.url}/v1/intake/orders.csv`, { method: 'POST', headers, body })
}

export function fact<Type extends EventType>(type: Type, body: EventBodies[Type]): DomainEvent {
  return event(type, body)
}

/** What a bench writes when it packs a whole order into one parcel and hands it over. */
export function packingOf(
  order: Order,
  stationId: string,
  waybillNumber: string,
): readonly DomainEvent[] {
  const { orderNumber, carrier } = order
  const operatorId = 'operator-1'
  const of = { orderNumber, parcelNumber: `${orderNumber}-1` }
  const printJobId = `job-${orderNumber}-${stationId}`
  const label = { ...of, waybillNumber, printJobId }
  const contents = order.lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
  return [
    fact('order.claimed', { orderNumber, stationId, operatorId }),
    ...order.lines.flatMap(({ lineId, quantity, sku }) => [
      fact('line.picked', { orderNumber, lineId, quantity, operatorId }),
      fact('item.packed', { ...of, lineId, quantity, code: sku, operatorId }),
    ]),
    fact('parcel.closed', { ...of, waybillNumber, carrier, contents, operatorId }),
    fact('label.requested', { ...label, copy: 0, reason: null }),
    fact('label.sending', { ...label, printerId: 'p', attempt: 1, documentHash: 'a'.repeat(64) }),
    fact('label.sent', label),
    fact('label.confirmed', { ...label, operatorId }),
    fact('parcel.handedOver', { ...of, waybillNumber, carrier, operatorId }),
  ]
}

export function results(outcomes: readonly { outcome: Outcome }[]): readonly string[] {
  return outcomes.map(({ outcome }) => ('code' in outcome ? outcome.code : outcome.result))
}

function linesOf(text: string): readonly unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

/** Asks the centre, as its office, to change an order. */
export async function changeOrder(
  centre: Centre,
  orderNumber: string,
  change: 'cancel' | 'hold' | 'release' | 'address' | 'split',
  body: { readonly requestId: string } & Record<string, unknown>,
): Promise<OrderChangeResponse> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const url = `${centre.url}/v1/orders/${encodeURIComponent(orderNumber)}/${change}`
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const answer: unknown = await response.json()
  if (response.status !== 200) throw new Error(`Change refused: ${JSON.stringify(answer)}`)
  return orderChangeResponse.parse(answer)
}

/** The tasks that conflicts about an order have left, done ones included. */
export async function tasksOf(
  station: TestStation,
  orderNumber: string,
): Promise<readonly ConflictTask[]> {
  const { rows } = await station.snapshot()
  return [...rows.values()].flatMap(({ entity, row }) =>
    entity === 'task' && row?.orderNumber === orderNumber && isConflictTask(row) ? [row] : [],
  )
}

/** The waybills that an order has had, void ones included. */
export async function waybillsOf(
  station: TestStation,
  orderNumber: string,
): Promise<readonly Waybill[]> {
  const { rows } = await station.snapshot()
  return [...rows.values()].flatMap(({ entity, row }) =>
    entity === 'waybill' && row?.orderNumber === orderNumber ? [row] : [],
  )
}
