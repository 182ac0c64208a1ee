import type { DiskFault } from './disk.ts'

/** Why a journal cannot be opened, read or written. */
export type JournalFault =
  /** Another live process has this journal open. */
  | { readonly kind: 'locked'; readonly processId: number }
  /** Bytes that were durable once are not what was written. The file was left as it is. */
  | {
      readonly kind: 'damaged'
      readonly file: string
      readonly offset: number
      readonly detail: string
    }
  /** The journal ends before a frame that the centre already holds: a part of it is gone. */
  | { readonly kind: 'behind'; readonly lastSeq: number; readonly knownSeq: number }
  /** The disk refused while the journal was opened or read. */
  | { readonly kind: 'disk'; readonly cause: DiskFault }
  /** A write or fsync failed; nothing is accepted until the program starts again. */
  | { readonly kind: 'stopped'; readonly cause: DiskFault }
  | { readonly kind: 'closed' }

/** One line for logs and for the person who repairs it. */
export function describeJournalFault(fault: JournalFault): string {
  switch (fault.kind) {
    case 'locked':
      return `journal is open in process ${String(fault.processId)}`
    case 'damaged':
      return `${fault.file} is damaged at byte ${String(fault.offset)}: ${fault.detail}`
    case 'behind':
      return `journal ends at ${String(fault.lastSeq)}, the centre holds ${String(fault.knownSeq)}`
    case 'disk':
    case 'stopped':
      return `${fault.cause.operation} ${fault.cause.file}: ${fault.cause.code} ${fault.cause.detail}`
    case 'closed':
      return 'journal is closed'
  }
}
