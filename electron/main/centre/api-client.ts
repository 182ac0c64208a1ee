import type { z } from 'zod'
import { mostPictureBytes } from '../../../shared/domain/product-picture.ts'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import {
  carriersResponse,
  leaseResponse,
  type CarriersResponse,
  type LeaseRequest,
  type LeaseResponse,
} from '../../../shared/protocol/lease.ts'
import { pushResponse, type PushRequest, type PushResponse } from '../../../shared/protocol/push.ts'
import {
  enrolResponse,
  stationsResponse,
  statusResponse,
  type EnrolRequest,
  type EnrolResponse,
  type StationsResponse,
  type StatusResponse,
} from '../../../shared/protocol/station.ts'
import { waveResponse, type WaveRequest, type WaveResponse } from '../../../shared/protocol/wave.ts'
import { protocolHeader, protocolVersion } from '../../../shared/protocol/version.ts'
import {
  faultOfAnswer,
  faultOfFailure,
  jsonOf,
  notACentre,
  type CentreFault,
} from './centre-fault.ts'

/** The part of `fetch` that is used here: Node's, or that of Electron's `net`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What the client needs. */
export interface ApiClientOptions {
  readonly fetch: Fetch
  /** Of the centre, for example `http://10.0.0.5:7420`. */
  readonly baseUrl: string
  /** Null before enrolment. Asked at every request. */
  readonly token: () => string | null
  /** Longest wait for a whole small answer, ms. */
  readonly timeoutMs: number
}

type Answer<Value> = Promise<Result<Value, CentreFault>>

/** Requests to the centre. Every answer is checked against the protocol before anybody sees it. */
export interface ApiClient {
  status(signal?: AbortSignal): Answer<StatusResponse>
  stations(signal?: AbortSignal): Answer<StationsResponse>
  enrol(request: EnrolRequest, signal?: AbortSignal): Answer<EnrolResponse>
  push(stationId: string, request: PushRequest, signal?: AbortSignal): Answer<PushResponse>
  carriers(signal?: AbortSignal): Answer<CarriersResponse>
  lease(stationId: string, request: LeaseRequest, signal?: AbortSignal): Answer<LeaseResponse>
  claimWave(stationId: string, request: WaveRequest, signal?: AbortSignal): Answer<WaveResponse>
  /** The bytes that the centre has under this name; nobody has looked yet whether they are what it says. */
  picture(hash: string, signal?: AbortSignal): Answer<Uint8Array<ArrayBuffer>>
  /**
   * Opens a feed to read piece by piece; the signal is the only limit of time. `pathAndQuery` begins with `/v1/`.
   * Answers only what is 2xx.
   */
  openFeed(pathAndQuery: string, signal: AbortSignal): Answer<Response>
}

/** Builds a client; it keeps no state. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const inTime = (signal: AbortSignal | undefined): AbortSignal => {
    const timeout = AbortSignal.timeout(options.timeoutMs)
    return signal ? AbortSignal.any([signal, timeout]) : timeout
  }
  const ask = <Value>(
    path: string,
    schema: z.ZodType<Value>,
    init: RequestInit,
    signal: AbortSignal | undefined,
  ): Answer<Value> => readAnswer(send(options, path, { ...init, signal: inTime(signal) }), schema)
  const post = (body: unknown): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return {
    status: (signal) => ask('/v1/status', statusResponse, {}, signal),
    stations: (signal) => ask('/v1/stations', stationsResponse, {}, signal),
    enrol: (request, signal) => ask('/v1/stations/enrol', enrolResponse, post(request), signal),
    push: (stationId, request, signal) =>
      ask(pathOf(stationId, 'events'), pushResponse, post(request), signal),
    carriers: (signal) => ask('/v1/carriers', carriersResponse, {}, signal),
    lease: (stationId, request, signal) =>
      ask(pathOf(stationId, 'leases'), leaseResponse, post(request), signal),
    claimWave: (stationId, request, signal) =>
      ask(pathOf(stationId, 'waves'), waveResponse, post(request), signal),
    picture: (hash, signal) =>
      readBytes(
        send(options, `/v1/pictures/${hash}`, { signal: inTime(signal) }),
        mostPictureBytes,
      ),
    openFeed: (pathAndQuery, signal) => openFeed(send(options, pathAndQuery, { signal })),
  }
}

function pathOf(stationId: string, what: 'events' | 'leases' | 'waves'): string {
  return `/v1/stations/${encodeURIComponent(stationId)}/${what}`
}

function send(options: ApiClientOptions, path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set(protocolHeader, String(protocolVersion))
  const token = options.token()
  if (token !== null) headers.set('authorization', `Bearer ${token}`)
  // A centre never redirects; whoever does is not to see the token.
  const fixed = { headers, redirect: 'manual', cache: 'no-store' } as const
  return options.fetch(new URL(path, options.baseUrl).href, { ...init, ...fixed })
}

async function readAnswer<Value>(sent: Promise<Response>, schema: z.ZodType<Value>): Answer<Value> {
  try {
    const response = await sent
    const body = await response.text()
    if (!response.ok) return fail(faultOfAnswer(response.status, body))
    const parsed = schema.safeParse(jsonOf(body))
    return parsed.success ? succeed(parsed.data) : fail(notACentre(response.status, body))
  } catch (error) {
    return fail(faultOfFailure(error))
  }
}

/** A body that is longer than anything a centre says there is a stranger's. */
async function readBytes(sent: Promise<Response>, most: number): Answer<Uint8Array<ArrayBuffer>> {
  try {
    const response = await sent
    if (!response.ok) return fail(faultOfAnswer(response.status, await response.text()))
    const pieces: Uint8Array[] = []
    let length = 0
    for await (const piece of response.body ?? []) {
      pieces.push(piece)
      length += piece.length
      if (length > most) return fail(notACentre(response.status, 'a body without end'))
    }
    return succeed(Buffer.concat(pieces))
  } catch (error) {
    return fail(faultOfFailure(error))
  }
}

async function openFeed(sent: Promise<Response>): Answer<Response> {
  try {
    const response = await sent
    if (response.ok) return succeed(response)
    return fail(faultOfAnswer(response.status, await response.text()))
  } catch (error) {
    return fail(faultOfFailure(error))
  }
}
