import type { ScanFrame } from './frame-reader.ts'

/**
 * Builds the memory of one scanner's last code. A frame is a double read when the code before it was the same and ended
 * less than `doubleReadMs` earlier; each double read starts the time anew, so a code that stays in view counts once
 * however long. A faulty frame is never a double read and does not wipe the memory. 0 ms = off.
 */
export function createDoubleReadFilter(doubleReadMs: number): (frame: ScanFrame) => boolean {
  let lastText: string | null = null
  let lastEndedMs = 0
  return (frame) => {
    if (frame.fault !== null) return false
    const isDouble = frame.text === lastText && frame.endedMs - lastEndedMs < doubleReadMs
    lastText = frame.text
    lastEndedMs = frame.endedMs
    return isDouble
  }
}
