import {
  judgeTestRead,
  type TestCodeName,
  type TestRead,
} from '../../../../shared/domain/test-codes.ts'
import type { DeviceHealth } from '../../../../shared/ipc/station-routes.ts'
import type {
  RefusedReadCause,
  ScannerTrial as TrialState,
  TrialRead,
} from '../../../../shared/ipc/scanner-routes.ts'
import type { ScannerFraming } from '../../settings/scanner-settings.ts'
import type { DeviceClock } from '../clock.ts'
import { longestFrameBytes, type ScanFrame } from '../frame-reader.ts'
import { decoded, learnFraming, withoutEnds } from './learn-framing.ts'

/** Silence after which the next byte belongs to the next pull of the trigger, ms. A slow line pauses a tenth of that within a code. */
export const readEndsAfterMs = 150

/** CR, LF, ETX. */
const endBytes = [0x0d, 0x0a, 0x03]

/** As many reads as fit a screen; what is learnt is learnt from these. */
const keptReads = 12
const shownBytes = 256

/** Gathers what one scanner sends while it is being set up. */
export interface ScannerTrial {
  readonly onBytes: (bytes: Uint8Array) => void
  readonly onFrame: (frame: ScanFrame) => void
  readonly onHealth: (health: Pick<DeviceHealth, 'code' | 'detail'>) => void
  readonly state: () => TrialState
  /** Ends its timers. */
  readonly close: () => void
}

/** What a trial is begun with. */
export interface TrialStart {
  readonly scannerId: string
  /** Empty for a scanner of the settings. */
  readonly path: string
  readonly framing: ScannerFraming
  readonly health: Pick<DeviceHealth, 'code' | 'detail'>
  readonly clock: DeviceClock
  readonly onChanged: () => void
}

/** Builds one that has heard nothing yet. */
export function createScannerTrial(start: TrialStart): ScannerTrial {
  return new Trial(start)
}

/** One pull of the trigger while it is taken in. */
interface Run {
  readonly number: number
  readonly kept: number[]
  byteCount: number
  longestGapMs: number
  lastByteMs: number
  isOver: boolean
  readonly frames: ScanFrame[]
}

class Trial implements ScannerTrial {
  readonly #start: TrialStart
  #health: TrialStart['health']
  #runs: readonly Run[] = []
  #count = 0
  readonly #tests = new Map<TestCodeName, TestRead>()
  #callOff = (): void => undefined

  constructor(start: TrialStart) {
    this.#start = start
    this.#health = start.health
  }

  readonly onBytes = (bytes: Uint8Array): void => {
    const nowMs = this.#start.clock.nowMs()
    const run = this.#runAt(nowMs, bytes[0] ?? 0)
    run.longestGapMs = Math.max(run.longestGapMs, nowMs - run.lastByteMs)
    run.lastByteMs = nowMs
    run.byteCount += bytes.length
    for (const byte of bytes) if (run.kept.length <= longestFrameBytes + 2) run.kept.push(byte)
    this.#callOff()
    this.#callOff = this.#start.clock.schedule(readEndsAfterMs, () => this.#end(run))
    this.#start.onChanged()
  }

  readonly onFrame = (frame: ScanFrame): void => {
    this.#runs[0]?.frames.push(frame)
    this.#start.onChanged()
  }

  readonly onHealth = (health: TrialStart['health']): void => {
    this.#health = health
    this.#start.onChanged()
  }

  readonly close = (): void => this.#callOff()

  readonly state = (): TrialState => {
    const { scannerId, path, framing } = this.#start
    const heard = this.#runs.filter((run) => run.isOver && run.byteCount <= longestFrameBytes)
    const learnt = learnFraming(heard.map(bytesOf), framing)
    const reads = this.#runs.map((run) => readOf(run, framing))
    return {
      ...{ scannerId, path, code: portCodeOf(this.#health.code), detail: this.#health.detail },
      ...{ framing, reads, learnt, tests: [...this.#tests.values()] },
    }
  }

  #runAt(nowMs: number, firstByte: number): Run {
    const [newest] = this.#runs
    const isSilent = !newest || newest.isOver || nowMs - newest.lastByteMs >= readEndsAfterMs
    // Behind a whole code only the rest of its end can come, such as the LF of CR LF.
    const isNext = isSilent || (newest.frames.length > 0 && !endBytes.includes(firstByte))
    if (!isNext) return newest
    if (newest) this.#end(newest)
    this.#count += 1
    const run: Run = {
      ...{ number: this.#count, kept: [], byteCount: 0, longestGapMs: 0 },
      ...{ lastByteMs: nowMs, isOver: false, frames: [] },
    }
    this.#runs = [run, ...this.#runs].slice(0, keptReads)
    return run
  }

  #end(run: Run): void {
    if (run.isOver) return
    run.isOver = true
    const { test } = readOf(run, this.#start.framing)
    if (test) this.#tests.set(test.name, test)
    this.#start.onChanged()
  }
}

function bytesOf({ kept, longestGapMs }: Run): { bytes: Uint8Array; longestGapMs: number } {
  return { bytes: Uint8Array.from(kept), longestGapMs }
}

function readOf(run: Run, framing: ScannerFraming): TrialRead {
  const bytes = Uint8Array.from(run.kept)
  const codes = run.frames.flatMap(({ fault, text, aim }) =>
    fault === null ? [{ text, aim }] : [],
  )
  const refused = refusalOf(run, framing, bytes)
  // What the settings make of it is judged; where they make nothing of it, the bytes as they would read otherwise.
  const text = codes[0]?.text ?? otherwise(withoutEnds(bytes))
  const judged = run.isOver ? judgeTestRead(text) : null
  const test =
    judged && refused === 'wrong-charset' ? { ...judged, problem: 'garbled' as const } : judged
  return {
    ...{ number: run.number, bytes: bytes.subarray(0, shownBytes), byteCount: run.byteCount },
    ...{ isOver: run.isOver, codes, refused, test },
  }
}

function refusalOf(run: Run, framing: ScannerFraming, bytes: Uint8Array): RefusedReadCause | null {
  const fault = run.frames.find((frame) => frame.fault !== null)?.fault ?? null
  if (fault === 'frame-too-long') return 'too-long'
  if (fault === 'not-text')
    return hasOtherCharset(withoutEnds(bytes), framing) ? 'wrong-charset' : 'control-characters'
  const isUnended = run.isOver && run.frames.length === 0 && withoutEnds(bytes).length > 0
  // With silence as the end, the frame may come later than the run is over.
  return isUnended && framing.suffix !== 'none' ? 'no-end' : null
}

function hasOtherCharset(body: Uint8Array, { charset }: ScannerFraming): boolean {
  return (
    body.some((byte) => byte >= 0x80) &&
    (['utf8', 'gb18030'] as const).some(
      (other) => other !== charset && decoded(body, other) !== null,
    )
  )
}

function otherwise(body: Uint8Array): string {
  return decoded(body, 'utf8') ?? decoded(body, 'gb18030') ?? decoded(body, 'latin1') ?? ''
}

/** A scanner has no other troubles than its port. */
function portCodeOf(code: DeviceHealth['code']): TrialState['code'] {
  const known = [
    'ok',
    'opening',
    'port-missing',
    'port-in-use',
    'port-denied',
    'unplugged',
  ] as const
  return known.find((one) => one === code) ?? 'port-denied'
}
