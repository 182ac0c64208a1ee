import type { Order } from '../../shared/domain/order.ts'
import type { OrderRecord } from '../store/cache-database.ts'

/** What fetching pictures in advance needs from outside. */
export interface PictureFetchPorts {
  /** Orders to pack by deadline, after the one that was read last. */
  dueAfter(last: OrderRecord | undefined, limit: number): Promise<readonly OrderRecord[]>
  /** Orders that this station has claimed and not finished. */
  ordersInWork(): Promise<readonly Order[]>
  /** Name of the picture of an article; null = it has none. */
  pictureOf(sku: string): string | null
  /** Has a picture kept on the disk of this station; false = it is not. Never rejects. */
  keep(picture: string, signal: AbortSignal): Promise<boolean>
  /** Resolves when the window has nothing better to do. */
  untilIdle(): Promise<void>
  /** Monotonic, ms. */
  nowMs(): number
  onFailure(cause: unknown): void
}

/** Fetches pictures before anybody needs them. */
export interface PictureFetcher {
  /** Rows have changed: there may be other goods to show. */
  rowsChanged(): void
  /** The centre has just answered a pull. */
  pulled(): void
  stop(): void
}

/** So many orders by deadline are looked through: more than a bench packs between two looks at the network. */
const ordersAhead = 300
/** Read at once; a scan in between waits for no more than that. */
const ordersAtOnce = 50
/** Every scan changes rows, and a pull may come every second: a new list, or a try after a failure, comes no sooner, ms. */
const restMs = 10_000

/**
 * Has the pictures of the goods that are packed next kept on this station, so that they are there without a network: those of its own
 * orders first, then by deadline. One at a time, in the gaps of other work, and only after the centre has answered a pull; the first that
 * fails ends the round, and a later pull begins another.
 */
export function createPictureFetcher(ports: PictureFetchPorts): PictureFetcher {
  return new Fetcher(ports)
}

class Fetcher implements PictureFetcher {
  readonly #ports: PictureFetchPorts
  readonly #stopped = new AbortController()
  /** Those that main keeps since this window began. */
  readonly #kept = new Set<string>()
  #wanted: readonly string[] = []
  #isStale = true
  #listedAtMs = -Infinity
  #failedAtMs = -Infinity
  #isRunning = false

  constructor(ports: PictureFetchPorts) {
    this.#ports = ports
  }

  rowsChanged(): void {
    this.#isStale = true
  }

  pulled(): void {
    if (this.#isRunning || this.#stopped.signal.aborted) return
    this.#isRunning = true
    this.#round()
      .catch((cause: unknown) => this.#ports.onFailure(cause))
      .finally(() => (this.#isRunning = false))
  }

  stop(): void {
    this.#stopped.abort()
  }

  async #round(): Promise<void> {
    const { nowMs, keep, untilIdle } = this.#ports
    if (nowMs() - this.#failedAtMs < restMs) return
    if (this.#isStale && nowMs() - this.#listedAtMs >= restMs) await this.#list()
    const { signal } = this.#stopped
    for (const picture of this.#wanted) {
      await untilIdle()
      if (signal.aborted) return
      if (await keep(picture, signal)) {
        this.#kept.add(picture)
        this.#wanted = this.#wanted.filter((other) => other !== picture)
        continue
      }
      this.#failedAtMs = nowMs()
      // One that cannot be had must not keep back the others for ever.
      this.#wanted = [...this.#wanted.filter((other) => other !== picture), picture]
      return
    }
  }

  /** What is wanted and not kept yet, without a picture twice. */
  async #list(): Promise<void> {
    this.#isStale = false
    this.#listedAtMs = this.#ports.nowMs()
    const wanted = new Set<string>()
    const want = ({ lines }: Order): void => {
      for (const { sku } of lines) {
        const picture = this.#ports.pictureOf(sku)
        if (picture !== null && !this.#kept.has(picture)) wanted.add(picture)
      }
    }
    for (const order of await this.#ports.ordersInWork()) want(order)
    let last: OrderRecord | undefined
    for (let read = 0; read < ordersAhead; read += ordersAtOnce) {
      await this.#ports.untilIdle()
      if (this.#stopped.signal.aborted) return
      const chunk = await this.#ports.dueAfter(last, ordersAtOnce)
      for (const { row } of chunk) want(row)
      last = chunk.at(-1)
      if (chunk.length < ordersAtOnce) break
    }
    this.#wanted = [...wanted]
  }
}
