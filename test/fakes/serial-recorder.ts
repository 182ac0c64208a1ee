import type { ScanFrame } from '../../electron/main/devices/frame-reader.ts'
import type { ScannerListener } from '../../electron/main/devices/scanner.ts'
import type { DeviceHealth } from '../../shared/ipc/station-routes.ts'

/** Writes down what a scanner tells and lets a test wait for it. */
export interface ScannerRecorder extends ScannerListener {
  readonly frames: readonly ScanFrame[]
  readonly healths: readonly DeviceHealth[]
  /** Texts of the frames, faults as `!fault`. */
  readonly said: () => readonly string[]
  /** Counts bytes that reached the program; tests use it to force separate reads. */
  readonly countBytes: (count: number) => void
  readonly untilFrames: (count: number) => Promise<void>
  /** Settles at the `times`-th occurrence of a health code since the start. */
  readonly untilHealth: (code: DeviceHealth['code'], times?: number) => Promise<void>
  readonly untilBytes: (count: number) => Promise<void>
}

/** A frame as a test reads it. */
export function saidBy(frame: ScanFrame): string {
  return frame.fault === null ? frame.text : `!${frame.fault}`
}

/** Builds a recorder. */
export function createScannerRecorder(): ScannerRecorder {
  const frames: ScanFrame[] = []
  const healths: DeviceHealth[] = []
  let bytes = 0
  const waiting = new Set<() => void>()
  const noteChange = (): void => {
    for (const check of waiting) check()
  }
  const until = (reached: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!reached()) return
        waiting.delete(check)
        resolve()
      }
      waiting.add(check)
      check()
    })
  return {
    frames,
    healths,
    said: () => frames.map(saidBy),
    onFrame: (frame) => {
      frames.push(frame)
      noteChange()
    },
    onHealth: (health) => {
      healths.push(health)
      noteChange()
    },
    countBytes: (count) => {
      bytes += count
      noteChange()
    },
    untilFrames: (count) => until(() => frames.length >= count),
    untilHealth: (code, times = 1) =>
      until(() => healths.filter((health) => health.code === code).length >= times),
    untilBytes: (count) => until(() => bytes >= count),
  }
}
