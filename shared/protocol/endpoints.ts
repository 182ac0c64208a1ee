import { z } from 'zod'
import { mostPictureBytes, pictureTypes } from '../domain/product-picture.ts'
import { binCountsResponse } from './bin-count.ts'
import { apiFault } from './fault.ts'
import {
  bucketsQuery,
  bucketsResponse,
  changesLine,
  changesQuery,
  snapshotLine,
  snapshotQuery,
} from './feed.ts'
import { factBodies } from './frame.ts'
import { carriersResponse, leaseRequest, leaseResponse, stationFactBodies } from './lease.ts'
import { orderChangeNames, orderChangeRequest, orderChangeResponse } from './order-change.ts'
import { productPictureResponse, productsRequest, productsResponse } from './product.ts'
import { pushRequest, pushResponse } from './push.ts'
import { carrierDocument, waybillDocumentResponse } from './rows.ts'
import {
  enrolRequest,
  enrolResponse,
  pairingCodeResponse,
  stationsResponse,
  statusResponse,
} from './station.ts'
import { waveRequest, waveResponse } from './wave.ts'
import { protocolHeader } from './version.ts'

/** Who may ask: anybody, a station with its token, or whoever runs the centre with the admin token. */
export type Caller = 'anybody' | 'station' | 'admin'

/** One thing that the central API answers. */
export interface Endpoint {
  readonly method: 'get' | 'post'
  /** Parameters in braces, as OpenAPI writes them. */
  readonly path: string
  readonly summary: string
  readonly caller: Caller
  readonly query?: z.ZodObject
  readonly body?: Content
  readonly status: 200 | 201
  readonly answer: Content
}

/** What travels as a body. For NDJSON the schema is that of one line. */
export interface Content {
  readonly type:
    | 'application/json'
    | 'application/x-ndjson'
    | 'text/csv'
    | 'text/event-stream'
    // One of `pictureTypes`.
    | 'image/*'
  readonly schema: z.ZodType
}

function json(schema: z.ZodType): Content {
  return { type: 'application/json', schema }
}

function lines(schema: z.ZodType): Content {
  return { type: 'application/x-ndjson', schema }
}

/** Raw bytes, which no schema of JSON describes further. */
const picture: Content = {
  type: 'image/*',
  schema: z
    .string()
    .max(mostPictureBytes)
    .meta({ format: 'binary', description: pictureTypes.join(', ') }),
}

/** Everything that crosses the wire between a station, or whoever runs the centre, and the central API. */
export const endpoints: readonly Endpoint[] = [
  {
    ...{ method: 'get', path: '/v1/status', caller: 'anybody', status: 200 },
    summary: 'Heartbeat: who the centre is, what it speaks, and what time it has.',
    answer: json(statusResponse),
  },
  {
    ...{ method: 'post', path: '/v1/pairing-codes', caller: 'admin', status: 201 },
    summary: 'Makes a code with which one station can enrol, once.',
    answer: json(pairingCodeResponse),
  },
  {
    ...{ method: 'post', path: '/v1/stations/enrol', caller: 'anybody', status: 201 },
    summary: 'Turns a pairing code into a station and its token.',
    body: json(enrolRequest),
    answer: json(enrolResponse),
  },
  {
    ...{ method: 'get', path: '/v1/stations', caller: 'station', status: 200 },
    summary: 'What people call the stations of the warehouse.',
    answer: json(stationsResponse),
  },
  {
    ...{ method: 'get', path: '/v1/snapshot', caller: 'station', status: 200 },
    summary: 'Everything the warehouse publishes, as it was at one place of its feed.',
    query: snapshotQuery,
    answer: lines(snapshotLine),
  },
  {
    ...{ method: 'get', path: '/v1/changes', caller: 'station', status: 200 },
    summary: 'What changed after a place of the feed, without a hole.',
    query: changesQuery,
    answer: lines(changesLine),
  },
  {
    ...{ method: 'get', path: '/v1/buckets', caller: 'station', status: 200 },
    summary: 'What the rows of every bucket add up to at one place of the feed.',
    query: bucketsQuery,
    answer: json(bucketsResponse),
  },
  {
    ...{ method: 'get', path: '/v1/buckets/{bucket}', caller: 'station', status: 200 },
    summary: 'The rows of one bucket, as they were at one place of the feed.',
    query: bucketsQuery,
    answer: lines(snapshotLine),
  },
  {
    ...{ method: 'get', path: '/v1/nudges', caller: 'station', status: 200 },
    summary: 'An event without content whenever the feed has grown.',
    answer: { type: 'text/event-stream', schema: z.string() },
  },
  {
    ...{ method: 'post', path: '/v1/stations/{stationId}/events', caller: 'station', status: 200 },
    summary: 'Takes in a piece of a station’s journal, exactly once.',
    body: json(pushRequest),
    answer: json(pushResponse),
  },
  {
    ...{ method: 'post', path: '/v1/stations/{stationId}/waves', caller: 'station', status: 200 },
    summary: 'Gives the station orders to pack, each with its complete waybill.',
    body: json(waveRequest),
    answer: json(waveResponse),
  },
  {
    ...{ method: 'post', path: '/v1/stations/{stationId}/leases', caller: 'station', status: 200 },
    summary: 'Gives one journal of the station waybill numbers that nobody else ever gets.',
    body: json(leaseRequest),
    answer: json(leaseResponse),
  },
  {
    ...{ method: 'get', path: '/v1/carriers', caller: 'station', status: 200 },
    summary: 'How each carrier gives out its numbers.',
    answer: json(carriersResponse),
  },
  {
    ...{ method: 'post', path: '/v1/orders/{orderNumber}/{change}', caller: 'admin', status: 200 },
    summary: `Changes an order: ${orderChangeNames.join(', ')}; the path says which, the body does not.`,
    body: json(orderChangeRequest),
    answer: json(orderChangeResponse),
  },
  {
    ...{
      method: 'post',
      path: '/v1/waybills/{waybillNumber}/document',
      caller: 'admin',
      status: 200,
    },
    summary: 'Gives a waybill the label that its carrier has made; stations print it as it is.',
    body: json(carrierDocument),
    answer: json(waybillDocumentResponse),
  },
  {
    ...{ method: 'post', path: '/v1/products', caller: 'admin', status: 200 },
    summary:
      'Takes in articles: codes, weight, size, bin, and which of them are cartons; all of them or none.',
    body: json(productsRequest),
    answer: json(productsResponse),
  },
  {
    ...{ method: 'post', path: '/v1/products/{sku}/picture', caller: 'admin', status: 200 },
    summary: 'Gives an article its picture; stations keep it, so that it is seen offline too.',
    body: picture,
    answer: json(productPictureResponse),
  },
  {
    ...{ method: 'get', path: '/v1/pictures/{hash}', caller: 'station', status: 200 },
    summary: 'The bytes of a picture by their SHA-256, hex; they never change.',
    answer: picture,
  },
  {
    ...{ method: 'get', path: '/v1/leases', caller: 'admin', status: 200 },
    summary: 'Reports what became of leased waybill numbers.',
    answer: json(z.looseObject({ leases: z.array(z.unknown()) })),
  },
  {
    ...{ method: 'get', path: '/v1/parked-orders', caller: 'admin', status: 200 },
    summary:
      'Orders at which the rules failed; each is on hold as `parked`, and its release counts the facts that wait.',
    answer: json(z.looseObject({ orders: z.array(z.unknown()) })),
  },
  {
    ...{ method: 'get', path: '/v1/bins/counts', caller: 'admin', status: 200 },
    summary: 'What was counted in bins that were short: the newest 1,000, what came in last first.',
    answer: json(binCountsResponse),
  },
  {
    ...{ method: 'get', path: '/v1/returns', caller: 'admin', status: 200 },
    summary: 'Returns that were opened because an order was cancelled too late.',
    answer: json(z.looseObject({ returns: z.array(z.unknown()) })),
  },
  {
    ...{ method: 'post', path: '/v1/intake/orders.csv', caller: 'admin', status: 200 },
    summary: 'Imports an order file, whole or not at all, and reports what it did.',
    body: { type: 'text/csv', schema: z.string() },
    answer: json(z.looseObject({ linesRead: z.number().int(), ordersCreated: z.number().int() })),
  },
]

/** What is on the wire beside endpoints: the refusal, and the facts inside journal frames. */
const furtherSchemas: Readonly<Record<string, z.ZodType>> = {
  fault: apiFault,
  ...Object.fromEntries(
    Object.entries({ ...factBodies, ...stationFactBodies }).map(
      ([type, schema]) => [`fact ${type}`, schema] as const,
    ),
  ),
}

/** One text of every schema on the wire: equal texts mean that the same messages are understood. */
export function wireText(): string {
  const schemas = endpoints.map(({ method, path, caller, query, body, status, answer }) => ({
    ...{ method, path, caller, status },
    query: query ? jsonSchemaOf(query) : null,
    body: body ? { type: body.type, schema: jsonSchemaOf(body.schema) } : null,
    answer: { type: answer.type, schema: jsonSchemaOf(answer.schema) },
  }))
  const further = Object.entries(furtherSchemas).map(([name, schema]) => ({
    name,
    schema: jsonSchemaOf(schema),
  }))
  return JSON.stringify(canonical({ header: protocolHeader, schemas, further }))
}

/** A schema as JSON Schema, of what the sender writes. */
export function jsonSchemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input' })
}

/** The same value with the keys of every object in one order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const sorted = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(sorted.map(([key, inner]) => [key, canonical(inner)]))
}
