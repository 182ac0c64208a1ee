import { fail, succeed } from '../../../shared/domain/result.ts'
import type { PrinterConnection, PrinterTransport } from './transport.ts'

/** A printer without paper: it takes documents as a printer on the network does, and keeps the bytes. */
export interface VirtualPrinter extends PrinterTransport {
  /** Documents taken since the program started. */
  documentCount(): number
  /** The bytes of the last documents, oldest first. */
  documents(): readonly Uint8Array[]
}

const keptDocuments = 20

/**
 * Answers a printer for demonstration, training and tests. It knows nothing of jobs: whatever reaches it came through
 * the queue and the ledger like any other label. `onDocument` hears of each document that was taken.
 */
export function createVirtualPrinter(
  onDocument: (bytes: Uint8Array) => void = () => undefined,
): VirtualPrinter {
  const documents: Uint8Array[] = []
  let count = 0
  const take = (bytes: Uint8Array): void => {
    count += 1
    documents.push(bytes.slice())
    if (documents.length > keptDocuments) documents.shift()
    onDocument(bytes)
  }
  return {
    open: (signal) =>
      Promise.resolve(signal.aborted ? fail(cancelled) : succeed(connectionTo(take))),
    documentCount: () => count,
    documents: () => [...documents],
  }
}

const cancelled = { outcome: 'failed-before-send', code: 'cancelled', detail: '' } as const

function connectionTo(take: (bytes: Uint8Array) => void): PrinterConnection {
  return {
    ask: () => Promise.resolve(new Uint8Array()),
    send: (bytes, signal) => {
      if (signal.aborted) return Promise.resolve(fail(cancelled))
      take(bytes)
      return Promise.resolve(succeed(null))
    },
    close: () => undefined,
  }
}
