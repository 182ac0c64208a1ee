/** What the guard needs of a key press. `timeStamp` is in ms, by the clock of the window's events. */
export interface KeyPress {
  readonly key: string
  readonly repeat: boolean
  readonly timeStamp: number
}

/** What happens to a key press while a wrong waits. */
export type KeyVerdict = 'acknowledge' | 'swallow' | 'pass'

/** Keys closer together than this come from a scanner that types, not from fingers. */
const scannerPaceMs = 60
/** An Enter that was already on its way when the error appeared was not meant for it. */
const readingTimeMs = 250

/**
 * Judges keys while a wrong is on the screen. Enter and Space acknowledge it and never press anything else; the Enter
 * that ends a typed scan, a held key and a press that came too soon to be an answer are swallowed, because an
 * error that the next scan closes is an error nobody saw.
 */
export class AcknowledgeGuard {
  private lastKeyMs = Number.NEGATIVE_INFINITY
  private shownMs = Number.NEGATIVE_INFINITY

  /** Tells the guard that a wrong has just appeared (ms, same clock as the keys). */
  wrongShown(atMs: number): void {
    this.shownMs = atMs
  }

  /** Says what to do with a key press. `waiting`: whether a wrong is on the screen. */
  judge(press: KeyPress, waiting: boolean): KeyVerdict {
    const sinceLastKey = press.timeStamp - this.lastKeyMs
    this.lastKeyMs = press.timeStamp
    if (!waiting) return 'pass'
    if (press.key !== 'Enter' && press.key !== ' ') return 'pass'
    if (press.repeat || sinceLastKey < scannerPaceMs) return 'swallow'
    return press.timeStamp - this.shownMs < readingTimeMs ? 'swallow' : 'acknowledge'
  }
}
