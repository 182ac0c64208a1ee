import { textRenderer } from '../unit/print/print-bench.ts'
import type { PrinterTransport } from '../../electron/main/print/transport.ts'
import { fail, succeed } from '../../shared/domain/result.ts'
import type { Chance } from './chance.ts'
import type { Owner, VirtualTime } from './virtual-time.ts'

/** One label that came out, as a person can read it. */
export interface Paper {
  readonly printJobId: string
  readonly waybillNumber: string
  readonly orderNumber: string
  /** 0 = the original. */
  readonly copy: number
  /** Bench at whose printer it came out. */
  readonly bench: string
}

/** A printer with paper in it. What has reached it comes out, also when the program that sent it is dead. */
export class SimulatedPrinter {
  readonly #time: VirtualTime
  readonly #chance: Chance
  readonly #bench: string
  readonly #onPaper: (paper: Paper) => void
  isOn = true
  /** How often a sending goes wrong. */
  trouble = 0

  constructor(parts: {
    readonly time: VirtualTime
    readonly chance: Chance
    readonly bench: string
    readonly onPaper: (paper: Paper) => void
  }) {
    this.#time = parts.time
    this.#chance = parts.chance
    this.#bench = parts.bench
    this.#onPaper = parts.onPaper
  }

  /** The way to this printer for one run of the program. */
  transportFor(owner: Owner): PrinterTransport {
    return {
      open: async () => {
        await this.#time.sleep(owner, this.#chance.between(1, 50), 'printer reached')
        if (!this.isOn) return fail({ outcome: 'failed-before-send', ...unreachable })
        const ask = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array())
        return succeed({ ask, send: (bytes) => this.#take(owner, bytes), close: () => undefined })
      },
    }
  }

  async #take(owner: Owner, bytes: Uint8Array): ReturnType<Connection['send']> {
    const goesWrong = this.#chance.happens(this.trouble)
    if (goesWrong && this.#chance.happens(0.3))
      return fail({ outcome: 'failed-before-send', ...unreachable })
    const comesOut = !goesWrong || this.#chance.happens(0.5)
    if (comesOut)
      this.#time.plan(null, this.#chance.between(1, 400), `${this.#bench}: label comes out`, () => {
        this.#onPaper(paperOf(bytes, this.#bench))
      })
    await this.#time.sleep(owner, this.#chance.between(1, 400), 'printer has taken it')
    return goesWrong ? fail({ outcome: 'unknown', ...reset }) : succeed(null)
  }
}

type Connection = Extract<Awaited<ReturnType<PrinterTransport['open']>>, { ok: true }>['value']

const unreachable = { code: 'printer-unreachable', detail: 'connect ECONNREFUSED' } as const
const reset = { code: 'printer-reset', detail: 'ECONNRESET' } as const

/** As `textRenderer`, with the order on the label as a person reads it. */
export const paperRenderer: typeof textRenderer = {
  ...textRenderer,
  async render(request, profile) {
    const drawn = await textRenderer.render(request, profile)
    if (!drawn.ok) return drawn
    const order = new TextEncoder().encode(` ${request.orderNumber}`)
    return succeed({ ...drawn.value, bytes: Buffer.concat([drawn.value.bytes, order]) })
  },
}

/** Reads what `paperRenderer` wrote. */
function paperOf(bytes: Uint8Array, bench: string): Paper {
  const text = new TextDecoder().decode(bytes).replace(';', '')
  const [printJobId = '', waybillNumber = '', copy = '', orderNumber = ''] = text.split(' ')
  return { printJobId, waybillNumber, orderNumber, copy: Number(copy), bench }
}
