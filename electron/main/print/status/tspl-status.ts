import { conditionOf, faultsIn, type FaultBit, type StatusQuestion } from './condition.ts'

/** `<ESC>!?` (TSC TSPL manual, Gprinter GP-2120T manual p. 34): one byte, answered at any time. */
export const tsplStatus: StatusQuestion = {
  ask: Uint8Array.of(0x1b, 0x21, 0x3f),
  read: (answered) => {
    const byte = answered.at(-1)
    if (byte === undefined) return null
    const isBusy = (byte & 0x20) !== 0
    return conditionOf(faultsIn(byte, bits), { isBusy })
  },
}

const bits: readonly FaultBit[] = [
  ...([
    [0, 'head-open'],
    [1, 'paper-jam'],
    [2, 'paper-out'],
    [3, 'ribbon-out'],
  ] as const),
  [4, 'paused'],
  [6, 'head-open'],
  [7, 'too-hot'],
]
