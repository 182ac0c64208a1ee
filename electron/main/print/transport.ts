import type { Result } from '../../../shared/domain/result.ts'

/** What the queue may conclude about the label: nothing of it left the host, or nobody can tell. */
export type TransportOutcome = 'failed-before-send' | 'unknown'

export interface TransportFault {
  readonly outcome: TransportOutcome
  readonly code:
    'printer-unreachable' | 'printer-stalled' | 'printer-reset' | 'printer-refused' | 'cancelled'
  /** What the system said, for the person who repairs it. */
  readonly detail: string
}

/** A fault before the first byte. */
export function notSent(code: TransportFault['code'], detail: string): TransportFault {
  return { outcome: 'failed-before-send', code, detail }
}

/** A way to one printer. */
export interface PrinterTransport {
  /** Reaches the printer without sending it a byte. Every fault of it is `failed-before-send`. */
  open(signal: AbortSignal): Promise<Result<PrinterConnection, TransportFault>>
}

/** A printer that listens, for one document. */
export interface PrinterConnection {
  /**
   * Sends a question that prints nothing, before the document, and answers what came back: as soon as it is enough, or what there is
   * when the time is over. Empty from a printer that cannot be asked.
   */
  ask(
    question: Uint8Array,
    isEnough: (answered: Uint8Array) => boolean,
    timeoutMs: number,
  ): Promise<Uint8Array>
  /**
   * Sends one whole document, once. Ok means that the printer took every byte, not that it printed them. A fault says
   * whether a byte may have left the host.
   */
  send(bytes: Uint8Array, signal: AbortSignal): Promise<Result<null, TransportFault>>
  /** Lets go of the printer; harmless when that has happened already. */
  close(): void
}
