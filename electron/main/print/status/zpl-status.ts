import {
  conditionOf,
  unknownCondition,
  type PrinterCondition,
  type PrinterFault,
  type StatusQuestion,
} from './condition.ts'

/**
 * `~HS`, Host Status Return (Zebra ZPL manual): three frames `STX … ETX CR LF` of fields between commas. A printer with its head open
 * or without media or ribbon does not answer at all, so silence never means well.
 */
export const zplStatus: StatusQuestion = {
  ask: Buffer.from('~HS', 'latin1'),
  read: (answered) => {
    const frames = framesIn(answered)
    const [first, second] = frames
    if (frames.length < 3 || !first || !second) return null
    return first.length === 12 && second.length === 11
      ? conditionIn(first, second)
      : unknownCondition(`~HS answered ${frames.map((fields) => fields.join()).join(' | ')}`)
  },
}

const [stx, etx] = [2, 3]

function framesIn(bytes: Uint8Array): readonly (readonly string[])[] {
  const frames: string[][] = []
  let start = -1
  for (const [at, byte] of bytes.entries()) {
    if (byte === stx) start = at + 1
    if (byte !== etx || start < 0) continue
    frames.push(Buffer.from(bytes.subarray(start, at)).toString('latin1').split(','))
    start = -1
  }
  return frames
}

/** Fields by the manual, counted from 0: in the first frame 1 paper, 2 pause, 4 formats waiting, 5 buffer, 9 memory, 11 heat. */
function conditionIn(first: readonly string[], second: readonly string[]): PrinterCondition {
  const isSet = (field: string | undefined): boolean => field === '1'
  const faults: PrinterFault[] = [
    ...(isSet(first[1]) ? (['paper-out'] as const) : []),
    ...(isSet(first[2]) ? (['paused'] as const) : []),
    ...(isSet(first[5]) || isSet(first[9]) ? (['memory-full'] as const) : []),
    ...(isSet(first[11]) ? (['too-hot'] as const) : []),
    // In the second frame 2 is the head, 3 the ribbon.
    ...(isSet(second[2]) ? (['head-open'] as const) : []),
    ...(isSet(second[3]) ? (['ribbon-out'] as const) : []),
  ]
  const [waiting, left] = [Number(first[4]), Number(second[8])]
  if (!Number.isInteger(waiting) || !Number.isInteger(left))
    return unknownCondition('~HS answered without its counters')
  return conditionOf(faults, { isBusy: waiting > 0 || left > 0 })
}
