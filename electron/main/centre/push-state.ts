import type { JournalFault } from '../journal/journal-fault.ts'

/** Why pushing ended for good. Only a person can go on from here; the journal keeps every frame. */
export type PushStop =
  /** Another copy of this station took over, or the centre was told to forget this one. */
  | { readonly code: 'fenced'; readonly detail: string }
  /** The centre holds other frames under the same numbers. */
  | { readonly code: 'diverged'; readonly detail: string }
  /** The centre holds frames that this journal does not have. */
  | { readonly code: 'centre-ahead'; readonly detail: string; readonly centreSeq: number }
  /** The centre takes every frame but this one. */
  | { readonly code: 'frame-refused'; readonly detail: string; readonly seq: number }
  | { readonly code: 'journal'; readonly detail: string; readonly cause: JournalFault }

/** What the push loop is doing. */
export type PushState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  /** Waits before it tries again. */
  | { readonly kind: 'waiting'; readonly detail: string }
  /** The centre refuses this station; tried again slowly, because a person may put it right there. */
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  | { readonly kind: 'stopped'; readonly stop: PushStop }

/** For the status bar. */
export interface PushReport {
  readonly state: PushState
  readonly unackedCount: number
  /** When the oldest unacked frame was written (UTC, ISO 8601); null = nothing is unacked. */
  readonly oldestUnackedAt: string | null
  /** Frames that the centre recorded as exceptions since this program started. */
  readonly exceptionCount: number
}
