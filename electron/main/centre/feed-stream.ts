import type { Result } from '../../../shared/domain/result.ts'
import { faultOfFailure, notACentre, type CentreFault } from './centre-fault.ts'
import type { CentreClock } from './clock.ts'
import type { FeedReceiver } from './feed-receivers.ts'

/** A stream whose first line has arrived. */
export interface OpenedStream {
  readonly kind: 'stream'
  readonly firstLine: Buffer
  /** All of it, first line included, as it arrives. Every piece also goes to the receiver. To be called once. */
  body(receiver: FeedReceiver, onBroken: (fault: CentreFault) => void): ReadableStream<Uint8Array>
  /** Ends it unread. */
  cancel(): void
}

interface Limits {
  readonly clock: CentreClock
  readonly idleTimeoutMs: number
  /** Of the request that this stream answers. */
  readonly signal: AbortSignal
}

/** A first line that is longer is no line of ours. */
const longestFirstLine = 64 * 1_024

/**
 * Opens a stream and waits for its first line, by which a stranger's page is told from a feed. Only silence ends it, not its
 * length: time during which nobody asks for the next piece does not count.
 */
export async function openStream(
  open: (signal: AbortSignal) => Promise<Result<Response, CentreFault>>,
  limits: Limits,
): Promise<OpenedStream | { readonly kind: 'fault'; readonly fault: CentreFault }> {
  const pieces = new PatientPieces(limits)
  const opened = await pieces.inTime(open(pieces.signal))
  if (!opened.ok) return { kind: 'fault', fault: opened.error }
  const reader = opened.value.body?.getReader()
  if (!reader) return { kind: 'fault', fault: notACentre(opened.value.status, '') }
  try {
    const start = await readFirstLine(() => pieces.inTime(reader.read()))
    return {
      kind: 'stream',
      firstLine: start.firstLine,
      body: (receiver, onBroken) => streamOn(start.pieces, reader, pieces, receiver, onBroken),
      cancel: () => {
        pieces.cancel()
      },
    }
  } catch (error) {
    return { kind: 'fault', fault: faultOfFailure(error) }
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>
type Piece = Awaited<ReturnType<Reader['read']>>

/** Aborts when one step takes too long, or when the request is given up. */
class PatientPieces {
  readonly #limits: Limits
  readonly #silence = new AbortController()
  #cancelled = false
  readonly signal: AbortSignal

  constructor(limits: Limits) {
    this.#limits = limits
    this.signal = AbortSignal.any([limits.signal, this.#silence.signal])
  }

  async inTime<Value>(step: Promise<Value>): Promise<Value> {
    const { clock, idleTimeoutMs } = this.#limits
    const callOff = clock.schedule(idleTimeoutMs, () => {
      this.#silence.abort(new DOMException('the centre fell silent', 'TimeoutError'))
    })
    try {
      return await step
    } finally {
      callOff()
    }
  }

  /** Whether nobody wants the stream any more, so that its end says nothing about the centre. */
  get isGivenUp(): boolean {
    return this.#limits.signal.aborted || this.#cancelled
  }

  cancel(): void {
    this.#cancelled = true
    this.#silence.abort()
  }
}

async function readFirstLine(
  read: () => Promise<Piece>,
): Promise<{ readonly firstLine: Buffer; readonly pieces: readonly Uint8Array[] }> {
  const pieces: Uint8Array[] = []
  for (;;) {
    const bytes = Buffer.concat(pieces)
    const end = bytes.indexOf(10)
    if (end >= 0) return { firstLine: bytes.subarray(0, end), pieces }
    const piece = bytes.length > longestFirstLine ? null : await read()
    if (!piece || piece.done) return { firstLine: bytes, pieces }
    pieces.push(piece.value)
  }
}

function streamOn(
  start: readonly Uint8Array[],
  reader: Reader,
  pieces: PatientPieces,
  receiver: FeedReceiver,
  onBroken: (fault: CentreFault) => void,
): ReadableStream<Uint8Array> {
  const ready = [...start]
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const early = ready.shift()
        const piece = early ? { done: false, value: early } : await pieces.inTime(reader.read())
        if (piece.value === undefined) {
          receiver.end()
          controller.close()
          return
        }
        controller.enqueue(piece.value)
        await receiver.write(piece.value)
      } catch (error) {
        receiver.abort()
        if (!pieces.isGivenUp) onBroken(faultOfFailure(error))
        controller.error(error)
      }
    },
    cancel: () => {
      receiver.abort()
      pieces.cancel()
    },
  })
}
