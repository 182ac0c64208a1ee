// Compression of the feed archive runs in other threads, which end when they like. Here it runs in this one, so that the same
// seed gives the same order of things. To be imported before anything that takes zlib's functions.
import { syncBuiltinESMExports } from 'node:module'
import { Transform, type TransformCallback } from 'node:stream'
import zlib, { type ZlibOptions } from 'node:zlib'

type Packed = (error: Error | null, result: Buffer) => void

function gzip(bytes: Buffer, options: ZlibOptions, done: Packed): void {
  done(null, zlib.gzipSync(bytes, options))
}

function createGunzip(): Transform {
  const pieces: Buffer[] = []
  return new Transform({
    transform(piece: Buffer, _encoding: string, done: TransformCallback) {
      pieces.push(piece)
      done()
    },
    flush(done: TransformCallback) {
      try {
        done(null, zlib.gunzipSync(Buffer.concat(pieces)))
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  })
}

for (const [name, value] of Object.entries({ gzip, createGunzip }))
  Object.defineProperty(zlib, name, { value, configurable: true, enumerable: true, writable: true })
syncBuiltinESMExports()
