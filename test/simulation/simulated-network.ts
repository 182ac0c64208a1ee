import type { Fetch } from '../../electron/main/centre/api-client.ts'
import type { Chance } from './chance.ts'
import type { CentreAnswer, CentreRequest, SimulatedCentre } from './simulated-centre.ts'
import type { Trace } from './trace.ts'
import type { Owner, VirtualTime } from './virtual-time.ts'

/** How the line between one station and the centre is. */
export type Line = 'up' | 'bad' | 'down' | 'portal'

/** What the simulated network works with. */
export interface NetworkParts {
  readonly time: VirtualTime
  readonly chance: Chance
  readonly trace: Trace
  readonly centre: SimulatedCentre
  /** Told of every answer to a push that left the centre. */
  readonly onAnswer: (request: CentreRequest, answer: CentreAnswer) => void
}

/** Longest wait for a whole small answer, ms, as the station's client has it. */
const answerTimeoutMs = 15_000

/** What becomes of one request. */
type Fate =
  | { readonly kind: 'refused' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'portal' }
  | { readonly kind: 'proxy'; readonly status: 413 | 429 | 502 | 503 }
  | { readonly kind: 'delivered'; readonly answer: 'whole' | 'lost' | 'torn' | 'cut' }

/** The network as one station sees it. */
export class SimulatedNetwork {
  readonly #parts: NetworkParts
  readonly #lineOf: () => Line

  constructor(parts: NetworkParts, lineOf: () => Line) {
    this.#parts = parts
    this.#lineOf = lineOf
  }

  /** `fetch` for one run of a station's program. */
  fetchFor(owner: Owner): Fetch {
    return (url, init) =>
      new Promise((resolve, reject) => {
        const request = requestOf(url, init)
        const signal = init.signal ?? null
        const giveUp = (): void => {
          callOff()
          reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'))
        }
        const callOff =
          request.path.startsWith('/v1/snapshot') || request.path.startsWith('/v1/changes')
            ? () => undefined
            : this.#parts.time.plan(owner, answerTimeoutMs, 'request timed out', () => {
                reject(new DOMException('no answer in time', 'TimeoutError'))
              })
        if (signal?.aborted) return void giveUp()
        signal?.addEventListener('abort', giveUp, { once: true })
        this.#send(owner, request, {
          answer: (response) => {
            callOff()
            resolve(response)
          },
          fail: (why) => {
            callOff()
            reject(new TypeError('fetch failed', { cause: new Error(why) }))
          },
          signal,
        })
      })
  }

  #fate(): Fate {
    const { chance } = this.#parts
    switch (this.#lineOf()) {
      case 'down':
        return { kind: chance.happens(0.5) ? 'refused' : 'silence' }
      case 'portal':
        return { kind: 'portal' }
      case 'up':
        return { kind: 'delivered', answer: chance.happens(0.01) ? 'lost' : 'whole' }
      case 'bad': {
        const roll = chance.random()
        if (roll < 0.1) return { kind: 'refused' }
        if (roll < 0.2) return { kind: 'silence' }
        if (roll < 0.32)
          return { kind: 'proxy', status: chance.pick([413, 429, 502, 503] as const) ?? 503 }
        if (roll < 0.45) return { kind: 'delivered', answer: 'lost' }
        if (roll < 0.53) return { kind: 'delivered', answer: 'torn' }
        if (roll < 0.6) return { kind: 'delivered', answer: 'cut' }
        return { kind: 'delivered', answer: 'whole' }
      }
    }
  }

  #delayMs(): number {
    const { chance } = this.#parts
    return this.#lineOf() === 'bad' ? chance.between(20, 6_000) : chance.between(1, 40)
  }

  #send(owner: Owner, request: CentreRequest, caller: Caller): void {
    const { time, chance, trace } = this.#parts
    // Nudges are an answer without an end, and only save time: here the pull always asks by itself.
    const fate = request.path.startsWith('/v1/nudges')
      ? ({ kind: 'refused' } as const)
      : this.#fate()
    const name = `${request.method} ${request.path.split('?')[0] ?? ''}`
    trace.write(`  ${owner.name}: ${name}: ${describe(fate)}`)
    if (fate.kind === 'silence') return
    if (fate.kind === 'refused')
      return void time.plan(owner, this.#delayMs(), 'no connection', () =>
        caller.fail('ECONNREFUSED'),
      )
    if (fate.kind === 'portal')
      return void time.plan(owner, this.#delayMs(), 'login page', () => caller.answer(loginPage()))
    if (fate.kind === 'proxy')
      return void time.plan(owner, this.#delayMs(), 'proxy', () =>
        caller.answer(new Response('<html>proxy</html>', { status: fate.status })),
      )
    // What is on the wire arrives whether its sender lives or not.
    time.plan(null, this.#delayMs(), `deliver ${name}`, () => {
      void this.#deliver(owner, request, caller, fate.answer)
    })
    if (this.#lineOf() === 'bad' && chance.happens(0.2))
      time.plan(null, chance.between(1, 90_000), `deliver ${name} again`, () => {
        void this.#deliver(
          owner,
          request,
          { ...caller, answer: () => undefined, fail: () => undefined },
          'lost',
        )
      })
  }

  async #deliver(
    owner: Owner,
    request: CentreRequest,
    caller: Caller,
    way: Extract<Fate, { kind: 'delivered' }>['answer'],
  ): Promise<void> {
    const { time, centre, trace, onAnswer } = this.#parts
    const answer = await centre.answer(request)
    if (!answer) {
      time.plan(owner, this.#delayMs(), 'no connection', () => caller.fail('ECONNRESET'))
      return
    }
    trace.write(`  centre: ${request.path.split('?')[0] ?? ''}: ${String(answer.status)}`)
    onAnswer(request, answer)
    if (way === 'lost') return
    time.plan(owner, this.#delayMs(), 'answer', () => {
      caller.answer(this.#respond(owner, answer, way, caller.signal))
    })
  }

  /** The body comes in pieces. A torn one breaks off with an error, a cut one ends too early without any. */
  #respond(
    owner: Owner,
    { status, headers, body }: CentreAnswer,
    way: 'whole' | 'torn' | 'cut',
    signal: AbortSignal | null,
  ): Response {
    const { time, chance } = this.#parts
    const end = way === 'whole' ? body.length : chance.between(0, Math.max(0, body.length - 1))
    let at = 0
    const stream = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          if (at > 0)
            await time.sleep(owner, chance.between(1, 30), 'next piece', signal ?? undefined)
          if (signal?.aborted || (at >= end && way === 'torn')) {
            controller.error(new TypeError('terminated'))
            return
          }
          if (at >= end) return void controller.close()
          const next = Math.min(end, at + chance.between(1, Math.max(1, body.length)))
          controller.enqueue(new Uint8Array(body.subarray(at, next)))
          at = next
        },
      },
      { highWaterMark: 0 },
    )
    return new Response(stream, { status, headers })
  }
}

interface Caller {
  readonly answer: (response: Response) => void
  readonly fail: (why: string) => void
  readonly signal: AbortSignal | null
}

function requestOf(url: string, init: RequestInit): CentreRequest {
  const { pathname, search } = new URL(url)
  const headers = Object.fromEntries(new Headers(init.headers).entries())
  const body = typeof init.body === 'string' ? init.body : null
  return { method: init.method ?? 'GET', path: pathname + search, headers, body }
}

function describe(fate: Fate): string {
  if (fate.kind === 'proxy') return `proxy ${String(fate.status)}`
  return fate.kind === 'delivered' ? fate.answer : fate.kind
}

function loginPage(): Response {
  const headers = { 'content-type': 'text/html' }
  return new Response('<html>\n<p>Welcome to the guest network</p>\n</html>\n', { headers })
}
