import type { JournalFrame } from '../protocol/frame.ts'
import type { ScannerTrial } from './scanner-routes.ts'
import type { LabelPicture, ListedJob } from './routes.ts'
import type { StationHealth, StationNames, StationSetup } from './station-routes.ts'

/** One frame from a scanner, before anybody has asked what it means. */
export interface RawScan {
  readonly scanId: string
  readonly scannerId: string
  readonly text: string
  /** AIM identifier without `]`, for example `C1`; null when the scanner sends none. */
  readonly aim: string | null
  /** Main's monotonic clock in ms, first and last byte. */
  readonly startedMs: number
  readonly endedMs: number
  /** Set when the bytes make no scan: the frame ran past its cap or holds bytes that no code has. */
  readonly fault: 'frame-too-long' | 'not-text' | null
  /** Bytes in the frame, delimiters left out. */
  readonly byteCount: number
}

/** What the main process tells the window, unasked. Made by main alone, so plain types are enough. */
export interface IpcEvents {
  'scan.received': RawScan
  /** The same code twice from one scanner within the double-read time: counted once, and told. */
  'scan.doubled': { readonly scannerId: string; readonly text: string }
  /** What is heard of one scanner while the screen for setting them up is open. */
  'scanner.tried': ScannerTrial
  /** Every append, the window's own and the printer's, in order of seq. */
  'journal.appended': { readonly frames: readonly JournalFrame[] }
  'journal.acked': {
    readonly ackedSeq: number
    readonly feedEpoch: string
    readonly feedSeq: number
  }
  'print.changed': { readonly job: ListedJob; readonly picture: LabelPicture | null }
  /** What the scale says, whenever that changes. */
  'scale.changed': { readonly scaleId: string; readonly grams: number; readonly isSteady: boolean }
  'health.changed': StationHealth
  'stations.named': { readonly names: StationNames }
  'setup.changed': StationSetup
}
export type IpcEvent = keyof IpcEvents
