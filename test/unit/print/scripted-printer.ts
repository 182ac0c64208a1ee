import type { PrinterTransport, TransportFault } from '../../../electron/main/print/transport.ts'
import { fail, succeed } from '../../../shared/domain/result.ts'

/** How one visit to the printer goes. */
export type Visit =
  | 'takes-it'
  | 'unreachable'
  /** It let us in and then closed before a byte was sent. */
  | 'closes-before-first-byte'
  /** The label came out, but nobody learns it. */
  | 'prints-then-resets'
  /** Nothing came out, and nobody learns it. */
  | 'resets-unprinted'
  /** The program dies while sending; the label came out. */
  | 'prints-then-crash'
  /** The program dies before the first byte. */
  | 'crash-unprinted'

export interface ScriptedPrinter extends PrinterTransport {
  /** What came out of it, one entry a label. */
  readonly printed: readonly string[]
  /** Sends begun: from the first on, bytes may have left the host. */
  readonly sends: readonly string[]
}

/** A send that never ends: the program is no longer there to hear of it. */
const crashed = new Promise<never>(() => undefined)

/** A printer that follows a script, visit by visit, and takes everything once the script is over. */
export function createScriptedPrinter(
  visits: readonly Visit[],
  onCrash: () => void = () => undefined,
): ScriptedPrinter {
  const printed: string[] = []
  const sends: string[] = []
  const script = [...visits]
  return {
    printed,
    sends,
    open: () => {
      const visit = script.shift() ?? 'takes-it'
      if (visit === 'unreachable') return Promise.resolve(fail(unreachable))
      const send = async (bytes: Uint8Array): ReturnType<Connection['send']> => {
        await Promise.resolve()
        if (visit === 'closes-before-first-byte') return fail(unreachable)
        const text = new TextDecoder().decode(bytes)
        if (visit !== 'crash-unprinted') sends.push(text)
        if (visit.startsWith('prints') || visit === 'takes-it') printed.push(text)
        if (visit.includes('crash')) {
          onCrash()
          return crashed
        }
        return visit === 'takes-it' ? succeed(null) : fail(reset)
      }
      return Promise.resolve(succeed({ ask: silence, send, close: () => undefined }))
    },
  }
}

type Connection = Extract<Awaited<ReturnType<PrinterTransport['open']>>, { ok: true }>['value']

const silence = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array())

const unreachable: TransportFault = {
  outcome: 'failed-before-send',
  code: 'printer-unreachable',
  detail: 'connect ECONNREFUSED',
}
const reset: TransportFault = { outcome: 'unknown', code: 'printer-reset', detail: 'ECONNRESET' }
