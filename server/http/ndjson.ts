import { pipeline, Readable } from 'node:stream'
import { constants, createDeflate, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Below this many characters compression saves nothing worth a stream. */
const worthCompressing = 1_000

/** Answers with NDJSON, compressed when the client takes it. */
export function sendNdjson(
  request: FastifyRequest,
  reply: FastifyReply,
  body: string | Readable,
): FastifyReply {
  return sendCompressed(request, reply, 'application/x-ndjson', body)
}

/** Answers with text, compressed when the client takes it. A body that breaks off breaks the connection too. */
export function sendCompressed(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  body: string | Readable,
): FastifyReply {
  void reply.header('content-type', `${type}; charset=utf-8`)
  void reply.header('cache-control', 'no-store').header('vary', 'accept-encoding')
  if (typeof body === 'string' && body.length < worthCompressing) return reply.send(body)
  const compressor = compressorFor(request.headers['accept-encoding'])
  if (!compressor) return reply.send(body)
  const source = typeof body === 'string' ? Readable.from([body]) : body
  void reply.header('content-encoding', compressor.name)
  return reply.send(
    pipeline(source, compressor.stream, () => {
      // A broken source has destroyed the compressor, and with it the answer.
    }),
  )
}

function compressorFor(accepted: string | string[] | undefined) {
  const names = String(accepted ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(\.0+)?$/.test(part))
    .map((part) => part.split(';')[0])
  const level = constants.Z_BEST_SPEED
  if (names.includes('gzip')) return { name: 'gzip', stream: createGzip({ level }) }
  if (names.includes('deflate')) return { name: 'deflate', stream: createDeflate({ level }) }
  return null
}
