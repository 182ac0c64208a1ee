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
 * the queue and the ledger like any other label. `onDocument` hears of each document that was taken. Asked in ZPL for its condition it
 * says whether it has paper.
 */
export function createVirtualPrinter(
  onDocument: (bytes: Uint8Array) => void = () => undefined,
  hasPaper: () => boolean = () => true,
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
      Promise.resolve(signal.aborted ? fail(cancelled) : succeed(connectionTo(take, hasPaper))),
    documentCount: () => count,
    documents: () => [...documents],
  }
}

const cancelled = { outcome: 'failed-before-send', code: 'cancelled', detail: '' } as const

/** The answer to `~HS` of a printer that is at rest (Zebra ZPL manual); the second field of the first frame is the paper. */
function hostStatus(hasPaper: boolean): Uint8Array {
  const paper = hasPaper ? '0' : '1'
  const frames = [`030,${paper},0,1218,000,0,0,0,000,0,0,0`, '000,0,0,0,0,2,4,0,00000000,1,000']
  return Buffer.from(
    [...frames, '0000,0'].map((frame) => `\x02${frame}\x03\r\n`).join(''),
    'latin1',
  )
}

function connectionTo(
  take: (bytes: Uint8Array) => void,
  hasPaper: () => boolean,
): PrinterConnection {
  return {
    ask: (question) => {
      const isHostStatus = Buffer.from(question).toString('latin1') === '~HS'
      return Promise.resolve(isHostStatus ? hostStatus(hasPaper()) : new Uint8Array())
    },
    send: (bytes, signal) => {
      if (signal.aborted) return Promise.resolve(fail(cancelled))
      take(bytes)
      return Promise.resolve(succeed(null))
    },
    close: () => undefined,
  }
}
