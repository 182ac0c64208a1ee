import {
  changesPageLimit,
  readCursor,
  readSnapshotQuery,
  snapshotPath,
  writeCursor,
  type Cursor,
} from '../../../shared/protocol/feed.ts'
import type { ApiFault } from '../../../shared/protocol/fault.ts'
import type { StatusResponse } from '../../../shared/protocol/station.ts'
import type { ApiClient } from './api-client.ts'
import { describeCentreFault, notACentre, type CentreFault } from './centre-fault.ts'
import type { CentreClock } from './clock.ts'
import type { Contact } from './contact.ts'
import type { FeedArchive } from './feed-archive.ts'
import { pageLine, snapshotHead } from './feed-lines.ts'
import type { FeedReceiver } from './feed-receivers.ts'
import { openStream, type OpenedStream } from './feed-stream.ts'

/** What the proxy needs. */
export interface FeedProxyOptions {
  readonly client: Pick<ApiClient, 'status' | 'openFeed'>
  readonly contact: Contact
  readonly archive: FeedArchive
  readonly clock: CentreClock
  /** Silence of the centre within a stream after which it counts as gone, ms. */
  readonly idleTimeoutMs: number
  readonly onStatus: (status: StatusResponse) => void
}

/** Answers the window's own-origin requests under `/v1/`. */
export type FeedProxy = (request: Request) => Promise<Response>

/** Header of a snapshot that does not come from the centre. */
const sourceHeader = 'x-holdfast-source'

/**
 * Builds the proxy. It forwards the requests that a window needs and no other, adds the token that the window never
 * sees, and keeps a copy of what passes. Without a centre a snapshot is answered from that copy.
 */
export function createFeedProxy(options: FeedProxyOptions): FeedProxy {
  return (request) => {
    const url = new URL(request.url)
    if (request.method !== 'GET') return Promise.resolve(notFound(url.pathname))
    switch (url.pathname) {
      case '/v1/status':
        return answerStatus(options, request.signal)
      case '/v1/snapshot':
        return answerSnapshot(options, url.searchParams, request.signal)
      case '/v1/changes':
        return answerChanges(options, url.searchParams, request.signal)
      case '/v1/nudges':
        return answerNudges(options, request.signal)
      default:
        return bucketPath.test(url.pathname)
          ? answerBuckets(options, url, request.signal)
          : Promise.resolve(notFound(url.pathname))
    }
  }
}

async function answerStatus(options: FeedProxyOptions, signal: AbortSignal): Promise<Response> {
  const { client, contact, onStatus } = options
  const status = await client.status(signal)
  if (!status.ok) return answerFault(contact, status.error, signal)
  contact.noteServerTime(status.value.serverTime)
  contact.noteAnswer('anybody')
  onStatus(status.value)
  return Response.json(status.value)
}

async function answerSnapshot(
  options: FeedProxyOptions,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<Response> {
  const mark = readSnapshotQuery(Object.fromEntries(query))
  if (mark === undefined) {
    const remedy = 'Ask for a new snapshot, or name the last row of the torn one.'
    return answerError(400, { code: 'malformed', message: 'The place is unreadable.', remedy })
  }
  const opened = await open(options, snapshotPath(mark), signal)
  if (opened.kind === 'stream') {
    const head = snapshotHead(opened.firstLine)
    if (head) return relay(options, opened, options.archive.receiveSnapshot(head.had ?? 0))
    opened.cancel()
  }
  const fault = opened.kind === 'stream' ? stranger(opened) : opened.fault
  const refusal = answerFault(options.contact, fault, signal)
  // Who has a part of a snapshot already wants its rest, not an older one.
  if (fault.kind === 'refused' || mark) return refusal
  const copy = await options.archive.openSnapshot()
  if (!copy) return refusal
  return new Response(copy, { headers: { ...streamHeaders, [sourceHeader]: 'archive' } })
}

async function answerChanges(
  options: FeedProxyOptions,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<Response> {
  const from = readCursor(query.get('cursor') ?? '')
  if (!from) {
    const remedy = 'Send the cursor of the last snapshot or page.'
    return answerError(400, { code: 'malformed', message: 'The cursor is unreadable.', remedy })
  }
  const opened = await open(options, changesPath(from, query.get('limit')), signal)
  if (opened.kind === 'fault') return answerFault(options.contact, opened.fault, signal)
  if (pageLine(opened.firstLine)) return relay(options, opened, options.archive.receivePage(from))
  opened.cancel()
  return answerFault(options.contact, stranger(opened), signal)
}

const bucketPath = /^\/v1\/buckets(\/\d{1,4})?$/

/** Buckets are only read by who compares them, so they pass as they are; a stranger's page is none. */
async function answerBuckets(
  options: FeedProxyOptions,
  { pathname, searchParams }: URL,
  signal: AbortSignal,
): Promise<Response> {
  const cursor = encodeURIComponent(searchParams.get('cursor') ?? '')
  const opened = await open(options, `${pathname}?cursor=${cursor}`, signal)
  if (opened.kind === 'fault') return answerFault(options.contact, opened.fault, signal)
  if (opened.firstLine[0] === openingBrace) return relay(options, opened, nobody)
  opened.cancel()
  return answerFault(options.contact, stranger(opened), signal)
}

/** Nudges carry nothing; the centre says something often enough for silence to mean a dead line. */
async function answerNudges(options: FeedProxyOptions, signal: AbortSignal): Promise<Response> {
  const opened = await open(options, '/v1/nudges', signal)
  if (opened.kind === 'fault') return answerFault(options.contact, opened.fault, signal)
  if (opened.firstLine[0] === colon) return relay(options, opened, nobody)
  opened.cancel()
  return answerFault(options.contact, stranger(opened), signal)
}

/** A line of server-sent events that begins so is a remark. */
const colon = 0x3a
const openingBrace = 0x7b
const nobody: FeedReceiver = {
  write: () => undefined,
  end: () => undefined,
  abort: () => undefined,
}

function changesPath(from: Cursor, limit: string | null): string {
  const asked = limit !== null && /^\d{1,6}$/.test(limit) ? Number(limit) : changesPageLimit
  const query = new URLSearchParams({ cursor: writeCursor(from), limit: String(asked) })
  return `/v1/changes?${query.toString()}`
}

function open(
  { client, clock, idleTimeoutMs }: FeedProxyOptions,
  path: string,
  signal: AbortSignal,
): ReturnType<typeof openStream> {
  return openStream((limit) => client.openFeed(path, limit), { clock, idleTimeoutMs, signal })
}

function relay(
  { contact }: FeedProxyOptions,
  stream: OpenedStream,
  receiver: FeedReceiver,
): Response {
  contact.noteAnswer('station')
  const body = stream.body(receiver, (fault) => {
    contact.noteFault(fault)
  })
  return new Response(body, { headers: streamHeaders })
}

function stranger({ firstLine }: OpenedStream): CentreFault {
  return notACentre(200, firstLine.toString('utf8'))
}

const streamHeaders = {
  'content-type': 'application/x-ndjson; charset=utf-8',
  'cache-control': 'no-store',
}

function answerFault(contact: Contact, fault: CentreFault, signal: AbortSignal): Response {
  // A request that the window gave up says nothing about the centre.
  if (!signal.aborted) contact.noteFault(fault)
  if (fault.kind !== 'refused') {
    const remedy = 'Work goes on without the centre; it is tried again by itself.'
    return answerError(503, { code: 'busy', message: describeCentreFault(fault), remedy })
  }
  const { status, code, message, remedy, expected } = fault
  return answerError(status, { code, message, remedy, ...(expected ? { expected } : {}) })
}

function notFound(path: string): Response {
  const remedy =
    'A window may ask for status, snapshot, changes, buckets, nudges and pictures only.'
  return answerError(404, { code: 'not-found', message: `Nothing is answered at ${path}.`, remedy })
}

/** Answers the window as a centre refuses. */
export function answerError(status: number, error: ApiFault['error']): Response {
  return Response.json({ error } satisfies ApiFault, { status })
}
