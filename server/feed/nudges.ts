import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { sendFailure } from '../http/failure.ts'
import { authenticateStation } from '../http/guards.ts'
import type { Services } from '../services.ts'

/** Silence after which a reader may think that the line is dead is longer than this, ms. */
const stillHereMs = 10_000

/** Tells readers that the feed has grown. It says nothing of what is new, and a reader that missed it has lost nothing. */
export class NudgeBoard {
  readonly #readers = new Set<Readable>()
  readonly #stillHere = setInterval(() => {
    this.#tell(': still here\n\n')
  }, stillHereMs).unref()

  /** The feed has grown. */
  nudge(): void {
    this.#tell('event: nudge\ndata:\n\n')
  }

  /** A stream of server-sent events that goes on until its reader leaves or the centre closes. */
  open(): Readable {
    const reader = new Readable({ read: () => undefined })
    reader.push(': nudges\n\n')
    this.#readers.add(reader)
    reader.once('close', () => this.#readers.delete(reader))
    return reader
  }

  close(): void {
    clearInterval(this.#stillHere)
    for (const reader of this.#readers) reader.push(null)
    this.#readers.clear()
  }

  #tell(text: string): void {
    for (const reader of this.#readers) {
      // Whoever reads nothing already has a nudge waiting.
      if (reader.readableLength < 1_000) reader.push(text)
    }
  }
}

/** `GET /v1/nudges`: server-sent events without content, one whenever the feed has grown. */
export function addNudgeRoute(application: FastifyInstance, services: Services): void {
  const { database, nudges } = services
  application.get('/v1/nudges', async (request, reply) => {
    const caller = await authenticateStation(database, request)
    if (!caller.ok) return sendFailure(reply, caller.error)
    void reply.header('content-type', 'text/event-stream').header('cache-control', 'no-store')
    return reply.send(nudges.open())
  })
  application.addHook('preClose', (done) => {
    nudges.close()
    done()
  })
}
