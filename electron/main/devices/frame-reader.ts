import type { RawScan } from '../../../shared/ipc/events.ts'
import type { ScannerFraming } from '../settings/scanner-settings.ts'
import type { DeviceClock } from './clock.ts'
import { createFrameText, type FrameText } from './frame-text.ts'

/** One frame, before anybody has said which scanner it is from. */
export type ScanFrame = Omit<RawScan, 'scanId' | 'scannerId'>

/** Bytes in, frames out. A reader lives as long as one opening of a port, so a half frame dies with its cable. */
export interface FrameReader {
  readonly push: (bytes: Uint8Array) => void
  /** Forgets what has begun, timers too. */
  readonly close: () => void
}

/** A longer run without an end is noise. The largest two-dimensional code holds less. */
export const longestFrameBytes = 4_096

/** Silence after which a run that was too long counts as over, ms. */
export const resynchroniseAfterMs = 250

const codes = { stx: 0x02, etx: 0x03, lf: 0x0a, cr: 0x0d }
const endsOf: Readonly<Record<ScannerFraming['suffix'], readonly number[]>> = {
  auto: [codes.cr, codes.lf, codes.etx],
  cr: [codes.cr],
  lf: [codes.lf],
  etx: [codes.etx],
  // Only as a pair, which needs a look at the byte before.
  crlf: [],
  none: [],
}

/**
 * Builds the state machine that cuts a stream of bytes into frames, in the order of the bytes and however they were
 * split into reads. Empty frames are dropped, so CR LF ends one frame and not two; a run past the cap is told exactly
 * once and skipped up to the next end or silence.
 */
export function createFrameReader(
  framing: ScannerFraming,
  clock: DeviceClock,
  emit: (frame: ScanFrame) => void,
): FrameReader {
  return new ByteMachine(framing, clock, emit)
}

class ByteMachine implements FrameReader {
  readonly #buffer = new Uint8Array(longestFrameBytes)
  #length = 0
  #skipping = false
  /** With suffix crlf: a CR that is an end if LF follows and data if not. */
  #heldReturn = false
  #startedMs = 0
  #lastByteMs = 0
  #callOffFlush = (): void => undefined
  readonly #framing: ScannerFraming
  readonly #clock: DeviceClock
  readonly #emit: (frame: ScanFrame) => void
  readonly #ends: readonly number[]
  readonly #read: (bytes: Uint8Array) => FrameText

  constructor(framing: ScannerFraming, clock: DeviceClock, emit: (frame: ScanFrame) => void) {
    this.#framing = framing
    this.#clock = clock
    this.#emit = emit
    this.#ends = endsOf[framing.suffix]
    this.#read = createFrameText(framing)
  }

  readonly push = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return
    const nowMs = this.#clock.nowMs()
    this.#noticeSilence(nowMs)
    for (const byte of bytes) this.#take(byte, nowMs)
    if (this.#framing.suffix === 'none') this.#flushAfterSilence()
  }

  readonly close = (): void => {
    this.#callOffFlush()
    this.#forget()
  }

  #take(byte: number, nowMs: number): void {
    const wasHeld = this.#heldReturn
    this.#heldReturn = false
    this.#lastByteMs = nowMs
    if (this.#ends.includes(byte) || (wasHeld && byte === codes.lf)) {
      this.#finish()
      return
    }
    if (wasHeld) this.#keep(codes.cr, nowMs)
    if (this.#framing.suffix === 'crlf' && byte === codes.cr) this.#heldReturn = true
    else this.#keep(byte, nowMs)
  }

  #keep(byte: number, nowMs: number): void {
    if (this.#skipping) return
    if (this.#length === 0 && byte === codes.stx) return
    if (this.#length === 0) this.#startedMs = nowMs
    if (this.#length === longestFrameBytes) {
      this.#skipping = true
      this.#tell({ text: '', aim: null, fault: 'frame-too-long' }, longestFrameBytes + 1)
      return
    }
    this.#buffer[this.#length] = byte
    this.#length += 1
  }

  #finish(): void {
    if (this.#length > 0 && !this.#skipping) {
      this.#tell(this.#read(this.#buffer.subarray(0, this.#length)), this.#length)
    }
    this.#forget()
  }

  #forget(): void {
    this.#length = 0
    this.#skipping = false
    this.#heldReturn = false
  }

  #tell(said: FrameText, byteCount: number): void {
    this.#emit({ ...said, byteCount, startedMs: this.#startedMs, endedMs: this.#lastByteMs })
  }

  /** A late timer must not glue two codes together, so silence is also noticed when the next byte comes. */
  #noticeSilence(nowMs: number): void {
    const silentMs = nowMs - this.#lastByteMs
    if (this.#skipping && silentMs >= resynchroniseAfterMs) this.#forget()
    if (this.#framing.suffix === 'none' && silentMs >= this.#framing.idleFlushMs) this.#finish()
  }

  #flushAfterSilence(): void {
    this.#callOffFlush()
    this.#callOffFlush = this.#clock.schedule(this.#framing.idleFlushMs, () => {
      this.#finish()
    })
  }
}
